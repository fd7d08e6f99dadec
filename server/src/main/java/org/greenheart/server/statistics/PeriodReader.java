// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.statistics;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.Micros;
import org.greenheart.storage.Observation;
import org.greenheart.storage.TimeRange;
import org.greenheart.storage.registry.Catalogue;
import org.greenheart.storage.registry.Datastream;
import org.greenheart.storage.registry.MinutePeriod;
import org.greenheart.storage.telemetry.Order;
import org.greenheart.storage.telemetry.RowCursor;
import org.greenheart.storage.telemetry.Telemetry;
import org.jspecify.annotations.Nullable;

/** Reads what a period is made of, for one pass over what is due. Not thread-safe. */
final class PeriodReader {
  private final Telemetry telemetry;
  private final Catalogue catalogue;
  private final Map<Long, List<MinutePeriod>> minutePeriods = new HashMap<>();

  PeriodReader(Telemetry telemetry, Catalogue catalogue) {
    this.telemetry = requireNonNull(telemetry, "telemetry is null");
    this.catalogue = requireNonNull(catalogue, "catalogue is null");
  }

  /** What the period comes to; empty where there is nothing to average. */
  Optional<Statistic> read(Series series, long start) {
    TimeRange range = new TimeRange(start, start + series.period().length());
    NavigableMap<Long, Observation> rows = rows(series.period(), series.sources(), range);
    if (rows.isEmpty()) {
      return Optional.empty();
    }
    boolean byFlow = !series.flows().isEmpty();
    NavigableMap<Long, Observation> flows =
        byFlow ? rows(series.period(), series.flows(), range) : new TreeMap<>();
    List<Part> parts = new ArrayList<>(rows.size());
    rows.forEach(
        (at, row) ->
            parts.add(new Part(row, minutes(series, rows, at, range.toMicros()), flow(flows, at))));
    EnoughData enough =
        new EnoughData(
            series.sources().getFirst().systemType(), series.key().code(), Micros.toInstant(start));
    return Statistic.of(series.period(), enough, byFlow, parts);
  }

  /** Hours of several sources complete each other; minutes are those of the first that has any. */
  private NavigableMap<Long, Observation> rows(
      Period period, List<Datastream> sources, TimeRange range) {
    NavigableMap<Long, Observation> rows = new TreeMap<>();
    for (Datastream source : sources) {
      try (RowCursor cursor = telemetry.rows(source.number(), range, Order.OLDEST_FIRST)) {
        while (cursor.hasNext()) {
          Observation row = cursor.next();
          if (row.key().n() == 0) {
            rows.putIfAbsent(row.key().startMicros(), row);
          }
        }
      }
      if (period == Period.HOUR && !rows.isEmpty()) {
        return rows;
      }
    }
    return rows;
  }

  private static @Nullable Decimal flow(Map<Long, Observation> flows, long at) {
    Observation row = flows.get(at);
    return row == null ? null : new Part(row, 1, null).counts() ? (Decimal) row.result() : null;
  }

  /** A value stands for its period, but no longer than to the next one and the end of the hour. */
  private int minutes(Series series, NavigableMap<Long, Observation> rows, long at, long end) {
    if (series.period() == Period.DAY) {
      return 60;
    }
    Long next = rows.higherKey(at);
    long length = Math.min(minutePeriod(series, at), (next == null ? end : next) - at);
    return (int) Math.max(1, length / Period.MINUTE_MICROS);
  }

  private long minutePeriod(Series series, long at) {
    Datastream source = series.sources().getFirst();
    Duration own = source.period();
    if (source.ownPeriod() && own != null) {
      return own.toSeconds() * 1_000_000L;
    }
    Duration period = MinutePeriod.DEFAULT;
    for (MinutePeriod setting :
        minutePeriods.computeIfAbsent(source.thing(), catalogue::minutePeriods)) {
      if (Micros.of(setting.from()) <= at) {
        period = setting.period();
      }
    }
    return period.toSeconds() * 1_000_000L;
  }
}
