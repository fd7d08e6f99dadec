// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.greenheart.storage.Decimal;
import org.jspecify.annotations.Nullable;

/**
 * A Datastream whose values only rise, such as the kilowatt-hours that a meter shows.
 *
 * @param wrapsAt the first value that it cannot show, where it begins again at 0; null when not
 *     known
 * @param mostPerHour more in an hour is not believed; null when anything is
 * @param changedBy who said so
 */
public record Counter(
    long datastream,
    @Nullable Decimal wrapsAt,
    @Nullable Decimal mostPerHour,
    Instant changed,
    String changedBy) {
  public Counter {
    above0("wrapsAt", wrapsAt);
    above0("mostPerHour", mostPerHour);
    requireNonNull(changed, "changed is null");
    requireNonNull(changedBy, "changedBy is null");
  }

  private static void above0(String field, @Nullable Decimal number) {
    if (number != null && number.unscaled() <= 0) {
      throw new RuleException(field, "must be above 0", number, "number-range");
    }
  }
}
