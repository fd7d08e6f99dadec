// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.rules;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Exact arithmetic of the law: decimals, never binary fractions. A quotient that does not end is
 * cut after {@value #DIGITS} digits, far beyond what any limit is given in.
 */
public final class Exact {
  private static final int DIGITS = 34;

  /** For quotients and roots. */
  public static final MathContext PRECISION = new MathContext(DIGITS, RoundingMode.HALF_EVEN);

  private Exact() {}

  /**
   * Rounds by GB/T 8170-2008 clause 3.2 (四舍六入五成双): to the nearest, a tie to the even digit.
   *
   * @param digits after the point; negative: tens, hundreds
   */
  public static BigDecimal round(BigDecimal value, int digits) {
    return value.setScale(digits, RoundingMode.HALF_EVEN);
  }

  /**
   * Cut to so many digits such that rounding the result once more, to fewer, gives what rounding
   * the number itself would: a rest that is cut away is told by the last digit, which is then
   * neither 0 nor 5.
   *
   * @param digits after the point
   */
  public static BigDecimal cut(BigDecimal value, int digits) {
    if (value.scale() <= digits) {
      return value;
    }
    BigDecimal cut = value.setScale(digits, RoundingMode.DOWN);
    boolean tells =
        cut.compareTo(value) != 0 && cut.unscaledValue().mod(BigInteger.valueOf(5)).signum() == 0;
    return tells ? cut.add(BigDecimal.ONE.movePointLeft(digits).multiply(sign(value))) : cut;
  }

  private static BigDecimal sign(BigDecimal value) {
    return BigDecimal.valueOf(value.signum());
  }

  /** The next whole number above, the number itself if it is whole (全部向上进位取整数). */
  public static BigDecimal up(BigDecimal value) {
    return value.setScale(0, RoundingMode.CEILING);
  }

  /** A quotient to {@link #PRECISION}; the divisor must not be 0. */
  public static BigDecimal divide(BigDecimal value, BigDecimal divisor) {
    return value.divide(divisor, PRECISION);
  }

  /** Without digits that say nothing: {@code 75}, not {@code 75.000} nor {@code 7.5E+1}. */
  public static BigDecimal plain(BigDecimal value) {
    BigDecimal stripped = value.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0, RoundingMode.UNNECESSARY) : stripped;
  }

  /** As a person writes it in a working: at most so many digits after the point. */
  public static String text(BigDecimal value, int digits) {
    BigDecimal shown = value.scale() > digits ? round(value, digits) : value;
    return plain(shown).toPlainString();
  }
}
