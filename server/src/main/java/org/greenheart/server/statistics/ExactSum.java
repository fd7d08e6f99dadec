// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.statistics;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.greenheart.storage.Decimal;
import org.jspecify.annotations.Nullable;

/**
 * An exact sum of products, as {@link BigDecimal} gives it: kept in 64 bits as long as they hold
 * it, which is nearly always, so that summing an hour's rows allocates nothing. Not thread-safe.
 */
final class ExactSum {
  private static final Decimal ONE = Decimal.of(1);

  /** Of ten, as many as 64 bits hold. */
  private static final long[] POWERS = new long[Decimal.MAX_SCALE + 1];

  static {
    for (int i = 0; i < POWERS.length; i++) {
      POWERS[i] = BigInteger.TEN.pow(i).longValueExact();
    }
  }

  private long unscaled;
  private int scale;

  /** The whole sum once 64 bits did not hold it. */
  private @Nullable BigDecimal large;

  /** Adds a number so many times. */
  void add(Decimal number, int times) {
    add(number, ONE, times);
  }

  /** Adds a product so many times. */
  void add(Decimal number, Decimal factor, int times) {
    if (large == null && !addSmall(number, factor, times)) {
      large = BigDecimal.valueOf(unscaled, scale);
    }
    if (large != null) {
      BigDecimal product = number.toBigDecimal().multiply(factor.toBigDecimal());
      large = large.add(product.multiply(BigDecimal.valueOf(times)));
    }
  }

  /** False, and nothing is added, when 64 bits do not hold it. */
  private boolean addSmall(Decimal number, Decimal factor, int times) {
    int productScale = number.scale() + factor.scale();
    int common = Math.max(scale, productScale);
    if (common > Decimal.MAX_SCALE) {
      return false;
    }
    try {
      long product =
          Math.multiplyExact(Math.multiplyExact(number.unscaled(), factor.unscaled()), times);
      long sum =
          Math.addExact(
              Math.multiplyExact(unscaled, POWERS[common - scale]),
              Math.multiplyExact(product, POWERS[common - productScale]));
      unscaled = sum;
      scale = common;
      return true;
    } catch (ArithmeticException e) {
      return false;
    }
  }

  /** With as many fraction digits as the longest of the products has. */
  BigDecimal value() {
    return large == null ? BigDecimal.valueOf(unscaled, scale) : large;
  }
}
