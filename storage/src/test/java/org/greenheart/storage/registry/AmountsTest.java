// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AmountsTest {
  /** The refusal names the number as it was written: its plain digits would fill the memory. */
  @ParameterizedTest
  @CsvSource({
    "1E+2000000000, quantity-range",
    "-1E+2000000000, quantity-range",
    "1E-2000000000, quantity-places",
    "1000000000001, quantity-range",
    "0.0000001, quantity-places"
  })
  void beyondTheBounds_isRefusedInFewWords(String text, String code) {
    assertThatThrownBy(() -> Amounts.notNegative("quantity", new BigDecimal(text)))
        .isInstanceOfSatisfying(
            RuleException.class,
            e -> {
              assertThat(e.code()).isEqualTo(code);
              assertThat(e.getMessage()).hasSizeLessThan(100);
            });
  }

  @Test
  void withinTheBounds_isKeptWithoutTrailingZeros() {
    assertThat(Amounts.positive("quantity", new BigDecimal("1E+12"))).hasToString("1000000000000");
    assertThat(Amounts.signed("quantity", new BigDecimal("-2.500"))).hasToString("-2.5");
    assertThat(Amounts.notNegative("quantity", new BigDecimal("0.00"))).hasToString("0");
  }
}
