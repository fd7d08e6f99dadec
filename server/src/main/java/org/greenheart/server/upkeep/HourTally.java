// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.upkeep;

import java.time.Duration;
import java.time.Instant;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.Micros;
import org.greenheart.storage.Observation;
import org.greenheart.storage.TimeRange;
import org.greenheart.storage.telemetry.Order;
import org.greenheart.storage.telemetry.RowCursor;
import org.greenheart.storage.telemetry.Telemetry;

/**
 * The hours of one Datastream over a stretch of time, each received or not, valid or not. Where it
 * has shorter rows than hours, an hour is valid when three of four of the rows that came are plain
 * numbers. Not thread-safe.
 */
public final class HourTally {
  private static final long HOUR_MICROS = Duration.ofHours(1).toNanos() / 1_000;
  private static final String NORMAL = "N";
  private static final String STOPPED = "F";

  private final long fromMicros;
  private final int[] rows;
  private final int[] plain;
  private final int[] marked;
  private final int[] stopped;

  private HourTally(Instant from, int hours) {
    fromMicros = Micros.of(from);
    rows = new int[hours];
    plain = new int[hours];
    marked = new int[hours];
    stopped = new int[hours];
  }

  /**
   * @param from begins an hour
   * @param hours how many
   */
  public static HourTally read(Telemetry telemetry, long datastream, Instant from, int hours) {
    HourTally tally = new HourTally(from, hours);
    TimeRange range = new TimeRange(tally.fromMicros, tally.fromMicros + hours * HOUR_MICROS);
    try (RowCursor cursor = telemetry.rows(datastream, range, Order.OLDEST_FIRST)) {
      while (cursor.hasNext()) {
        tally.add(cursor.next());
      }
    }
    return tally;
  }

  private void add(Observation row) {
    int hour = (int) ((row.key().startMicros() - fromMicros) / HOUR_MICROS);
    String flag = row.flag();
    rows[hour]++;
    if (flag != null && !flag.equals(NORMAL)) {
      marked[hour]++;
      stopped[hour] += flag.equals(STOPPED) ? 1 : 0;
    } else if (row.result() instanceof Decimal) {
      plain[hour]++;
    }
  }

  public boolean received(int hour) {
    return rows[hour] > 0;
  }

  public boolean valid(int hour) {
    return received(hour) && plain[hour] * 4L >= rows[hour] * 3L;
  }

  public boolean marked(int hour) {
    return received(hour) && !valid(hour) && marked[hour] > 0;
  }

  public boolean stopped(int hour) {
    return marked(hour) && stopped[hour] * 2L > rows[hour];
  }
}
