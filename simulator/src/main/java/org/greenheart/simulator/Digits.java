// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.simulator;

/**
 * Decimal text of a number with a fixed count of fraction digits, rounded half to even, without the
 * cost of Formatter.
 */
final class Digits {
  private static final long[] POWERS = {1, 10, 100, 1_000, 10_000};

  private Digits() {}

  /**
   * @param decimals fraction digits, 0 to 4
   */
  static String of(double value, int decimals) {
    long scaled = (long) Math.rint(value * POWERS[decimals]);
    long whole = Math.abs(scaled) / POWERS[decimals];
    long fraction = Math.abs(scaled) % POWERS[decimals];
    StringBuilder text = new StringBuilder(16);
    if (scaled < 0) {
      text.append('-');
    }
    text.append(whole);
    if (decimals > 0) {
      text.append('.');
      for (long power = POWERS[decimals] / 10; power > fraction && power > 1; power /= 10) {
        text.append('0');
      }
      text.append(fraction);
    }
    return text.toString();
  }
}
