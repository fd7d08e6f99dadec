// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.telemetry;

import java.math.BigDecimal;
import org.greenheart.storage.Decimal;

/**
 * The numbers of one stretch of time, for charts.
 *
 * @param startMicros start of the stretch
 * @param count how many rows with a number
 * @param sum exact, without trailing zeros behind the point
 */
public record Bucket(long startMicros, long count, Decimal min, Decimal max, BigDecimal sum) {
  public Bucket {
    sum = sum.stripTrailingZeros();
    if (sum.scale() < 0) {
      sum = sum.setScale(0);
    }
  }
}
