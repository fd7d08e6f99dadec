// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.water;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.greenheart.regulation.rules.Exact;

/** The natural logarithm of an exact decimal, to the precision of {@link Exact#PRECISION}. */
final class Logarithm {
  private static final MathContext WORKING = new MathContext(44, RoundingMode.HALF_EVEN);
  private static final BigDecimal OF_TEN =
      new BigDecimal("2.30258509299404568401799145468436420760110148862877");
  private static final BigDecimal SMALLEST_TERM = BigDecimal.ONE.movePointLeft(46);
  private static final int ROOTS = 3;

  private Logarithm() {}

  /**
   * ln x.
   *
   * <p>x = m × 10^e with m in [1, 10). The eighth root of m is near enough to 1 for the series of
   * artanh to gain more than a digit a term.
   *
   * @param value above 0
   */
  static BigDecimal of(BigDecimal value) {
    if (value.signum() <= 0) {
      throw new IllegalArgumentException("value (%s) must be above 0".formatted(value));
    }
    int exponent = value.precision() - value.scale() - 1;
    BigDecimal root = value.movePointLeft(exponent);
    for (int i = 0; i < ROOTS; i++) {
      root = root.sqrt(WORKING);
    }
    BigDecimal ratio = root.subtract(BigDecimal.ONE).divide(root.add(BigDecimal.ONE), WORKING);
    BigDecimal square = ratio.multiply(ratio, WORKING);
    BigDecimal power = ratio;
    BigDecimal sum = BigDecimal.ZERO;
    for (int odd = 1; power.abs().compareTo(SMALLEST_TERM) > 0; odd += 2) {
      sum = sum.add(power.divide(BigDecimal.valueOf(odd), WORKING), WORKING);
      power = power.multiply(square, WORKING);
    }
    BigDecimal ofMantissa = sum.multiply(BigDecimal.valueOf(2L << ROOTS), WORKING);
    return ofMantissa.add(OF_TEN.multiply(BigDecimal.valueOf(exponent))).round(Exact.PRECISION);
  }
}
