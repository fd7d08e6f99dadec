// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.rules;

import java.math.BigDecimal;

/**
 * How a result of a formula is shown: to four digits after the point and never fewer than six that
 * count. Computing goes on with the exact number.
 */
public final class Shown {
  private static final int DECIMALS = 4;
  private static final int SIGNIFICANT = 6;

  private Shown() {}

  public static BigDecimal number(BigDecimal value) {
    int before = value.precision() - value.scale();
    int digits = Math.max(DECIMALS, SIGNIFICANT - before);
    return Exact.plain(value.scale() > digits ? Exact.round(value, digits) : value);
  }

  public static String text(BigDecimal value) {
    return number(value).toPlainString();
  }
}
