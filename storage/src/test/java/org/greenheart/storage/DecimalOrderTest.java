// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class DecimalOrderTest {
  @Property
  void compareTo_anyTwo_isThatOfBigDecimals(
      @ForAll long a,
      @ForAll @IntRange(max = 18) int scaleOfA,
      @ForAll long b,
      @ForAll @IntRange(max = 18) int scaleOfB) {
    Decimal one = new Decimal(a, scaleOfA);
    Decimal other = new Decimal(b, scaleOfB);

    assertThat(one.compareTo(other)).isEqualTo(one.toBigDecimal().compareTo(other.toBigDecimal()));
  }

  @Property
  void compareTo_sameValueAtAnotherScale_isEqual(
      @ForAll int whole, @ForAll @IntRange(max = 9) int zeros) {
    long factor = Math.round(Math.pow(10, zeros));

    assertThat(new Decimal(whole, 3).compareTo(new Decimal(whole * factor, 3 + zeros))).isZero();
    assertThat(new Decimal(whole * factor + 1, 3 + zeros)).isGreaterThan(new Decimal(whole, 3));
  }

  @Test
  void compareTo_extremes_doesNotOverflow() {
    Decimal lowest = new Decimal(Long.MIN_VALUE, 0);
    Decimal highest = new Decimal(Long.MAX_VALUE, 0);

    assertThat(lowest).isLessThan(new Decimal(Long.MIN_VALUE, 18));
    assertThat(highest).isGreaterThan(new Decimal(Long.MAX_VALUE, 18));
    assertThat(new Decimal(-1, 18)).isGreaterThan(lowest).isLessThan(new Decimal(0, 5));
  }
}
