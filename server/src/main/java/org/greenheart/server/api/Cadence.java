// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.api;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.greenheart.storage.TimeRange;
import org.greenheart.storage.telemetry.Order;
import org.greenheart.storage.telemetry.RowCursor;
import org.greenheart.storage.telemetry.Telemetry;

/** The usual step of a Datastream that states none: the median of the newest steps. */
final class Cadence {
  private static final int ROWS = 13;

  private Cadence() {}

  /** Empty when there are fewer than three rows. */
  static Optional<Duration> of(Telemetry telemetry, long datastream) {
    List<Long> steps = new ArrayList<>(ROWS);
    try (RowCursor rows = telemetry.rows(datastream, TimeRange.ALL, Order.NEWEST_FIRST)) {
      long after = 0;
      for (int i = 0; i < ROWS && rows.hasNext(); i++) {
        long start = rows.next().key().startMicros();
        if (i > 0) {
          steps.add(after - start);
        }
        after = start;
      }
    }
    if (steps.size() < 2) {
      return Optional.empty();
    }
    steps.sort(null);
    return Optional.of(Duration.ofNanos(Math.max(1_000_000, steps.get(steps.size() / 2)) * 1_000));
  }
}
