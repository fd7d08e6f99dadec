// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.air;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.greenheart.regulation.rules.Confidence;
import org.greenheart.regulation.rules.LawException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AmbientLimitsTest {
  private static void limits(
      String item, String period, LocalDate day, String first, String second) {
    Averaging averaging = Averaging.of("period", period);
    assertThat(AmbientLimits.find(item, averaging, Zone.FIRST, day))
        .hasValueSatisfying(limit -> assertThat(limit.value()).isEqualByComparingTo(first));
    assertThat(AmbientLimits.find(item, averaging, Zone.SECOND, day))
        .hasValueSatisfying(limit -> assertThat(limit.value()).isEqualByComparingTo(second));
  }

  @ParameterizedTest
  @CsvSource({
    "SO2, year, 20, 60, 20, 20",
    "SO2, day, 50, 150, 50, 50",
    "SO2, 1h, 150, 500, 150, 150",
    "NO2, year, 40, 40, 30, 30",
    "NO2, day, 80, 80, 50, 50",
    "NO2, 1h, 200, 200, 200, 200",
    "CO, day, 4, 4, 4, 4",
    "CO, 1h, 10, 10, 10, 10",
    "O3, 8h, 100, 160, 100, 160",
    "O3, 1h, 160, 200, 160, 200",
    "PM10, year, 40, 60, 20, 50",
    "PM10, day, 50, 120, 50, 100",
    "PM2.5, year, 15, 30, 10, 25",
    "PM2.5, day, 35, 60, 25, 50",
    "TSP, year, 80, 200, 80, 200",
    "TSP, day, 120, 300, 120, 300",
    "NOx, year, 50, 50, 40, 40",
    "NOx, day, 100, 100, 70, 70",
    "NOx, 1h, 250, 250, 250, 250",
    "Pb, year, 0.5, 0.5, 0.5, 0.5",
    "Pb, quarter, 1.0, 1.0, 1.0, 1.0",
    "BaP, year, 0.001, 0.001, 0.001, 0.001",
    "BaP, day, 0.0025, 0.0025, 0.0025, 0.0025",
    "Cd, year, 0.005, 0.005, 0.005, 0.005",
    "Hg, year, 0.05, 0.05, 0.05, 0.05",
    "As, year, 0.006, 0.006, 0.006, 0.006",
    "Cr6, year, 0.000025, 0.000025, 0.000025, 0.000025",
    "F, 1h, 20, 20, 20, 20",
    "F, day, 7, 7, 7, 7"
  })
  void limitsOf2026_haveATransitionAndAFinalStage(
      String item, String period, String t1, String t2, String f1, String f2) {
    limits(item, period, LocalDate.of(2026, 3, 1), t1, t2);
    limits(item, period, LocalDate.of(2030, 12, 31), t1, t2);
    limits(item, period, LocalDate.of(2031, 1, 1), f1, f2);
  }

  @ParameterizedTest
  @CsvSource({
    "SO2, year, 20, 60",
    "SO2, day, 50, 150",
    "SO2, 1h, 150, 500",
    "NO2, year, 40, 40",
    "NO2, day, 80, 80",
    "NO2, 1h, 200, 200",
    "CO, day, 4, 4",
    "CO, 1h, 10, 10",
    "O3, 8h, 100, 160",
    "O3, 1h, 160, 200",
    "PM10, year, 40, 70",
    "PM10, day, 50, 150",
    "PM2.5, year, 15, 35",
    "PM2.5, day, 35, 75",
    "TSP, year, 80, 200",
    "TSP, day, 120, 300",
    "NOx, year, 50, 50",
    "NOx, day, 100, 100",
    "NOx, 1h, 250, 250"
  })
  void limitsOf2012_holdUpToTheLastDayOfFebruary2026(
      String item, String period, String first, String second) {
    limits(item, period, LocalDate.of(2026, 2, 28), first, second);
  }

  @Test
  void limit_saysItsStageAndHowSureItIs() {
    Indicator daily = new Indicator(Pollutant.PM25, Averaging.DAY);

    assertThat(AmbientLimits.limit(daily, Zone.SECOND, LocalDate.of(2026, 5, 4)))
        .satisfies(limit -> assertThat(limit.transition()).isTrue())
        .satisfies(
            limit -> assertThat(limit.basis().citation()).isEqualTo("GB 3095-2026, Table 1"));
    assertThat(AmbientLimits.limit(daily, Zone.SECOND, LocalDate.of(2031, 1, 1)).transition())
        .isFalse();
    assertThat(
            AmbientLimits.limit(daily, Zone.SECOND, LocalDate.of(2025, 1, 1)).basis().confidence())
        .isEqualTo(Confidence.MEDIUM);
  }

  @Test
  void valueEqualToTheLimit_isWithin() {
    AmbientLimit limit =
        AmbientLimits.limit(
            new Indicator(Pollutant.PM25, Averaging.DAY), Zone.SECOND, LocalDate.of(2026, 3, 1));

    assertThat(limit.isExceededBy(new BigDecimal("60.0"))).isFalse();
    assertThat(limit.isExceededBy(new BigDecimal("60.1"))).isTrue();
  }

  @Test
  void meanWithoutALimit_isRefused() {
    assertThatExceptionOfType(LawException.class)
        .isThrownBy(
            () ->
                AmbientLimits.limit(
                    new Indicator(Pollutant.CO, Averaging.YEAR),
                    Zone.SECOND,
                    LocalDate.of(2026, 3, 1)))
        .withMessage("no rule for the limit of CO year is in force on 2026-03-01");
  }

  /** Two rows for one thing on one day would make the choice arbitrary. */
  @Test
  void rows_neverOverlap() {
    for (LocalDate day = LocalDate.of(2016, 1, 1);
        day.isBefore(LocalDate.of(2032, 1, 1));
        day = day.plusMonths(1)) {
      for (String item : AmbientLimits.items()) {
        assertThat(AmbientLimits.of(item, Zone.SECOND, day))
            .extracting(AmbientLimit::averaging)
            .doesNotHaveDuplicates();
      }
    }
  }
}
