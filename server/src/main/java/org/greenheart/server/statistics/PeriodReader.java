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
  private @Nullable Asked flows;
  private List<Observation> flowRows = List.of();

  /** Which rows were read. */
  private record Asked(Period period, List<Datastream> streams, TimeRange range) {}

  PeriodReader(Telemetry telemetry, Catalogue catalogue) {
    this.telemetry = requireNonNull(telemetry, "telemetry is null");
    this.catalogue = requireNonNull(catalogue, "catalogue is null");
  }

  /** What the period comes to; empty where there is nothing to average. */
  Optional<Statistic> read(Series series, long start) {
    TimeRange range = new TimeRange(start, start + series.period().length());
    Asked asked = new Asked(series.period(), series.sources(), range);
    List<Observation> rows = asked.equals(flows) ? flowRows : rows(asked);
    if (rows.isEmpty()) {
      return Optional.empty();
    }
    boolean byFlow = !series.flows().isEmpty();
    List<Observation> flows = byFlow ? flows(series, range) : List.of();
    List<Part> parts = new ArrayList<>(rows.size());
    int flow = 0;
    for (int i = 0; i < rows.size(); i++) {
      Observation row = rows.get(i);
      long at = row.key().startMicros();
      long next = i + 1 < rows.size() ? rows.get(i + 1).key().startMicros() : range.toMicros();
      while (flow < flows.size() && flows.get(flow).key().startMicros() < at) {
        flow++;
      }
      parts.add(new Part(row, minutes(series, at, next), flow(flows, flow, at)));
    }
    EnoughData enough =
        new EnoughData(
            series.sources().getFirst().systemType(), series.key().code(), Micros.toInstant(start));
    return Statistic.of(series.period(), enough, byFlow, parts);
  }

  /** The same for all concentrations at a point, which come one after the other. */
  private List<Observation> flows(Series series, TimeRange range) {
    Asked asked = new Asked(series.period(), series.flows(), range);
    if (!asked.equals(flows)) {
      flowRows = rows(asked);
      flows = asked;
    }
    return flowRows;
  }

  /**
   * By time. Hours of several sources complete each other; minutes are those of the first that has
   * any.
   */
  private List<Observation> rows(Asked asked) {
    if (asked.period() == Period.HOUR || asked.streams().size() == 1) {
      List<Observation> rows = List.of();
      for (Datastream source : asked.streams()) {
        rows = rows.isEmpty() ? rows(source, asked.range()) : rows;
      }
      return rows;
    }
    NavigableMap<Long, Observation> rows = new TreeMap<>();
    for (Datastream source : asked.streams()) {
      rows(source, asked.range()).forEach(row -> rows.putIfAbsent(row.key().startMicros(), row));
    }
    return List.copyOf(rows.values());
  }

  private List<Observation> rows(Datastream source, TimeRange range) {
    List<Observation> rows = new ArrayList<>();
    try (RowCursor cursor = telemetry.rows(source.number(), range, Order.OLDEST_FIRST)) {
      while (cursor.hasNext()) {
        Observation row = cursor.next();
        if (row.key().n() == 0) {
          rows.add(row);
        }
      }
    }
    return rows;
  }

  /**
   * @param place of the first row that is not before the time
   */
  private static @Nullable Decimal flow(List<Observation> flows, int place, long at) {
    Observation row = place < flows.size() ? flows.get(place) : null;
    return row != null && row.key().startMicros() == at && new Part(row, 1, null).counts()
        ? (Decimal) row.result()
        : null;
  }

  /** A value stands for its period, but no longer than to the next one and the end of the hour. */
  private int minutes(Series series, long at, long next) {
    if (series.period() == Period.DAY) {
      return 60;
    }
    long gap = next - at;
    // Most stand a minute apart: then the period of the point needs no look-up.
    long length = gap < 2 * Period.MINUTE_MICROS ? gap : Math.min(minutePeriod(series, at), gap);
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
