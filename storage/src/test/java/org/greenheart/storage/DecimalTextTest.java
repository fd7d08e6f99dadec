// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The digits of a number are written as they were sent. */
final class DecimalTextTest {
  @ParameterizedTest
  @ValueSource(
      longs = {0, 1, -1, 5, -5, 10, 99, 100, -100, 1250, -1250, Long.MAX_VALUE, Long.MIN_VALUE})
  void toString_isThatOfTheSameBigDecimal(long unscaled) {
    for (int scale = 0; scale <= Decimal.MAX_SCALE; scale++) {
      Decimal number = new Decimal(unscaled, scale);

      assertThat(number).hasToString(number.toBigDecimal().toPlainString());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1E+2000000000", "1E-2000000000", "12345678901234567890", "0.0000000000000000001"})
  void parse_whatDoesNotFit_isNone(String text) {
    assertThat(Decimal.parse(text)).isEmpty();
    assertThat(Decimal.parse("7".repeat(10_000_000))).isEmpty();
  }
}
