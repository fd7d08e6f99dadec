// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.limits;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which limit is asked for. Immutable.
 *
 * @param outlet whose permit counts
 * @param standards those assigned to the outlet
 * @param item any of its names or its HJ 212 code
 * @param averaging over what time the value is a mean
 * @param unit of the value; empty: of a concentration if there is a limit on one
 * @param day of the data
 * @param knownAt as known at this instant; null: all that is recorded
 * @param mergedStreams whether streams with different limits leave by this outlet: then the
 *     strictest standard counts (GB 37822-2019)
 */
public record LimitQuery(
    String outlet,
    List<AppliedStandard> standards,
    String item,
    Averaging averaging,
    String unit,
    LocalDate day,
    @Nullable Instant knownAt,
    boolean mergedStreams) {
  public LimitQuery {
    requireNonNull(outlet, "outlet is null");
    requireNonNull(averaging, "averaging is null");
    requireNonNull(unit, "unit is null");
    requireNonNull(day, "day is null");
    standards = List.copyOf(standards);
    item = Items.shipped().nameOf(item);
  }

  /** As known now, of one stream. */
  public static LimitQuery of(
      String outlet,
      List<AppliedStandard> standards,
      String item,
      Averaging averaging,
      LocalDate day) {
    return new LimitQuery(outlet, standards, item, averaging, "", day, null, false);
  }

  public LimitQuery asKnownAt(Instant instant) {
    return new LimitQuery(outlet, standards, item, averaging, unit, day, instant, mergedStreams);
  }

  public LimitQuery ofMergedStreams() {
    return new LimitQuery(outlet, standards, item, averaging, unit, day, knownAt, true);
  }
}
