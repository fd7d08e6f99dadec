// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.api;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.greenheart.server.api.PointDirectory.Entry;
import org.greenheart.server.api.PointView.Headline;
import org.greenheart.server.api.PointView.LimitView;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.Micros;
import org.greenheart.storage.Observation;
import org.greenheart.storage.TimeRange;
import org.greenheart.storage.registry.Datastream;
import org.greenheart.storage.registry.DeviceStatus;
import org.greenheart.storage.registry.Interval;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.Thing;
import org.greenheart.storage.telemetry.Order;
import org.greenheart.storage.telemetry.RowCursor;
import org.greenheart.storage.telemetry.Telemetry;
import org.jspecify.annotations.Nullable;

/**
 * The newest row of every Datastream, held in memory so that a list of all points costs no look at
 * the disk, and what these rows say of each point.
 *
 * <p>A Datastream's newest row is read when it is first asked for and again after {@link #touch}:
 * the feed says which rows moved, the telemetry says which is the newest.
 *
 * <p>A row that stands far ahead of the time at which it was received came from a wrong clock. It
 * is kept and shown among the rows, but it is never the newest here: else one such frame would hide
 * all that comes after it until its time is reached. Thread-safe.
 */
final class PointBoard {
  /** Quantities that stand for a point when no limit says which matters, most telling first. */
  private static final List<String> TELLING =
      List.of("a24088", "a34004", "a21026", "a34013", "w01018", "w21003", "a21002", "w01001");

  /** A row may start so long after it was received: clocks of devices are never quite right. */
  private static final Duration AHEAD = Duration.ofHours(1);

  /** So many rows of a wrong clock are passed over; a device with more of them shows none. */
  private static final int MOST_PASSED_OVER = 1_000;

  private final Telemetry telemetry;
  private final Registry registry;
  private final PointDirectory directory;
  private final InstantSource clock;
  private final Instant listeningSince;
  private final ConcurrentHashMap<Long, Optional<Observation>> latest = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<Long, Duration> cadence = new ConcurrentHashMap<>();

  PointBoard(
      Telemetry telemetry,
      Registry registry,
      PointDirectory directory,
      InstantSource clock,
      Instant listeningSince) {
    this.telemetry = requireNonNull(telemetry, "telemetry is null");
    this.registry = requireNonNull(registry, "registry is null");
    this.directory = requireNonNull(directory, "directory is null");
    this.clock = requireNonNull(clock, "clock is null");
    this.listeningSince = requireNonNull(listeningSince, "listeningSince is null");
  }

  /**
   * Rows of these Datastreams moved. Reading and putting are one step: else a slow reader could put
   * an older row over the one that another has read since.
   */
  synchronized void touch(Collection<Long> datastreams) {
    Map<Long, Observation> rows = telemetry.latest(datastreams);
    for (Long datastream : datastreams) {
      Observation newest = rows.get(datastream);
      latest.put(
          datastream,
          newest != null && isAhead(newest)
              ? newestInTime(datastream)
              : Optional.ofNullable(newest));
    }
  }

  private static boolean isAhead(Observation row) {
    Instant received = row.resultTime();
    return received != null && row.key().start().isAfter(received.plus(AHEAD));
  }

  /** The newest row that does not stand ahead of its receipt. */
  private Optional<Observation> newestInTime(long datastream) {
    TimeRange range = new TimeRange(Long.MIN_VALUE, Micros.of(clock.instant().plus(AHEAD)));
    try (RowCursor rows = telemetry.rows(datastream, range, Order.NEWEST_FIRST)) {
      for (int passed = 0; passed < MOST_PASSED_OVER && rows.hasNext(); passed++) {
        Observation row = rows.next();
        if (!isAhead(row)) {
          return Optional.of(row);
        }
      }
    }
    return Optional.empty();
  }

  /** So much moved that it is cheaper to read all again. */
  synchronized void touchAll() {
    latest.clear();
  }

  /** The newest rows of a point, by Datastream. */
  Map<Long, Observation> latestOf(Entry point) {
    Set<Long> missing =
        point.datastreams().stream()
            .map(Datastream::number)
            .filter(number -> !latest.containsKey(number))
            .collect(Collectors.toSet());
    if (!missing.isEmpty()) {
      touch(missing);
    }
    Map<Long, Observation> rows = new HashMap<>();
    for (Datastream datastream : point.datastreams()) {
      Optional<Observation> row = latest.get(datastream.number());
      if (row != null && row.isPresent()) {
        rows.put(datastream.number(), row.get());
      }
    }
    return rows;
  }

  /** Of all points that have any. */
  Map<Long, OpenAlarms> openAlarms() {
    return OpenAlarms.byPoint(registry);
  }

  PointView view(Thing thing, OpenAlarms alarms) {
    if (thing.status() == DeviceStatus.PENDING) {
      return new PointView(
          thing.id(), Contact.PENDING.word(), Judgement.NORMAL.word(), null, 0, null, null);
    }
    Entry point = directory.entry(thing.id());
    Map<Long, Observation> rows = latestOf(point);
    Instant received = received(point, rows);
    Contact contact = Contact.of(received, expected(point, rows), listeningSince, clock.instant());
    Datastream main = main(point, rows, alarms.newest());
    Judgement judgement = judge(point, rows, main == null ? null : main.interval());
    if (alarms.count() > 0) {
      judgement = alarms.aboveLimit() ? Judgement.EXCEEDED : Judgement.ALARM;
    }
    return new PointView(
        thing.id(),
        contact.word(),
        judgement.word(),
        received,
        alarms.count(),
        alarms.newest(),
        main == null ? null : headline(point, main, rows.get(main.number())));
  }

  /** From one value to the next at this point; null when nothing tells. */
  @Nullable Duration expected(Entry point) {
    return expected(point, latestOf(point));
  }

  /** What the server computes itself is no sign of life of the device. */
  private static @Nullable Instant received(Entry point, Map<Long, Observation> rows) {
    return point.datastreams().stream()
        .filter(datastream -> !datastream.computed())
        .map(datastream -> rows.get(datastream.number()))
        .filter(row -> row != null && row.resultTime() != null)
        .map(row -> requireNonNull(row).resultTime())
        .max(Comparator.nullsFirst(Comparator.naturalOrder()))
        .orElse(null);
  }

  private @Nullable Duration expected(Entry point, Map<Long, Observation> rows) {
    Optional<Duration> stated =
        point.datastreams().stream()
            .filter(each -> !each.computed() && rows.containsKey(each.number()))
            .flatMap(each -> Optional.ofNullable(each.period()).stream())
            .min(Comparator.naturalOrder());
    if (stated.isPresent()) {
      return stated.get();
    }
    return point.datastreams().stream()
        .filter(each -> each.interval() == Interval.REALTIME && rows.containsKey(each.number()))
        .findFirst()
        .flatMap(
            each ->
                Optional.ofNullable(
                    cadence.computeIfAbsent(
                        each.number(), number -> Cadence.of(telemetry, number).orElse(null))))
        .orElse(null);
  }

  private static Judgement judge(
      Entry point, Map<Long, Observation> rows, @Nullable Interval interval) {
    Judgement worst = Judgement.NORMAL;
    for (Datastream datastream : point.datastreams()) {
      Observation row = rows.get(datastream.number());
      if (row != null && datastream.interval() == interval) {
        worst = worst.worse(judge(point, datastream, row));
      }
    }
    return worst;
  }

  /** A mean over a shorter time than the limit's may be above it without breaking it: near. */
  private static Judgement judge(Entry point, Datastream datastream, Observation row) {
    ValueLimit limit = point.limitOf(datastream).orElse(null);
    Judgement judgement = Judgement.of(row, limit);
    return judgement == Judgement.EXCEEDED
            && limit != null
            && datastream.interval().compareTo(limit.averaging()) < 0
        ? Judgement.NEAR
        : judgement;
  }

  /**
   * What the newest alarm is about, then what has a limit, then what is most telling, then what
   * comes first; minutes before others.
   */
  private static @Nullable Datastream main(
      Entry point, Map<Long, Observation> rows, OpenAlarms.@Nullable Note alarm) {
    String alarmed = alarm == null ? "" : alarm.code();
    return point.datastreams().stream()
        .filter(each -> rows.containsKey(each.number()))
        .min(
            Comparator.<Datastream>comparingInt(each -> isNumber(rows.get(each.number())) ? 0 : 1)
                .thenComparingInt(each -> order(each.interval()))
                .thenComparingInt(each -> each.code().equals(alarmed) ? 0 : 1)
                .thenComparingInt(each -> point.limitOf(each).isEmpty() ? 1 : 0)
                .thenComparingInt(each -> telling(each.code()))
                .thenComparingLong(Datastream::number))
        .orElse(null);
  }

  private static int telling(String code) {
    int place = TELLING.indexOf(code);
    return place < 0 ? TELLING.size() : place;
  }

  private static boolean isNumber(@Nullable Observation row) {
    return row != null && row.result() instanceof Decimal;
  }

  private static int order(Interval interval) {
    return switch (interval) {
      case MINUTE -> 0;
      case REALTIME -> 1;
      case HOUR -> 2;
      case DAY -> 3;
    };
  }

  private static @Nullable Headline headline(
      Entry point, Datastream datastream, @Nullable Observation row) {
    if (row == null) {
      return null;
    }
    Optional<ValueLimit> limit = point.limitOf(datastream);
    return new Headline(
        datastream.number(),
        point.nameOf(datastream),
        row.result(),
        limit.flatMap(each -> each.judged(row)).orElse(null),
        unit(datastream),
        row.flag(),
        datastream.interval().text(),
        limit.map(LimitView::of).orElse(null));
  }

  static String unit(Datastream datastream) {
    String symbol = datastream.unit().symbol();
    return symbol == null || symbol.equals("1") ? "" : symbol;
  }
}
