// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.air;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.Scale;
import net.jqwik.api.constraints.Size;
import org.greenheart.regulation.rules.LawException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AirQualityIndexTest {
  private static final LocalDate LAST_OF_2012 = LocalDate.of(2026, 2, 28);
  private static final LocalDate FIRST_OF_2026 = LocalDate.of(2026, 3, 1);
  private static final Map<String, String> DAY =
      Map.of("SO2", "12", "NO2", "46", "CO", "0.9", "O3", "172", "PM10", "98", "PM2.5", "66");
  private static final Map<String, String> HOUR =
      Map.of("SO2", "20", "NO2", "88", "CO", "1.4", "O3", "41", "PM10", "150", "PM2.5", "92");

  private static AirQualityIndex index(
      LocalDate day, Report report, Map<String, String> values, Pollutant... notMonitored) {
    IndexRules rules = IndexRules.at(day);
    Map<Indicator, BigDecimal> byIndicator = new HashMap<>();
    for (ReportItem item : rules.items(report)) {
      if (values.containsKey(item.name())) {
        byIndicator.put(item.indicator(), new BigDecimal(values.get(item.name())));
      }
    }
    return rules.index(report, byIndicator, Set.of(notMonitored));
  }

  private static Map<String, String> with(Map<String, String> values, String name, String value) {
    Map<String, String> changed = new HashMap<>(values);
    changed.put(name, value);
    return changed;
  }

  private static Map<String, String> without(Map<String, String> values, String... names) {
    Map<String, String> changed = new HashMap<>(values);
    for (String name : names) {
      changed.remove(name);
    }
    return changed;
  }

  private static List<Integer> parts(AirQualityIndex index) {
    return index.items().stream().map(one -> one.value().orElse(-1)).toList();
  }

  @Test
  void dailyExample2026_isLightPollutionByOzone() {
    AirQualityIndex index = index(FIRST_OF_2026, Report.DAILY, DAY);

    assertThat(parts(index)).containsExactly(12, 58, 23, 111, 85, 106);
    assertThat(index.value()).hasValue(111);
    assertThat(index.primary()).containsExactly(Pollutant.O3);
    assertThat(index.level())
        .hasValueSatisfying(
            level -> {
              assertThat(level.number()).isEqualTo(3);
              assertThat(level.categoryZh()).isEqualTo("轻度污染");
              assertThat(level.rgb()).isEqualTo("255,126,0");
            });
    assertThat(index.exceeding()).isEmpty();
    assertThat(index.basis().document()).isEqualTo("HJ 633-2026");
  }

  @Test
  void dailyExample2012_usesTheOldNodesOfParticles() {
    AirQualityIndex index = index(LAST_OF_2012, Report.DAILY, DAY);

    assertThat(parts(index)).containsExactly(12, 58, 23, 111, 74, 89);
    assertThat(index.value()).hasValue(111);
    assertThat(index.primary()).containsExactly(Pollutant.O3);
    assertThat(index.exceeding()).containsExactly(Pollutant.O3);
    assertThat(index.basis().document()).isEqualTo("HJ 633-2012");
  }

  @Test
  void hourlyExample2026_isLightPollutionByFineParticles() {
    AirQualityIndex index = index(FIRST_OF_2026, Report.HOURLY, HOUR);

    assertThat(parts(index)).containsExactly(7, 44, 14, 13, 112, 130);
    assertThat(index.value()).hasValue(130);
    assertThat(index.primary()).containsExactly(Pollutant.PM25);
  }

  @Test
  void missingItem2026_othersUpTo100_isNotPublished() {
    AirQualityIndex index =
        index(FIRST_OF_2026, Report.DAILY, without(with(DAY, "PM2.5", "60"), "O3"));

    assertThat(parts(index)).contains(100);
    assertThat(index.value()).isEmpty();
    assertThat(index.level()).isEmpty();
    assertThat(index.primary()).isEmpty();
    assertThat(index.missing()).extracting(ReportItem::name).containsExactly("O3");
  }

  @Test
  void missingItem2026_othersAbove100_isPublished() {
    AirQualityIndex index = index(FIRST_OF_2026, Report.DAILY, without(DAY, "O3", "SO2"));

    assertThat(index.value()).hasValue(106);
    assertThat(index.primary()).containsExactly(Pollutant.PM25);
    assertThat(index.missing()).hasSize(2);
  }

  @Test
  void itemNotMonitoredByPlan_isNotMissing() {
    AirQualityIndex index =
        index(
            FIRST_OF_2026,
            Report.DAILY,
            without(with(DAY, "PM2.5", "35"), "O3", "SO2"),
            Pollutant.O3,
            Pollutant.SO2);

    assertThat(index.value()).hasValue(85);
    assertThat(index.missing()).isEmpty();
  }

  @Test
  void missingItem2012_isLeftOut() {
    AirQualityIndex index = index(LAST_OF_2012, Report.DAILY, without(DAY, "O3"));

    assertThat(index.value()).hasValue(89);
    assertThat(index.missing()).extracting(ReportItem::name).containsExactly("O3", "O3_1h");
  }

  @Test
  void nothingAtAll_hasNoIndex() {
    for (LocalDate day : List.of(LAST_OF_2012, FIRST_OF_2026)) {
      assertThat(index(day, Report.HOURLY, Map.of()).value()).isEmpty();
    }
  }

  @Test
  void equalLargest_areListedSideBySide() {
    assertThat(
            index(
                    FIRST_OF_2026,
                    Report.DAILY,
                    Map.of(
                        "PM10", "120", "PM2.5", "60", "NO2", "80", "SO2", "1", "CO", "1", "O3",
                        "9"))
                .primary())
        .containsExactly(Pollutant.NO2, Pollutant.PM10, Pollutant.PM25);
  }

  @ParameterizedTest
  @CsvSource({"35, 50, ''", "36, 52, PM2.5"})
  void primaryPollutant_isNamedOnlyAbove50(String pm25, int value, String primary) {
    AirQualityIndex index =
        index(
            FIRST_OF_2026,
            Report.DAILY,
            Map.of("SO2", "1", "NO2", "1", "CO", "0.1", "O3", "1", "PM10", "1", "PM2.5", pm25));

    assertThat(index.value()).hasValue(value);
    assertThat(String.join(",", index.primary().stream().map(Pollutant::word).toList()))
        .isEqualTo(primary);
  }

  @Test
  void ozoneOf8HoursBeyondItsColumn2012_isReportedByItsHour() {
    AirQualityIndex index =
        index(LAST_OF_2012, Report.DAILY, with(with(DAY, "O3", "820"), "O3_1h", "1000"));

    assertThat(parts(index)).containsExactly(12, 58, 23, -1, 400, 74, 89);
    assertThat(index.value()).hasValue(400);
    assertThat(index.primary()).containsExactly(Pollutant.O3);
  }

  @Test
  void so2OfAnHourBeyondItsColumn2012_isReportedByItsDay() {
    Map<String, String> values = with(HOUR, "SO2_24h", "800");

    assertThat(parts(index(LAST_OF_2012, Report.HOURLY, values)))
        .containsExactly(7, 44, 14, 13, 100, 122);
    assertThat(parts(index(LAST_OF_2012, Report.HOURLY, with(values, "SO2", "900"))))
        .containsExactly(-1, 200, 44, 14, 13, 100, 122);
  }

  @Test
  void concentrationAboveTheTable_stopsAt500_andSaysSo() {
    AirQualityIndex index = index(FIRST_OF_2026, Report.DAILY, with(DAY, "PM10", "2000"));

    assertThat(index.value()).hasValue(500);
    assertThat(index.beyondIndex()).isTrue();
    assertThat(index.level())
        .hasValueSatisfying(level -> assertThat(level.categoryZh()).isEqualTo("严重污染"));
    assertThat(index(FIRST_OF_2026, Report.DAILY, DAY).beyondIndex()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 | 一级 | 优 | green | 0,228,0 | 40,0,100,0",
        "50 | 一级 | 优 | green | 0,228,0 | 40,0,100,0",
        "51 | 二级 | 良 | yellow | 255,255,0 | 0,0,100,0",
        "100 | 二级 | 良 | yellow | 255,255,0 | 0,0,100,0",
        "101 | 三级 | 轻度污染 | orange | 255,126,0 | 0,52,100,0",
        "150 | 三级 | 轻度污染 | orange | 255,126,0 | 0,52,100,0",
        "151 | 四级 | 中度污染 | red | 255,0,0 | 0,100,100,0",
        "200 | 四级 | 中度污染 | red | 255,0,0 | 0,100,100,0",
        "201 | 五级 | 重度污染 | purple | 153,0,76 | 10,100,40,30",
        "300 | 五级 | 重度污染 | purple | 153,0,76 | 10,100,40,30",
        "301 | 六级 | 严重污染 | maroon | 126,0,35 | 30,100,100,30",
        "500 | 六级 | 严重污染 | maroon | 126,0,35 | 30,100,100,30"
      })
  void levels_haveTheirCategoryAndColour(
      int aqi, String level, String category, String colour, String rgb, String cmyk) {
    for (LocalDate day : List.of(LAST_OF_2012, FIRST_OF_2026)) {
      AirLevel found = IndexRules.at(day).level(aqi);

      assertThat(
              List.of(found.zh(), found.categoryZh(), found.colourEn(), found.rgb(), found.cmyk()))
          .containsExactly(level, category, colour, rgb, cmyk);
    }
  }

  @Test
  void indexAbove500_hasNoLevel() {
    assertThatExceptionOfType(LawException.class)
        .isThrownBy(() -> IndexRules.at(FIRST_OF_2026).level(501))
        .withMessage("aqi (501) must be from 0 to 500");
  }

  @Test
  void negativeValue_isRefused_namingTheItem() {
    assertThatExceptionOfType(LawException.class)
        .isThrownBy(() -> index(FIRST_OF_2026, Report.DAILY, with(DAY, "CO", "-1")))
        .withMessage("CO (-1) must not be negative");
  }

  @Property(tries = 300)
  void index_isTheLargestOfItsItems(
      @ForAll @Size(6) List<@BigRange(min = "0", max = "900") @Scale(1) BigDecimal> values) {
    IndexRules rules = IndexRules.at(FIRST_OF_2026);
    Map<Indicator, BigDecimal> byIndicator = new HashMap<>();
    List<ReportItem> items = rules.items(Report.DAILY);
    for (int i = 0; i < items.size(); i++) {
      byIndicator.put(items.get(i).indicator(), values.get(i));
    }

    AirQualityIndex index = rules.index(Report.DAILY, byIndicator, Set.of());

    int largest = index.items().stream().mapToInt(one -> one.value().orElse(-1)).max().orElse(-1);
    assertThat(index.value()).isEqualTo(OptionalInt.of(largest));
    assertThat(index.primary().isEmpty()).isEqualTo(largest <= 50);
    assertThat(index.level())
        .hasValueSatisfying(l -> assertThat(largest).isBetween(l.from(), l.to()));
  }
}
