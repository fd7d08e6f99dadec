// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.retention;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.greenheart.storage.Micros;
import org.greenheart.storage.TimeRange;
import org.greenheart.storage.registry.Datastream;
import org.greenheart.storage.registry.Interval;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.telemetry.Arrival;
import org.greenheart.storage.telemetry.Telemetry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes what is old enough and not held. Not thread-safe. */
final class Expiry {
  private static final Logger log = LoggerFactory.getLogger(Expiry.class);
  private static final int PAGE = 2_000;

  /** Further behind than readers are when all is well. */
  private static final long UNREAD = 1_000_000;

  private final RetentionLimits limits;
  private final Telemetry telemetry;
  private final Registry registry;
  private final Collection<String> readers;
  private final InstantSource clock;

  /**
   * @param readers of the feed that there must be: one that has not begun has done with nothing
   */
  Expiry(
      RetentionLimits limits,
      Telemetry telemetry,
      Registry registry,
      Collection<String> readers,
      InstantSource clock) {
    this.limits = requireNonNull(limits, "limits is null");
    this.telemetry = requireNonNull(telemetry, "telemetry is null");
    this.registry = requireNonNull(registry, "registry is null");
    this.readers = List.copyOf(readers);
    this.clock = requireNonNull(clock, "clock is null");
  }

  /**
   * @throws CancellationException when it was told to stop; what is done stays done
   */
  RetentionRun run(BooleanSupplier stopped) {
    Instant now = clock.instant();
    long began = System.nanoTime();
    // Before the holds are read: what a reader concludes from later arrivals holds these.
    long upTo = slowest();
    Holds holds = registry.read(Holds::read);
    List<RetentionRun.Rows> rows = new ArrayList<>();
    if (holdUnread(upTo, Micros.of(now.minus(RetentionLimits.LEAST)), holds)) {
      for (Interval interval : Interval.values()) {
        limits
            .of(interval)
            .ifPresent(keep -> rows.add(expireRows(interval, now.minus(keep), holds, stopped)));
      }
    }
    Map<String, Long> held = new TreeMap<>();
    long frames =
        limits
            .frames()
            .map(keep -> expireFrames(now.minus(keep), upTo, holds, held, stopped))
            .orElse(0L);
    return new RetentionRun(
        now,
        Duration.ofNanos(System.nanoTime() - began).toMillis(),
        upTo,
        limits.frames().map(now::minus).orElse(null),
        frames,
        held,
        rows);
  }

  private long slowest() {
    Map<String, Long> positions = registry.positions().all();
    long slowest = positions.values().stream().mapToLong(Long::longValue).min().orElse(0);
    return positions.keySet().containsAll(readers) ? slowest : 0;
  }

  /**
   * Old rows that came just now are looked at by all readers before they go.
   *
   * @return false when there are too many: then no rows go this time
   */
  private boolean holdUnread(long upTo, long beforeMicros, Holds holds) {
    long end = telemetry.lastArrival();
    if (end - upTo > UNREAD) {
      log.warn("No rows were deleted: a reader of the feed is {} arrivals behind", end - upTo);
      return false;
    }
    List<Arrival> page = telemetry.feed(upTo, PAGE);
    while (!page.isEmpty()) {
      page.stream()
          .flatMap(arrival -> arrival.rows().stream())
          .map(Arrival.Touched::key)
          .filter(row -> row.startMicros() < beforeMicros)
          .forEach(holds::holdRow);
      page = telemetry.feed(page.getLast().number(), PAGE);
    }
    return true;
  }

  private RetentionRun.Rows expireRows(
      Interval interval, Instant before, Holds holds, BooleanSupplier stopped) {
    long micros = Micros.of(before);
    long deleted = 0;
    long held = 0;
    for (Datastream datastream : holds.datastreams()) {
      check(stopped);
      if (datastream.interval() == interval
          && telemetry.summary(datastream.number()).firstMicros() < micros) {
        deleted += telemetry.expireRows(datastream.number(), micros, holds.rows(datastream));
        held += telemetry.count(datastream.number(), new TimeRange(Long.MIN_VALUE, micros));
      }
    }
    return new RetentionRun.Rows(interval.text(), before, deleted, held);
  }

  private long expireFrames(
      Instant before, long upTo, Holds holds, Map<String, Long> held, BooleanSupplier stopped) {
    Map<Reason, Long> counts = new EnumMap<>(Reason.class);
    long deleted =
        telemetry.expireArrivals(before, upTo, arrival -> isHeld(arrival, holds, counts, stopped));
    counts.forEach((reason, count) -> held.put(reason.text(), count));
    return deleted;
  }

  private static boolean isHeld(
      Arrival arrival, Holds holds, Map<Reason, Long> counts, BooleanSupplier stopped) {
    check(stopped);
    return holds
        .reason(arrival)
        .map(
            reason -> {
              counts.merge(reason, 1L, Long::sum);
              return true;
            })
        .orElse(false);
  }

  private static void check(BooleanSupplier stopped) {
    if (stopped.getAsBoolean()) {
      throw new CancellationException("retention was told to stop");
    }
  }
}
