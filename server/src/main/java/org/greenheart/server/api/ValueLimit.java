// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.api;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.registry.Interval;
import org.jspecify.annotations.Nullable;

/**
 * What a value is held against.
 *
 * @param lower lowest allowed; null where there is no such
 * @param upper highest allowed; null where there is no such
 * @param averaging the mean that it is about
 * @param basis where it comes from, such as a permit's number
 */
record ValueLimit(
    @Nullable Decimal lower, @Nullable Decimal upper, Interval averaging, String basis) {
  private static final BigDecimal NEAR = new BigDecimal("0.9");

  ValueLimit {
    requireNonNull(averaging, "averaging is null");
    requireNonNull(basis, "basis is null");
    if (lower == null && upper == null) {
      throw new IllegalArgumentException("lower and upper must not both be null");
    }
  }

  boolean isBrokenBy(Decimal measured) {
    return (upper != null && measured.compareTo(upper) > 0)
        || (lower != null && measured.compareTo(lower) < 0);
  }

  /** Within a tenth of the highest allowed; a range such as that of pH has no near. */
  boolean isNeared(Decimal measured) {
    return upper != null
        && lower == null
        && measured.toBigDecimal().compareTo(upper.toBigDecimal().multiply(NEAR)) >= 0;
  }

  /** The stricter of two, bound by bound. */
  ValueLimit and(ValueLimit other) {
    return new ValueLimit(
        lower == null || (other.lower != null && other.lower.compareTo(lower) > 0)
            ? other.lower
            : lower,
        upper == null || (other.upper != null && other.upper.compareTo(upper) < 0)
            ? other.upper
            : upper,
        averaging,
        basis);
  }
}
