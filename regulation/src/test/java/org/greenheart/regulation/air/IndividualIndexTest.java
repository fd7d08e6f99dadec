// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.air;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalInt;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.Scale;
import org.greenheart.regulation.rules.LawException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class IndividualIndexTest {
  private static final IndexRules RULES_2012 = IndexRules.at(LocalDate.of(2026, 2, 28));
  private static final IndexRules RULES_2026 = IndexRules.at(LocalDate.of(2026, 3, 1));
  private static final List<Integer> NODES = List.of(0, 50, 100, 150, 200, 300, 400, 500);

  private static IndividualIndex index(
      IndexRules rules, String pollutant, String period, String concentration) {
    return rules.individual(
        new Indicator(Pollutant.of("pollutant", pollutant), Averaging.of("period", period)),
        new BigDecimal(concentration));
  }

  /** HJ 633-2026 Table 3, every node of every column; empty where a column ends early. */
  @ParameterizedTest
  @CsvSource({
    "SO2,   day, 0 50 150 475 800 1600 2100 2620",
    "SO2,   1h,  0 150 500 650 800",
    "NO2,   day, 0 40 80 180 280 565 750 940",
    "NO2,   1h,  0 100 200 700 1200 2340 3090 3840",
    "CO,    day, 0 2 4 14 24 36 48 60",
    "CO,    1h,  0 5 10 35 60 90 120 150",
    "O3,    8h,  0 100 160 215 265 800",
    "O3,    1h,  0 160 200 300 400 800 1000 1200",
    "PM10,  day, 0 50 120 250 350 420 500 600",
    "PM10,  1h,  0 50 120 250 350 420 500 600",
    "PM2.5, day, 0 35 60 115 150 250 350 500",
    "PM2.5, 1h,  0 35 60 115 150 250 350 500"
  })
  void concentrationAtANode2026_givesExactlyTheNode(
      String pollutant, String period, String concentrations) {
    atNodes(RULES_2026, pollutant, period, concentrations);
  }

  /** HJ 633-2012 Table 1. */
  @ParameterizedTest
  @CsvSource({
    "SO2,   day, 0 50 150 475 800 1600 2100 2620",
    "SO2,   1h,  0 150 500 650 800",
    "NO2,   day, 0 40 80 180 280 565 750 940",
    "NO2,   1h,  0 100 200 700 1200 2340 3090 3840",
    "CO,    day, 0 2 4 14 24 36 48 60",
    "CO,    1h,  0 5 10 35 60 90 120 150",
    "O3,    8h,  0 100 160 215 265 800",
    "O3,    1h,  0 160 200 300 400 800 1000 1200",
    "PM10,  day, 0 50 150 250 350 420 500 600",
    "PM2.5, day, 0 35 75 115 150 250 350 500"
  })
  void concentrationAtANode2012_givesExactlyTheNode(
      String pollutant, String period, String concentrations) {
    atNodes(RULES_2012, pollutant, period, concentrations);
  }

  private static void atNodes(
      IndexRules rules, String pollutant, String period, String concentrations) {
    String[] nodes = concentrations.split(" ", -1);
    for (int i = 0; i < nodes.length; i++) {
      assertThat(index(rules, pollutant, period, nodes[i]).value())
          .as("%s %s %s", pollutant, period, nodes[i])
          .hasValue(NODES.get(i));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "NO2, day, 46, 58",
    "NO2, 1h, 88, 44",
    "CO, day, 0.9, 23",
    "CO, 1h, 1.4, 14",
    "O3, 8h, 172, 111",
    "O3, 1h, 41, 13",
    "PM10, day, 98, 85",
    "PM10, 1h, 150, 112",
    "PM2.5, day, 66, 106",
    "PM2.5, 1h, 92, 130",
    "SO2, day, 12, 12",
    "SO2, 1h, 20, 7"
  })
  void examplesOf2026_areRoundedUp(String pollutant, String period, String value, int index) {
    assertThat(index(RULES_2026, pollutant, period, value).value()).hasValue(index);
  }

  @ParameterizedTest
  @CsvSource({"NO2, 46, 58", "PM10, 98, 74", "PM2.5, 66, 89", "CO, 0.9, 23", "SO2, 12, 12"})
  void examplesOf2012_areRoundedUp(String pollutant, String value, int index) {
    assertThat(index(RULES_2012, pollutant, "day", value).value()).hasValue(index);
  }

  /** Binary fractions make some of these one too high. */
  @ParameterizedTest
  @CsvSource({
    "1h, 0.1, 1",
    "1h, 0.7, 7",
    "1h, 1.1, 11",
    "1h, 2.9, 29",
    "day, 0.2, 5",
    "day, 0.6, 15",
    "day, 1.4, 35",
    "day, 2.2, 55",
    "day, 2.8, 70"
  })
  void coThatIsWholeInTheEnd_isNotRoundedUpOnceMore(String period, String value, int index) {
    assertThat(index(RULES_2026, "CO", period, value).value()).hasValue(index);
  }

  /** GB/T 8170 before the look-up, 2026 only: a tie goes to the even digit. */
  @ParameterizedTest
  @CsvSource({
    "PM2.5, day, 35.5, 36, 52",
    "PM2.5, day, 34.5, 34, 49",
    "PM2.5, day, 60.5, 60, 100",
    "PM2.5, day, 60.51, 61, 101",
    "PM10, day, 120.5, 120, 100",
    "CO, 1h, 5.05, 5.0, 50",
    "CO, 1h, 5.15, 5.2, 52",
    "CO, day, 4.05, 4.0, 100",
    "SO2, 1h, 800.5, 800, 200",
    "O3, 8h, 800.5, 800, 300"
  })
  void concentration_isRoundedHalfToEvenBeforeTheLookUp(
      String pollutant, String period, String value, String rounded, int index) {
    IndividualIndex result = index(RULES_2026, pollutant, period, value);

    assertThat(result.rounded()).isEqualTo(new BigDecimal(rounded));
    assertThat(result.value()).hasValue(index);
  }

  @Test
  void concentration_isNotRoundedBeforeTheLookUpOf2012() {
    assertThat(index(RULES_2012, "PM2.5", "day", "75.4").value()).hasValue(101);
  }

  @Test
  void so2OfAnHourAbove800_isHeldAt200_andHadNoIndexIn2012() {
    assertThat(index(RULES_2026, "SO2", "1h", "801").value()).hasValue(200);
    assertThat(index(RULES_2026, "SO2", "1h", "801").beyondIndex()).isFalse();
    assertThat(index(RULES_2012, "SO2", "1h", "800").value()).hasValue(200);
    assertThat(index(RULES_2012, "SO2", "1h", "800.1").value()).isEmpty();
  }

  @Test
  void o3Of8HoursAbove800_isHeldAt300_andHadNoIndexIn2012() {
    assertThat(index(RULES_2026, "O3", "8h", "801").value()).hasValue(300);
    assertThat(index(RULES_2012, "O3", "8h", "800").value()).hasValue(300);
    assertThat(index(RULES_2012, "O3", "8h", "801").value()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"PM10", "PM2.5"})
  void particlesOfAnHour_hadNoIndexIn2012(String pollutant) {
    assertThat(index(RULES_2012, pollutant, "1h", "10").value()).isEmpty();
    assertThat(index(RULES_2012, pollutant, "1h", "10").beyondIndex()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "SO2, day, 2621",
    "NO2, 1h, 3841",
    "CO, day, 60.1",
    "O3, 1h, 1201",
    "PM10, 1h, 601",
    "PM2.5, day, 501"
  })
  void concentrationAboveTheLastNode_stopsAt500_andSaysSo(
      String pollutant, String period, String value) {
    for (IndexRules rules : List.of(RULES_2026)) {
      assertThat(index(rules, pollutant, period, value).value()).hasValue(500);
      assertThat(index(rules, pollutant, period, value).beyondIndex()).isTrue();
    }
    assertThat(index(RULES_2026, "PM2.5", "day", "500").beyondIndex()).isFalse();
  }

  @Test
  void negativeConcentration_isRefused() {
    assertThatExceptionOfType(LawException.class)
        .isThrownBy(() -> index(RULES_2026, "PM2.5", "day", "-0.1"))
        .withMessage("concentration (-0.1) must not be negative");
  }

  @Test
  void meanThatTheTableHasNot_isRefused_withThoseItHas() {
    assertThatExceptionOfType(LawException.class)
        .isThrownBy(() -> index(RULES_2026, "NO2", "8h", "10"))
        .withMessage("period (8h) must be one of day, 1h for NO2 in HJ 633-2026");
  }

  @Test
  void working_showsRoundingAndFormula() {
    assertThat(index(RULES_2026, "NO2", "day", "46.3").steps())
        .extracting(step -> step.expression() + " -> " + step.result())
        .containsExactly("46.3 -> 46", "50 + 50/40 × (46 − 40) = 57.5 -> 58");
  }

  @Property(tries = 300)
  void moreConcentration_neverGivesLess(
      @ForAll Pollutant pollutant,
      @ForAll @BigRange(min = "0", max = "4000") @Scale(1) BigDecimal one,
      @ForAll @BigRange(min = "0", max = "4000") @Scale(1) BigDecimal other) {
    for (IndexRules rules : List.of(RULES_2026, RULES_2012)) {
      for (Indicator indicator : rules.indicators()) {
        if (indicator.pollutant() == pollutant) {
          OptionalInt less = rules.individual(indicator, one.min(other)).value();
          OptionalInt more = rules.individual(indicator, one.max(other)).value();
          if (less.isPresent() && more.isPresent()) {
            assertThat(less.getAsInt()).isBetween(0, more.getAsInt());
          }
          // Where an index ends, it does not come back.
          assertThat(less.isPresent() || more.isEmpty()).isTrue();
        }
      }
    }
  }
}
