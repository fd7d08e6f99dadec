// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.water;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.Scale;
import org.greenheart.regulation.limits.LimitBook;
import org.greenheart.regulation.rules.Exact;
import org.greenheart.regulation.rules.RuleRow;
import org.greenheart.regulation.rules.RuleTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SurfaceWaterClassTest {
  private static final LocalDate DAY = LocalDate.of(2026, 5, 4);

  /**
   * The table, item by item: a value at each limit is in the class, one beyond is in a worse one.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CODMn|2|4|6|10|15",
        "COD|15|15|20|30|40",
        "BOD5|3|3|4|6|10",
        "NH3-N|0.15|0.5|1.0|1.5|2.0",
        "TP|0.02|0.1|0.2|0.3|0.4",
        "Cu|0.01|1.0|1.0|1.0|1.0",
        "Zn|0.05|1.0|1.0|2.0|2.0",
        "fluoride|1.0|1.0|1.0|1.5|1.5",
        "Se|0.01|0.01|0.01|0.02|0.02",
        "As|0.05|0.05|0.05|0.1|0.1",
        "Hg|0.00005|0.00005|0.0001|0.001|0.001",
        "Cd|0.001|0.005|0.005|0.005|0.01",
        "Cr6|0.01|0.05|0.05|0.05|0.1",
        "Pb|0.01|0.01|0.05|0.05|0.1",
        "cyanide|0.005|0.05|0.2|0.2|0.2",
        "volatile phenol|0.002|0.002|0.005|0.01|0.1",
        "petroleum|0.05|0.05|0.05|0.5|1.0",
        "LAS|0.2|0.2|0.2|0.3|0.3",
        "sulfide|0.05|0.1|0.2|0.5|1.0"
      })
  void limits_areThoseOfTable1(
      String name, String one, String two, String three, String four, String five) {
    WaterItem item = WaterItem.find(name).orElseThrow();
    List<String> limits = List.of(one, two, three, four, five);
    BigDecimal bit = new BigDecimal("0.000001");
    for (String limit : limits) {
      BigDecimal value = new BigDecimal(limit);
      // The best class that has this limit, and the first with a wider one.
      WaterClass at = WaterClass.WITH_LIMITS.get(first(limits, value));
      assertThat(classOf(item, value)).as("%s = %s", name, limit).isEqualTo(at);
      int beyond = first(limits, value.add(bit));
      assertThat(classOf(item, value.add(bit)))
          .isEqualTo(beyond < 0 ? WaterClass.INFERIOR_V : WaterClass.WITH_LIMITS.get(beyond));
    }
  }

  private static int first(List<String> limits, BigDecimal value) {
    for (int i = 0; i < limits.size(); i++) {
      if (value.compareTo(new BigDecimal(limits.get(i))) <= 0) {
        return i;
      }
    }
    return -1;
  }

  @ParameterizedTest
  @CsvSource({
    "7.5, I",
    "7.4, II",
    "6, II",
    "5.9, III",
    "5, III",
    "4.9, IV",
    "3, IV",
    "2.9, V",
    "2, V",
    "1.9, inferior V",
    "0, inferior V"
  })
  void oxygen_moreIsBetter(String value, String word) {
    assertThat(classOf(WaterItem.DO, new BigDecimal(value)).word()).isEqualTo(word);
  }

  @ParameterizedTest
  @CsvSource({"0.01, I", "0.025, II", "0.05, III", "0.1, IV", "0.2, V", "0.21, inferior V"})
  void phosphorusOfLakes_isStricter(String value, String word) {
    WaterSample sample =
        WaterSample.of(WaterType.LAKE, Map.of(WaterItem.TP, new BigDecimal(value)));

    assertThat(SurfaceWaterClass.of(sample, DAY).value().worst().word()).isEqualTo(word);
  }

  /** The table of limits holds the same standard row by row, to be asked for one limit. */
  @Test
  void tableOfLimits_saysTheSame() {
    List<String> here = new ArrayList<>();
    for (RuleRow row : RuleTable.resource(SurfaceWaterClass.class, "surface-water.tsv").at(DAY)) {
      for (WaterClass one : WaterClass.WITH_LIMITS) {
        here.add(
            String.join(
                " ",
                row.text("item"),
                row.find("water").orElse(""),
                one.word(),
                row.text("op"),
                plain(row.text(one.word()))));
      }
    }
    List<String> there = new ArrayList<>();
    for (RuleRow row : RuleTable.resource(LimitBook.class, "limits.tsv").at(DAY)) {
      if (row.text("standard").equals("GB 3838-2002")) {
        there.add(
            String.join(
                " ",
                row.text("item"),
                row.find("condition").orElse(""),
                row.text("grade"),
                row.text("op"),
                plain(row.text("value"))));
      }
    }

    assertThat(here).hasSize(120).containsExactlyInAnyOrderElementsOf(there);
  }

  private static String plain(String limit) {
    return limit.contains("-") ? limit : Exact.plain(new BigDecimal(limit)).toPlainString();
  }

  @Test
  void twentyOneItems_count() {
    assertThat(Arrays.stream(WaterItem.values()).filter(WaterItem::counted)).hasSize(21);
  }

  @Property(tries = 200)
  void anotherItem_neverMakesTheSectionBetter(
      @ForAll @BigRange(min = "0", max = "60") @Scale(2) BigDecimal cod,
      @ForAll @BigRange(min = "0", max = "4") @Scale(3) BigDecimal ammonia) {
    WaterClass alone = classOf(WaterItem.COD, cod);
    Map<WaterItem, BigDecimal> both = new EnumMap<>(WaterItem.class);
    both.put(WaterItem.COD, cod);
    both.put(WaterItem.NH3_N, ammonia);

    WaterClass together =
        SurfaceWaterClass.of(WaterSample.of(WaterType.RIVER, both), DAY).value().worst();

    assertThat(together).isGreaterThanOrEqualTo(alone);
    assertThat(together).isEqualTo(alone.worse(classOf(WaterItem.NH3_N, ammonia)));
  }

  @Test
  void mainPollutants_cyanideAndHeavyMetalsFirst_oxygenWithoutMultiple() {
    Map<WaterItem, BigDecimal> values = new EnumMap<>(WaterItem.class);
    values.put(WaterItem.DO, new BigDecimal("1.5"));
    values.put(WaterItem.COD, new BigDecimal("50"));
    values.put(WaterItem.NH3_N, new BigDecimal("1.2"));
    values.put(WaterItem.LEAD, new BigDecimal("0.06"));

    List<MainPollutants.Beyond> main =
        MainPollutants.ofSection(WaterSample.of(WaterType.RIVER, values), DAY).value();

    assertThat(main.stream().map(MainPollutants.Beyond::item))
        .containsExactly(WaterItem.LEAD, WaterItem.COD, WaterItem.DO);
    assertThat(main.getLast().multiple()).isEmpty();
    assertThat(main.get(1).multiple().orElseThrow()).isEqualByComparingTo("1.5");
  }

  @Test
  void mainPollutantsOfARiver_byShareOfSections() {
    SectionClass bad =
        new SectionClass(
            WaterClass.V, Map.of(WaterItem.COD, WaterClass.IV, WaterItem.TP, WaterClass.V));
    SectionClass better = new SectionClass(WaterClass.IV, Map.of(WaterItem.TP, WaterClass.IV));

    assertThat(MainPollutants.ofRiver(List.of(bad, better)).value())
        .containsExactly(WaterItem.TP, WaterItem.COD);
  }

  @Test
  void riverOfFewSections_isJudgedByItsMeans() {
    List<Map<WaterItem, BigDecimal>> sections =
        List.of(
            Map.of(WaterItem.COD, BigDecimal.valueOf(30)),
            Map.of(WaterItem.COD, BigDecimal.valueOf(10)));

    assertThat(RiverAssessment.byMeans(WaterType.RIVER, sections, DAY).value().worst())
        .isEqualTo(WaterClass.III);
  }

  @Test
  void sectionCounts_addUpByClass() {
    SectionCounts counts =
        new SectionCounts(0, 0, 0, 0)
            .plus(WaterClass.II)
            .plus(WaterClass.IV)
            .plus(WaterClass.V)
            .plus(WaterClass.INFERIOR_V);

    assertThat(counts).isEqualTo(new SectionCounts(1, 1, 1, 1));
  }

  @Test
  void means_needTheirRounds() {
    List<BigDecimal> five =
        List.of(BigDecimal.ONE, BigDecimal.ONE, BigDecimal.ONE, BigDecimal.ONE, BigDecimal.ONE);

    assertThat(AssessmentPeriod.YEAR.mean(five)).isEmpty();
    assertThat(AssessmentPeriod.SEASON.mean(five)).isPresent();
  }

  @Test
  void dayBeforeTheStandard_isRefused() {
    assertThatThrownBy(
            () ->
                SurfaceWaterClass.of(
                    WaterSample.of(WaterType.RIVER, Map.of(WaterItem.COD, BigDecimal.TEN)),
                    LocalDate.of(2002, 5, 31)))
        .hasMessage("COD has no limit for a river on 2002-05-31");
  }

  @Test
  void classes_areFoundByTheirWords() {
    assertThat(WaterClass.find("inferior V")).hasValue(WaterClass.INFERIOR_V);
    assertThat(WaterClass.find("劣V类")).hasValue(WaterClass.INFERIOR_V);
    assertThat(WaterClass.find("iii")).hasValue(WaterClass.III);
    assertThat(WaterClass.find("VI")).isEmpty();
    assertThat(WaterClass.III.meets(WaterClass.III)).isTrue();
    assertThat(WaterClass.IV.meets(WaterClass.III)).isFalse();
  }

  private static WaterClass classOf(WaterItem item, BigDecimal value) {
    return SurfaceWaterClass.of(WaterSample.of(WaterType.RIVER, Map.of(item, value)), DAY)
        .value()
        .worst();
  }
}
