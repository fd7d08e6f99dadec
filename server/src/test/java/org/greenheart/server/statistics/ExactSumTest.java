// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Random;
import org.greenheart.storage.Decimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ExactSumTest {
  @Test
  void value_ofNothing_isZero() {
    assertThat(new ExactSum().value()).isEqualTo(BigDecimal.ZERO);
  }

  @Test
  void value_hasAsManyDigitsAsTheLongestProduct() {
    ExactSum sum = new ExactSum();
    sum.add(new Decimal(125, 1), 2);
    sum.add(new Decimal(100, 2), new Decimal(5, 1), 1);
    sum.add(Decimal.of(3), 1);

    assertThat(sum.value()).isEqualTo(new BigDecimal("28.500"));
  }

  /** From numbers that always fit to numbers that hardly ever do. */
  @ParameterizedTest
  @ValueSource(ints = {8, 20, 28, 40, 63})
  void value_isWhatBigDecimalGives(int bits) {
    Random random = new Random(bits);
    for (int round = 0; round < 200; round++) {
      ExactSum sum = new ExactSum();
      BigDecimal expected = BigDecimal.ZERO;
      for (int i = 0; i < 60; i++) {
        Decimal number = decimal(random, bits);
        Decimal factor = decimal(random, bits);
        int times = 1 + random.nextInt(60);
        sum.add(number, factor, times);
        expected =
            expected.add(
                number
                    .toBigDecimal()
                    .multiply(factor.toBigDecimal())
                    .multiply(BigDecimal.valueOf(times)));
        assertThat(sum.value()).isEqualTo(expected);
      }
    }
  }

  private static Decimal decimal(Random random, int bits) {
    int scale = random.nextInt(1 + Math.min(bits / 4, Decimal.MAX_SCALE));
    return new Decimal(random.nextLong() >> (64 - bits), scale);
  }
}
