// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.greenheart.regulation.limits.Averaging;
import org.greenheart.regulation.limits.Bound;
import org.greenheart.regulation.limits.Entry;
import org.greenheart.regulation.limits.Judgement;
import org.greenheart.regulation.limits.Limit;
import org.greenheart.regulation.limits.LimitScope;
import org.greenheart.regulation.limits.Measured;
import org.greenheart.regulation.limits.Medium;
import org.greenheart.regulation.rules.Basis;
import org.greenheart.regulation.rules.Confidence;
import org.greenheart.regulation.rules.Validity;
import org.greenheart.server.limits.StandingLimit.Judges;
import org.greenheart.storage.Decimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The watch compares as the calculator does: GB/T 8170, cems.md section 8. */
final class StandingLimitTest {
  private static Limit limit(String item, Bound bound, String unit, String oxygen) {
    return new Limit(
        LimitScope.permit("91/DA001", "P1", Medium.WASTE_GAS),
        item,
        "",
        bound,
        unit,
        Averaging.HOUR,
        oxygen.isEmpty() ? null : new BigDecimal(oxygen),
        Validity.ALWAYS,
        new Basis("P1", "", Confidence.HIGH, "test"),
        Entry.SHIPPED,
        true);
  }

  private static StandingLimit standing(Limit limit, String unit) {
    return StandingLimit.of(limit, unit, Judges.MEASURED, limit.referenceOxygen()).orElseThrow();
  }

  private static Decimal number(String text) {
    return Decimal.parse(text).orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    "<=, 35, 35.5, true", // a tie goes to the even digit: 36
    "<=, 35, 35.4, false",
    "<=, 34, 34.5, false", // and here to 34
    "<=, 35, 35, false",
    "<=, 35.0, 35.05, false",
    "<=, 35.0, 35.06, true",
    ">=, 5, 4.5, true", // 4
    ">=, 5, 4.6, false",
    "range, 6-9, 9.001, true", // a range: all digits
    "range, 6-9, 9, false",
    "range, 6-9, 5.99, true",
    "range, 6-9, 6, false"
  })
  void value_isComparedAsTheCalculatorDoes(
      String operator, String bound, String value, boolean broken) {
    boolean range = operator.equals("range");
    Limit limit =
        limit(range ? "pH" : "SO2", Bound.parse(operator, bound), range ? "1" : "mg/m3", "");

    assertThat(standing(limit, limit.unit()).brokenBy(number(value)).isPresent()).isEqualTo(broken);
    assertThat(
            Judgement.of(limit, Measured.of(new BigDecimal(value), limit.unit(), Averaging.HOUR))
                .value()
                .exceeded())
        .isEqualTo(broken);
  }

  @Test
  void otherUnit_isRoundedInTheLimitsOwn() {
    StandingLimit limit = standing(limit("SO2", Bound.parse("<=", "35"), "mg/m3", ""), "ug/m3");

    assertThat(limit.upper()).contains(number("35000"));
    assertThat(limit.brokenBy(number("35400"))).isEmpty();
    assertThat(limit.brokenBy(number("35600"))).contains(number("35000"));
  }

  @Test
  void brokenEnd_isTold() {
    StandingLimit limit = standing(limit("pH", Bound.parse("range", "6-9"), "1", ""), "");

    assertThat(limit.brokenBy(number("5.2"))).contains(number("6"));
    assertThat(limit.brokenBy(number("9.8"))).contains(number("9"));
  }

  @Test
  void conversion_isCutSoThatItsRoundingSaysWhatAllDigitsWould() {
    StandingLimit limit = standing(limit("SO2", Bound.parse("<=", "35"), "mg/m3", "18"), "mg/m3");

    // 35.5 x 3 / 3 = 35.5, a tie: 36. A hair below it: 35.
    assertThat(limit.brokenBy(limit.converted(number("35.5"), number("18")).orElseThrow()))
        .isPresent();
    assertThat(limit.brokenBy(limit.converted(number("35.5"), number("17.9999999")).orElseThrow()))
        .isEmpty();
    assertThat(limit.converted(number("95"), number("17.2"))).contains(number("75"));
    assertThat(limit.converted(number("95"), number("21"))).isEmpty();
  }

  @Test
  void rulesOwnNumber_isComparedWithAllDigits() {
    StandingLimit own = StandingLimit.atMost(number("35"));

    assertThat(own.brokenBy(number("35.1"))).contains(number("35"));
    assertThat(StandingLimit.within(number("-5"), number("9")).brokenBy(number("-5.1")))
        .contains(number("-5"));
  }
}
