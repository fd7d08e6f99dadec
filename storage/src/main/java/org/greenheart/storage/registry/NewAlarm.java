// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.greenheart.storage.Decimal;
import org.jspecify.annotations.Nullable;

/**
 * An alarm to raise.
 *
 * @param rule the version that judged
 * @param thing the point that it is about; 0 for an alarm of an area
 * @param area the area that it is about; 0 for an alarm of a point
 * @param end null for an alarm that stays open; given for an episode found over already
 */
public record NewAlarm(
    Rule rule,
    long thing,
    long area,
    String signalCode,
    Instant start,
    @Nullable Instant end,
    @Nullable Decimal peak,
    @Nullable Decimal limit,
    String unit,
    boolean late) {
  /** An alarm of a point. */
  public NewAlarm(
      Rule rule,
      long thing,
      String signalCode,
      Instant start,
      @Nullable Instant end,
      @Nullable Decimal peak,
      @Nullable Decimal limit,
      String unit,
      boolean late) {
    this(rule, thing, 0, signalCode, start, end, peak, limit, unit, late);
  }

  public NewAlarm {
    requireNonNull(rule, "rule is null");
    requireNonNull(signalCode, "signalCode is null");
    requireNonNull(start, "start is null");
    requireNonNull(unit, "unit is null");
    if ((thing == 0) == (area == 0)) {
      throw new IllegalArgumentException(
          "an alarm is about a point or an area, not thing (%s) and area (%s)"
              .formatted(thing, area));
    }
    if (end != null && end.isBefore(start)) {
      throw new IllegalArgumentException("end (%s) is before start (%s)".formatted(end, start));
    }
  }
}
