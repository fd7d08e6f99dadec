// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.meters;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Set;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.Micros;
import org.greenheart.storage.Observation;
import org.greenheart.storage.TimeRange;
import org.greenheart.storage.telemetry.Order;
import org.greenheart.storage.telemetry.RowCursor;
import org.greenheart.storage.telemetry.Telemetry;
import org.jspecify.annotations.Nullable;

/** The rows of a Datastream as readings of a counter. */
record CounterReadings(Telemetry telemetry) {
  /** Marks of HJ 212 under which a number is no reading: fault, link, range, calibration, power. */
  private static final Set<String> NO_READING = Set.of("D", "B", "T", "C", "P");

  /** Takes a reading; false: no more are wanted. */
  interface Taker {
    boolean take(Instant at, BigDecimal value);
  }

  /**
   * Hands on the readings of a stretch with those after it that a {@link CounterWalk} needs to see
   * its end as it sees its middle.
   */
  void andAfter(long datastream, Instant start, Instant to, Taker taker) {
    int after = 0;
    try (RowCursor rows =
        telemetry.rows(
            datastream, new TimeRange(Micros.of(start), Long.MAX_VALUE), Order.OLDEST_FIRST)) {
      while (rows.hasNext() && after <= CounterWalk.WINDOW) {
        Observation row = rows.next();
        BigDecimal value = value(row);
        if (value != null) {
          after = row.key().start().isAfter(to) ? after + 1 : after;
          if (!taker.take(row.key().start(), value)) {
            return;
          }
        }
      }
    }
  }

  /** When the reading was that so many follow up to a time; that time when there are none. */
  Instant startBefore(long datastream, Instant time, int many) {
    Instant start = time;
    int before = 0;
    try (RowCursor rows =
        telemetry.rows(
            datastream, new TimeRange(Long.MIN_VALUE, Micros.of(time) + 1), Order.NEWEST_FIRST)) {
      while (rows.hasNext() && before <= many) {
        Observation row = rows.next();
        if (value(row) != null) {
          start = row.key().start();
          before++;
        }
      }
    }
    return start;
  }

  private static @Nullable BigDecimal value(Observation row) {
    boolean none = row.flag() != null && NO_READING.contains(row.flag());
    return !none && row.result() instanceof Decimal number ? number.toBigDecimal() : null;
  }
}
