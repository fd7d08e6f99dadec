// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.air;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.Scale;
import net.jqwik.api.constraints.Size;
import org.greenheart.regulation.rules.LawException;
import org.greenheart.regulation.rules.Reasoned;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StatisticsTest {
  private static final LocalDate DAY_2025 = LocalDate.of(2025, 6, 1);
  private static final LocalDate DAY_2026 = LocalDate.of(2026, 6, 1);
  private static final List<BigDecimal> TENS =
      IntStream.rangeClosed(1, 11).mapToObj(i -> BigDecimal.valueOf(10L * i)).toList();

  @ParameterizedTest
  @CsvSource({"90, 100", "95, 105", "0, 10", "100, 110", "50, 60", "98, 108"})
  void percentile_interpolatesBetweenSortedValues(String percent, String value) {
    for (LocalDate day : List.of(DAY_2025, DAY_2026)) {
      assertThat(Statistics.percentile(TENS.reversed(), new BigDecimal(percent), day).value())
          .isEqualByComparingTo(value);
    }
  }

  @Test
  void percentileOfOneValue_isThatValue() {
    assertThat(
            Statistics.percentile(List.of(BigDecimal.TEN), BigDecimal.valueOf(90), DAY_2026)
                .value())
        .isEqualByComparingTo("10");
  }

  @Test
  void percentileOfNothing_isRefused() {
    assertThatExceptionOfType(LawException.class)
        .isThrownBy(
            () ->
                Statistics.percentile(
                    Collections.singletonList(null), BigDecimal.valueOf(90), DAY_2026))
        .withMessage("values must hold at least one number");
  }

  @Property(tries = 200)
  void percentile_liesWithinTheValues(
      @ForAll @Size(min = 1, max = 40)
          List<@BigRange(min = "0", max = "500") @Scale(1) BigDecimal> values,
      @ForAll @BigRange(min = "0", max = "100") @Scale(1) BigDecimal percent) {
    assertThat(Statistics.percentile(values, percent, DAY_2026).value())
        .isBetween(Collections.min(values), Collections.max(values));
  }

  private static Map<Pollutant, BigDecimal> month() {
    Map<Pollutant, BigDecimal> month = new EnumMap<>(Pollutant.class);
    month.put(Pollutant.SO2, new BigDecimal("8"));
    month.put(Pollutant.NO2, new BigDecimal("27"));
    month.put(Pollutant.PM10, new BigDecimal("58"));
    month.put(Pollutant.PM25, new BigDecimal("36"));
    month.put(Pollutant.CO, new BigDecimal("1.1"));
    month.put(Pollutant.O3, new BigDecimal("138"));
    return month;
  }

  @Test
  void compositeIndex_dividesByTheLimitsOfTheDataSDay() {
    Reasoned<CompositeIndex> old = CompositeIndex.of(month(), DAY_2025);
    Reasoned<CompositeIndex> now = CompositeIndex.of(month(), DAY_2026);

    assertThat(old.value().index()).isEqualByComparingTo("3.80");
    assertThat(old.value().limits().document()).isEqualTo("GB 3095-2012");
    assertThat(now.value().index()).isEqualByComparingTo("4.11");
    assertThat(now.value().primary()).containsExactly(Pollutant.PM25);
    assertThat(now.steps())
        .extracting(step -> step.result())
        .containsExactly("0.133", "0.675", "0.275", "0.862", "0.967", "1.2", "4.11");
  }

  @Test
  void ranks_equalIndices_shareARank() {
    assertThat(
            CompositeIndex.ranks(
                List.of(
                    new BigDecimal("3.80"),
                    new BigDecimal("2.5"),
                    new BigDecimal("3.8"),
                    new BigDecimal("4.11"))))
        .containsExactly(2, 1, 2, 4);
  }

  @Test
  void compositeIndexWithoutAll_isRefused() {
    Map<Pollutant, BigDecimal> five = month();
    five.remove(Pollutant.O3);

    assertThatExceptionOfType(LawException.class)
        .isThrownBy(() -> CompositeIndex.of(five, DAY_2026))
        .withMessage("the statistic of O3 is missing: the composite index needs all six");
  }

  @ParameterizedTest
  @CsvSource({"66, 60, 0.1", "60, 60, 0", "10, 60, 0", "100, 60, 0.67", "61.5, 60, 0.02"})
  void multiple_isTheShareAboveTheLimit(String value, String limit, String multiple) {
    assertThat(Statistics.multiple(new BigDecimal(value), new BigDecimal(limit), DAY_2026).value())
        .isEqualByComparingTo(multiple);
  }

  @Test
  void rate_hasOneDecimal() {
    assertThat(Statistics.rate(328, 365, DAY_2025).value()).isEqualByComparingTo("89.9");
    assertThat(Statistics.rate(365, 365, DAY_2025).value()).isEqualByComparingTo("100");
  }

  @Test
  void year_isMetOnlyWhenMeanAndPercentileAre() {
    List<BigDecimal> values =
        List.of(new BigDecimal("20"), new BigDecimal("30"), new BigDecimal("70"));

    assertThat(
            YearEvaluation.of(
                    Pollutant.PM25, TENS.subList(0, 5), Zone.SECOND, DAY_2026, Air.VERIFIED)
                .value()
                .met())
        .hasValue(true);
    // P95 of 66 is above the day's limit of 60, the mean of 40 above the year's 30
    YearEvaluation year =
        YearEvaluation.of(Pollutant.PM25, values, Zone.SECOND, DAY_2026, Air.VERIFIED).value();
    assertThat(year.met()).hasValue(false);
    assertThat(year.parts())
        .extracting(
            part -> part.statistic() + " " + part.value().stripTrailingZeros().toPlainString())
        .containsExactly("mean 40", "P95 66");
  }

  @Test
  void year_withAStatisticOfLowConfidence_isNotCalledMet_untilItIsEnabled() {
    assertThat(
            YearEvaluation.of(
                    Pollutant.SO2, TENS.subList(0, 5), Zone.SECOND, DAY_2025, Air.VERIFIED)
                .value()
                .met())
        .isEqualTo(Optional.empty());
    assertThat(
            YearEvaluation.of(Pollutant.SO2, TENS.subList(0, 5), Zone.SECOND, DAY_2025, Air.ALL)
                .value()
                .met())
        .hasValue(true);
  }

  @ParameterizedTest
  @CsvSource({
    "PM2.5, day, 35.5, 2026-03-01, 36",
    "PM2.5, day, 36.5, 2026-03-01, 36",
    "CO, 1h, 1.25, 2026-03-01, 1.2",
    "CO, 1h, 1.35, 2026-03-01, 1.4",
    "O3, 8h, 160.5001, 2026-03-01, 161",
    "PM2.5, year, 34.5, 2025-12-31, 34",
    "CO, day, 1.05, 2026-02-28, 1.0"
  })
  void rounding_isHalfToEven(
      String pollutant, String period, String value, LocalDate day, String rounded) {
    assertThat(
            Rounding.round(
                    new Indicator(
                        Pollutant.of("pollutant", pollutant), Averaging.of("period", period)),
                    new BigDecimal(value),
                    day,
                    Air.VERIFIED)
                .value())
        .isEqualTo(new BigDecimal(rounded));
  }

  @Test
  void roundingOfAYear2026_isNotEnabled() {
    Indicator year = new Indicator(Pollutant.PM25, Averaging.YEAR);

    assertThatExceptionOfType(LawException.class)
        .isThrownBy(() -> Rounding.round(year, new BigDecimal("29.96"), DAY_2026, Air.VERIFIED))
        .withMessageContaining("is of low confidence and not enabled");
    assertThat(Rounding.round(year, new BigDecimal("29.96"), DAY_2026, Air.ALL).value())
        .isEqualByComparingTo("30.0");
  }

  @Test
  void gas_isConvertedTo298K_particlesAreNot() {
    BigDecimal ten = BigDecimal.TEN;

    assertThat(
            GasState.convert(
                    Pollutant.SO2,
                    ten,
                    new BigDecimal("25"),
                    new BigDecimal("506.625"),
                    DAY_2026,
                    Air.VERIFIED)
                .value())
        .isEqualByComparingTo("20");
    assertThat(
            GasState.convert(
                    Pollutant.PM10,
                    ten,
                    BigDecimal.ZERO,
                    new BigDecimal("900"),
                    DAY_2026,
                    Air.VERIFIED)
                .value())
        .isEqualByComparingTo("10");
    assertThatExceptionOfType(LawException.class)
        .isThrownBy(
            () ->
                GasState.convert(Pollutant.SO2, ten, ten, BigDecimal.ZERO, DAY_2026, Air.VERIFIED))
        .withMessage("pressureHPa (0) is below what can be");
  }
}
