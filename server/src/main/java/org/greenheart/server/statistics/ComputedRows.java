// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.statistics;

import static java.util.Objects.requireNonNull;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.greenheart.server.statistics.DuePeriods.Due;
import org.greenheart.storage.Bytes;
import org.greenheart.storage.Observation;
import org.greenheart.storage.RowKey;
import org.greenheart.storage.TimeRange;
import org.greenheart.storage.registry.Catalogue;
import org.greenheart.storage.registry.Datastream;
import org.greenheart.storage.registry.DatastreamSpec;
import org.greenheart.storage.registry.ObservedProperty;
import org.greenheart.storage.telemetry.NewArrival;
import org.greenheart.storage.telemetry.Order;
import org.greenheart.storage.telemetry.Outcome;
import org.greenheart.storage.telemetry.RowChange;
import org.greenheart.storage.telemetry.RowCursor;
import org.greenheart.storage.telemetry.Telemetry;

/**
 * Computes what is due and writes what comes out differently, as arrivals of their own. The same
 * rows give the same values, so doing it twice writes nothing. Not thread-safe.
 */
final class ComputedRows {
  /** So many rows go into one arrival. */
  private static final int TOGETHER = 500;

  private final Telemetry telemetry;
  private final Catalogue catalogue;
  private final SeriesBook book;
  private final DuePeriods due;
  private final InstantSource clock;

  ComputedRows(
      Telemetry telemetry,
      Catalogue catalogue,
      SeriesBook book,
      DuePeriods due,
      InstantSource clock) {
    this.telemetry = requireNonNull(telemetry, "telemetry is null");
    this.catalogue = requireNonNull(catalogue, "catalogue is null");
    this.book = requireNonNull(book, "book is null");
    this.due = requireNonNull(due, "due is null");
    this.clock = requireNonNull(clock, "clock is null");
  }

  /** Returns when all is on disk. */
  void write(Collection<Due> periods) {
    PeriodReader reader = new PeriodReader(telemetry, catalogue);
    Edits edits = new Edits();
    for (Due period : periods) {
      Optional<Series> series = book.find(period.key());
      if (series.isPresent()) {
        compute(series.get(), period.start(), reader, edits);
      }
      if (edits.size() >= TOGETHER) {
        keep(edits);
      }
    }
    keep(edits);
  }

  private static final class Edits {
    private final List<RowChange> changes = new ArrayList<>();
    private final List<RowKey> deletes = new ArrayList<>();
    private final List<First> firsts = new ArrayList<>();

    int size() {
      return changes.size() + deletes.size() + firsts.size();
    }
  }

  /** A value of a series that has no computed Datastream yet. */
  private record First(Series series, long start, Statistic statistic) {}

  private void keep(Edits edits) {
    if (edits.size() == 0) {
      return;
    }
    place(edits);
    telemetry
        .append(
            new NewArrival(
                clock.instant(),
                Statistics.SOURCE,
                0,
                Bytes.EMPTY,
                Outcome.COMPUTED,
                edits.changes,
                edits.deletes,
                0))
        .join();
    edits.changes.clear();
    edits.deletes.clear();
  }

  /** Makes the Datastreams that are missing, all in one transaction. */
  private void place(Edits edits) {
    if (edits.firsts.isEmpty()) {
      return;
    }
    Map<Series.Key, DatastreamSpec> missing = new LinkedHashMap<>();
    for (First first : edits.firsts) {
      missing.computeIfAbsent(first.series().key(), absent -> target(first.series()));
    }
    Map<Series.Key, Long> numbers = new HashMap<>();
    Iterator<Datastream> made = catalogue.ensure(missing.values()).iterator();
    missing.keySet().forEach(key -> numbers.put(key, made.next().number()));
    missing.values().stream().map(DatastreamSpec::thing).distinct().forEach(book::load);
    for (First first : edits.firsts) {
      long target = requireNonNull(numbers.get(first.series().key()), "target is null");
      edits.changes.add(change(target, first.start(), first.statistic()));
    }
    edits.firsts.clear();
  }

  private static RowChange change(long target, long start, Statistic statistic) {
    return new RowChange(
        new RowKey(target, start, 0),
        true,
        statistic.result(),
        statistic.flag(),
        statistic.parameters(),
        false);
  }

  private void compute(Series series, long start, PeriodReader reader, Edits edits) {
    Optional<Observation> was =
        Optional.ofNullable(series.computed())
            .flatMap(computed -> telemetry.find(new RowKey(computed.number(), start, 0)));
    if (was.isPresent() && was.get().byHand()) {
      return; // a person knows better
    }
    Datastream own = series.own();
    if (own != null && telemetry.find(new RowKey(own.number(), start, 0)).isPresent()) {
      was.ifPresent(row -> edits.deletes.add(row.key()));
      return;
    }
    if (own != null && was.isEmpty() && !isMissing(series, own, start)) {
      return;
    }
    Optional<Statistic> is = reader.read(series, start);
    if (is.isEmpty()) {
      was.ifPresent(row -> edits.deletes.add(row.key()));
      return;
    }
    Statistic statistic = is.get();
    if (was.isPresent()) {
      if (equal(was.get(), statistic)) {
        return;
      }
      if (!statistic.parameters().keySet().containsAll(was.get().parameters().keySet())) {
        edits.deletes.add(was.get().key()); // else fields that are none any more would stay
      }
    }
    Datastream target = series.computed();
    if (target == null) {
      edits.firsts.add(new First(series, start, statistic));
    } else {
      edits.changes.add(change(target.number(), start, statistic));
    }
  }

  private static boolean equal(Observation row, Statistic statistic) {
    return Objects.equals(row.result(), statistic.result())
        && statistic.flag().equals(row.flag())
        && row.parameters().equals(statistic.parameters());
  }

  /**
   * Whether the device's own value is not to be waited for: it sent a later one, or none for long.
   */
  private boolean isMissing(Series series, Datastream own, long start) {
    long length = series.period().length();
    if (due.hasReached(series.key(), start + (DuePeriods.PATIENCE + 1) * length)) {
      return true;
    }
    TimeRange after = new TimeRange(start, Long.MAX_VALUE);
    try (RowCursor rows = telemetry.rows(own.number(), after, Order.OLDEST_FIRST)) {
      return rows.hasNext();
    }
  }

  private DatastreamSpec target(Series series) {
    Datastream source = series.sources().getFirst();
    ObservedProperty property = catalogue.observedProperty(source.observedProperty()).orElseThrow();
    return DatastreamSpec.ofDevice(
            source.thing(),
            source.code(),
            series.period().target(),
            source.systemType(),
            property.name(),
            property.description(),
            source.unit())
        .asComputed();
  }
}
