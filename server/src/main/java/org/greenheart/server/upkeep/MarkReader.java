// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.upkeep;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.greenheart.storage.Observation;
import org.greenheart.storage.TimeRange;
import org.greenheart.storage.registry.Datastream;
import org.greenheart.storage.registry.Interval;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.UpkeepEntry;
import org.greenheart.storage.telemetry.Order;
import org.greenheart.storage.telemetry.RowCursor;
import org.greenheart.storage.telemetry.Telemetry;

/**
 * Reads from the data when a point was calibrated and maintained: HJ 212-2017 table 8, marks C and
 * M. All marked rows of a point that lie close together are one entry of its ledger. Thread-safe.
 */
final class MarkReader {
  private static final Map<String, UpkeepEntry.Kind> KINDS =
      Map.of("C", UpkeepEntry.Kind.CALIBRATION, "M", UpkeepEntry.Kind.MAINTENANCE);

  /** One step without a mark is still the same work. */
  private static final int STEPS_BETWEEN = 2;

  private static final Duration USUAL_MINUTES = Duration.ofMinutes(10);
  private static final Duration REALTIME_STEP = Duration.ofMinutes(5);

  private final Telemetry telemetry;
  private final Registry registry;

  MarkReader(Telemetry telemetry, Registry registry) {
    this.telemetry = requireNonNull(telemetry, "telemetry is null");
    this.registry = requireNonNull(registry, "registry is null");
  }

  /** A marked row, from its start to its end. */
  private record Marked(UpkeepEntry.Kind kind, String code, Instant from, Instant to) {}

  /** Enters what the marks of a point say of a stretch of time; doing it again changes nothing. */
  void read(long thing, Instant from, Instant to) {
    List<Datastream> streams = finest(registry.catalogue().datastreamsOf(thing));
    List<Marked> rows = new ArrayList<>();
    Duration step = Duration.ZERO;
    for (Datastream stream : streams) {
      Duration own = step(stream);
      step = own.compareTo(step) > 0 ? own : step;
      read(stream, own, TimeRange.of(from, to), rows);
    }
    Duration gap = step.multipliedBy(STEPS_BETWEEN);
    for (UpkeepEntry.Kind kind : KINDS.values()) {
      enter(thing, kind, rows.stream().filter(row -> row.kind == kind).toList(), gap);
    }
  }

  /** Minutes where there are any: they tell when it was well enough, at a tenth of the rows. */
  private static List<Datastream> finest(List<Datastream> all) {
    for (Interval interval : List.of(Interval.MINUTE, Interval.REALTIME, Interval.HOUR)) {
      List<Datastream> some =
          all.stream()
              .filter(stream -> stream.interval() == interval && !stream.computed())
              .toList();
      if (!some.isEmpty()) {
        return some;
      }
    }
    return List.of();
  }

  private static Duration step(Datastream stream) {
    Duration period = stream.period();
    if (period != null) {
      return period;
    }
    return switch (stream.interval()) {
      case REALTIME -> REALTIME_STEP;
      case MINUTE -> USUAL_MINUTES;
      case HOUR, DAY -> Duration.ofHours(1);
    };
  }

  private void read(Datastream stream, Duration step, TimeRange range, List<Marked> into) {
    Duration length = stream.interval() == Interval.REALTIME ? Duration.ZERO : step;
    try (RowCursor rows = telemetry.rows(stream.number(), range, Order.OLDEST_FIRST)) {
      while (rows.hasNext()) {
        Observation row = rows.next();
        UpkeepEntry.Kind kind = row.flag() == null ? null : KINDS.get(row.flag());
        if (kind != null) {
          Instant start = row.key().start();
          into.add(new Marked(kind, stream.code(), start, start.plus(length)));
        }
      }
    }
  }

  private void enter(long thing, UpkeepEntry.Kind kind, List<Marked> rows, Duration gap) {
    List<Marked> sorted = rows.stream().sorted(Comparator.comparing(Marked::from)).toList();
    int i = 0;
    while (i < sorted.size()) {
      Instant from = sorted.get(i).from;
      Instant to = sorted.get(i).to;
      SortedSet<String> codes = new TreeSet<>();
      while (i < sorted.size() && !sorted.get(i).from.isAfter(to.plus(gap))) {
        Marked row = sorted.get(i++);
        codes.add(row.code);
        to = row.to.isAfter(to) ? row.to : to;
      }
      registry.upkeep().mark(thing, kind, from, to, gap, String.join(" ", codes));
    }
  }
}
