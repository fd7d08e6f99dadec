// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.watch;

import java.math.BigDecimal;
import org.greenheart.storage.Decimal;
import org.jspecify.annotations.Nullable;

/** Which of the values of an episode is its peak. */
enum Worst {
  HIGHEST,
  LOWEST,
  /** The one farthest from the limit that it was held against: a limit may be a lower one. */
  FARTHEST;

  /** Whether a value is worse than another; any is worse than none. */
  boolean isWorse(
      @Nullable Decimal value,
      @Nullable Decimal limit,
      @Nullable Decimal than,
      @Nullable Decimal itsLimit) {
    if (value == null || than == null) {
      return value != null;
    }
    return switch (this) {
      case HIGHEST -> value.compareTo(than) > 0;
      case LOWEST -> value.compareTo(than) < 0;
      case FARTHEST ->
          (limit == null || itsLimit == null)
              ? value.compareTo(than) > 0
              : distance(value, limit).compareTo(distance(than, itsLimit)) > 0;
    };
  }

  private static BigDecimal distance(Decimal value, Decimal limit) {
    return value.toBigDecimal().subtract(limit.toBigDecimal()).abs();
  }
}
