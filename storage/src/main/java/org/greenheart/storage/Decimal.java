// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage;

import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An exact decimal number that remembers how many fraction digits were sent: {@code 12.50} stays
 * {@code 12.50}. Equality is of digits and scale, {@link #compareTo} is of value.
 *
 * @param unscaled the digits, all 64-bit values allowed
 * @param scale how many of the digits stand behind the point, 0 to 18
 */
public record Decimal(long unscaled, int scale) implements Value, Comparable<Decimal> {
  public static final int MAX_SCALE = 18;

  /** Longer texts are no number of 64 bits, and take long to read as one. */
  private static final int MAX_LENGTH = 100;

  /** Of ten. */
  private static final long[] POWERS = new long[MAX_SCALE + 1];

  static {
    POWERS[0] = 1;
    for (int i = 1; i <= MAX_SCALE; i++) {
      POWERS[i] = 10 * POWERS[i - 1];
    }
  }

  public Decimal {
    if (scale < 0 || scale > MAX_SCALE) {
      throw new IllegalArgumentException("scale (%s) must be 0 to %s".formatted(scale, MAX_SCALE));
    }
  }

  public static Decimal of(long whole) {
    return new Decimal(whole, 0);
  }

  /**
   * Reads a number as devices write it: optional sign, digits, optional fraction. Empty when the
   * text is no number or has more digits than fit.
   */
  public static Optional<Decimal> parse(String text) {
    Decimal plain = parsePlain(text);
    if (plain != null) {
      return Optional.of(plain);
    }
    if (text.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    try {
      return of(new BigDecimal(text.trim()));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** What nearly all numbers look like, {@code -12.50}: null for any other. */
  private static @Nullable Decimal parsePlain(String text) {
    int length = text.length();
    if (length == 0 || length > MAX_SCALE) {
      return null; // so many characters cannot run over 64 bits
    }
    boolean negative = text.charAt(0) == '-';
    long digits = 0;
    int point = -1;
    int from = negative ? 1 : 0;
    for (int i = from; i < length; i++) {
      char c = text.charAt(i);
      if (c >= '0' && c <= '9') {
        digits = digits * 10 + c - '0';
      } else if (c == '.' && point < 0) {
        point = i;
      } else {
        return null;
      }
    }
    if (from == length || point == from || point == length - 1) {
      return null;
    }
    return new Decimal(negative ? -digits : digits, point < 0 ? 0 : length - 1 - point);
  }

  /** The same number, or empty when its digits do not fit 64 bits and {@link #MAX_SCALE}. */
  public static Optional<Decimal> of(BigDecimal number) {
    // A negative scale (1E+3) would be a huge integer when expanded: refuse it before expanding.
    if (number.scale() > MAX_SCALE || number.scale() < -MAX_SCALE) {
      return Optional.empty();
    }
    BigDecimal plain = number.scale() < 0 ? number.setScale(0) : number;
    if (plain.unscaledValue().bitLength() > 63) {
      return Optional.empty();
    }
    return Optional.of(new Decimal(plain.unscaledValue().longValue(), plain.scale()));
  }

  public BigDecimal toBigDecimal() {
    return BigDecimal.valueOf(unscaled, scale);
  }

  @Override
  public int compareTo(Decimal other) {
    if (scale <= other.scale) {
      return compare(unscaled, POWERS[other.scale - scale], other.unscaled);
    }
    return -compare(other.unscaled, POWERS[scale - other.scale], unscaled);
  }

  /** {@code a * factor} with {@code b}, in 128 bits: exact, and nothing is allocated. */
  private static int compare(long a, long factor, long b) {
    long high = Math.multiplyHigh(a, factor);
    long highOfB = b < 0 ? -1 : 0;
    return high == highOfB ? Long.compareUnsigned(a * factor, b) : Long.compare(high, highOfB);
  }

  /** The digits as sent, never in exponent form. */
  @Override
  public String toString() {
    String digits = Long.toString(unscaled);
    if (scale == 0) {
      return digits;
    }
    int sign = unscaled < 0 ? 1 : 0;
    int whole = digits.length() - sign - scale; // digits before the point
    StringBuilder text = new StringBuilder(MAX_SCALE + 3);
    if (whole > 0) {
      text.append(digits, 0, sign + whole)
          .append('.')
          .append(digits, sign + whole, digits.length());
    } else {
      text.append(digits, 0, sign).append("0.").repeat('0', -whole);
      text.append(digits, sign, digits.length());
    }
    return text.toString();
  }
}
