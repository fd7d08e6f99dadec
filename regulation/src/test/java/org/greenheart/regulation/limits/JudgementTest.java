// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import java.time.LocalDate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.Scale;
import org.greenheart.regulation.rules.LawException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class JudgementTest {
  private static final LocalDate DAY = LocalDate.of(2026, 5, 4);

  private final Limit sulfur = limit("GB 25464-2010", "SO2", Averaging.HOUR, Criteria.NONE);
  private final Limit fine = limit("GB 3095", "PM2.5", Averaging.DAY, Criteria.NONE);

  @ParameterizedTest
  @CsvSource({
    "50, false, 50, 0",
    "50.5, false, 50, 0",
    "50.51, true, 51, 0.02",
    "51.5, true, 52, 0.04",
    "62, true, 62, 0.24",
    "40, false, 40, -0.2",
    "0, false, 0, -1"
  })
  void value_isRoundedToTheLimitsDigits_andEqualityComplies(
      String value, boolean exceeded, String judged, String multiple) {
    Verdict verdict =
        Judgement.of(sulfur, Measured.converted(new BigDecimal(value), "mg/m3", Averaging.HOUR))
            .value();

    assertThat(verdict.exceeded()).isEqualTo(exceeded);
    assertThat(verdict.judged()).isEqualByComparingTo(judged);
    assertThat(verdict.multiple()).isEqualByComparingTo(multiple);
  }

  @Test
  void roundingThatDecides_isSaid() {
    assertThat(judged(sulfur, "50.4", "mg/m3").roundingDecides()).isTrue();
    assertThat(judged(sulfur, "49.6", "mg/m3").roundingDecides()).isFalse();
    assertThat(judged(sulfur, "62.4", "mg/m3").roundingDecides()).isFalse();
  }

  @Test
  void measuredValue_isConvertedToTheReferenceOxygen() {
    Measured measured =
        Measured.of(new BigDecimal("30"), "mg/m3", Averaging.HOUR).withOxygen(new BigDecimal("19"));

    // 3ρ / (21 − O2) = 3 × 30 / 2
    assertThat(Judgement.of(sulfur, measured).value().judged()).isEqualByComparingTo("45");
  }

  @Test
  void measuredValueWithoutOxygen_isRefused_whereTheLimitHasAReference() {
    assertRefused(
        LawException.Code.MISSING, sulfur, Measured.of(BigDecimal.TEN, "mg/m3", Averaging.HOUR));
  }

  @Test
  void convertedValue_isRefused_whereTheLimitHasNoReference() {
    assertRefused(
        LawException.Code.OUT_OF_RANGE,
        fine,
        Measured.converted(BigDecimal.TEN, "ug/m3", Averaging.DAY));
  }

  @Test
  void oxygenOfAirOrMore_isRefused() {
    Measured measured = Measured.of(BigDecimal.TEN, "mg/m3", Averaging.HOUR);

    assertThatExceptionOfType(LawException.class)
        .isThrownBy(() -> measured.withOxygen(new BigDecimal("21")));
  }

  @Test
  void otherTime_isRefused() {
    assertRefused(
        LawException.Code.NO_RULE,
        sulfur,
        Measured.converted(BigDecimal.TEN, "mg/m3", Averaging.MINUTE));
  }

  @ParameterizedTest
  @CsvSource({"ppm", "mg/L", "kg/h", "%"})
  void otherUnit_isRefused(String unit) {
    assertRefused(
        LawException.Code.WRONG_UNIT,
        sulfur,
        Measured.converted(BigDecimal.TEN, unit, Averaging.HOUR));
  }

  @ParameterizedTest
  @CsvSource({"0.0604, mg/m3, false, 60", "0.061, mg/m³, true, 61", "61, µg/m3, true, 61"})
  void unitOfTheSameKind_isConvertedExactly(
      String value, String unit, boolean exceeded, String judged) {
    Verdict verdict =
        Judgement.of(fine, Measured.of(new BigDecimal(value), unit, Averaging.DAY)).value();

    assertThat(verdict.exceeded()).isEqualTo(exceeded);
    assertThat(verdict.judged()).isEqualByComparingTo(judged);
  }

  @ParameterizedTest
  @CsvSource({"5.99, true", "6, false", "7.4, false", "9, false", "9.01, true", "9.4, true"})
  void pH_isJudgedWithAllItsDigits(String value, boolean exceeded) {
    Limit limit = limit("GB 18918-2002", "pH", Averaging.DAY, Criteria.NONE.withGrade("1A"));

    Verdict verdict =
        Judgement.of(limit, Measured.of(new BigDecimal(value), "pH", Averaging.DAY)).value();

    assertThat(verdict.exceeded()).isEqualTo(exceeded);
    assertThat(verdict.multiple()).isNull();
  }

  @Test
  void oxygenInWater_isExceededFromBelow() {
    Limit limit = limit("GB 3838-2002", "DO", Averaging.DAY, Criteria.NONE.withGrade("III"));

    assertThat(
            Judgement.of(limit, Measured.of(new BigDecimal("4.4"), "mg/L", Averaging.DAY))
                .value()
                .exceeded())
        .isTrue();
    assertThat(
            Judgement.of(limit, Measured.of(new BigDecimal("5"), "mg/L", Averaging.DAY))
                .value()
                .exceeded())
        .isFalse();
  }

  @Test
  void amountFromWhichADutyBegins_judgesNothing() {
    Limit duty =
        LimitTable.shipped().stream()
            .filter(limit -> limit.bound() instanceof Bound.DutyFrom)
            .findFirst()
            .orElseThrow();

    assertRefused(
        LawException.Code.NO_RULE, duty, Measured.of(BigDecimal.TEN, "kg/h", Averaging.HOUR));
  }

  @Property
  void unitsOfAKind_neverChangeTheVerdict(
      @ForAll @BigRange(min = "0", max = "200") @Scale(3) BigDecimal value) {
    Verdict micro = Judgement.of(fine, Measured.of(value, "ug/m3", Averaging.DAY)).value();
    Verdict milli =
        Judgement.of(fine, Measured.of(value.movePointLeft(3), "mg/m3", Averaging.DAY)).value();

    assertThat(milli.exceeded()).isEqualTo(micro.exceeded());
    assertThat(milli.judged()).isEqualByComparingTo(micro.judged());
  }

  private static Verdict judged(Limit limit, String value, String unit) {
    return Judgement.of(limit, Measured.converted(new BigDecimal(value), unit, limit.averaging()))
        .value();
  }

  private static void assertRefused(LawException.Code code, Limit limit, Measured measured) {
    assertThatExceptionOfType(LawException.class)
        .isThrownBy(() -> Judgement.of(limit, measured))
        .satisfies(e -> assertThat(e.code()).isEqualTo(code));
  }

  private static Limit limit(String standard, String item, Averaging averaging, Criteria criteria) {
    return new StandardSearch(LimitBook.shipped(), standard, DAY)
        .limit(item, averaging, "", criteria)
        .value();
  }
}
