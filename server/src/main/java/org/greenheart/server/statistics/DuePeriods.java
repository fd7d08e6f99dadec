// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.statistics;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.greenheart.storage.Micros;
import org.greenheart.storage.TimeRange;
import org.greenheart.storage.registry.Datastream;
import org.greenheart.storage.telemetry.Arrival;
import org.greenheart.storage.telemetry.Order;
import org.greenheart.storage.telemetry.RowCursor;
import org.greenheart.storage.telemetry.Telemetry;
import org.jspecify.annotations.Nullable;

/**
 * Tells which periods have to be computed.
 *
 * <p>A period is due when the data have come to its end, and again whenever one of its rows changes
 * after that. How far the data have come is kept in memory by series. A row that enters a new
 * period makes the one before it due, and that one is looked up in the rows: so nothing is
 * forgotten over a restart, wherever it fell. Where the device sends the period itself, it is due
 * when its own value changes, where its values leave a gap, and when it has kept silent for {@value
 * #PATIENCE} periods. Not thread-safe.
 */
final class DuePeriods {
  /** For so many periods a device's own value is waited for. */
  static final int PATIENCE = 3;

  /** Gaps in a device's own values are looked at so far back: a month of hours. */
  private static final int LONGEST_GAP = 744;

  /** A row further ahead of its receipt than this comes from a wrong clock: it closes nothing. */
  private static final Duration AHEAD = Duration.ofHours(1);

  private final Telemetry telemetry;
  private final SeriesBook book;
  private final Map<Series.Key, Reached> reached = new HashMap<>();
  private final Set<Due> due = new LinkedHashSet<>();

  DuePeriods(Telemetry telemetry, SeriesBook book) {
    this.telemetry = telemetry;
    this.book = book;
  }

  /** A period of a series. */
  record Due(Series.Key key, long start) {}

  private static final class Reached {
    private long period = Long.MIN_VALUE;

    /** The Datastream whose row entered it. */
    private long by;

    private long end = Long.MIN_VALUE;

    /** Whether the period has come to its end, and was due for it. */
    private boolean whole;

    private long own = Long.MIN_VALUE;
  }

  /** Takes note of what an arrival has changed. */
  void note(Arrival arrival) {
    long latest = Micros.of(arrival.received().plus(AHEAD));
    for (Arrival.Touched touched : arrival.rows()) {
      SeriesBook.Uses uses = book.uses(touched.key().datastream());
      Datastream stream = uses.stream();
      if (stream == null || touched.key().n() != 0) {
        continue;
      }
      long start = touched.key().startMicros();
      for (Series.Key key : uses.feeds()) {
        Reached here = reached(key);
        if (start <= latest) {
          advance(key, here, stream, start);
        }
        late(key, here, start);
      }
      for (Series.Key key : uses.weighs()) {
        late(key, reached(key), start);
      }
      for (Series.Key key : uses.replaces()) {
        own(key, stream, start);
      }
    }
  }

  /** What is due, and nothing is after. */
  Set<Due> take() {
    Set<Due> taken = new LinkedHashSet<>(due);
    due.clear();
    return taken;
  }

  /** Whether the data have come so far. */
  boolean hasReached(Series.Key key, long micros) {
    return reached(key).end >= micros;
  }

  private Reached reached(Series.Key key) {
    return reached.computeIfAbsent(key, absent -> new Reached());
  }

  private void advance(Series.Key key, Reached here, Datastream stream, long start) {
    long period = key.period().floor(start);
    if (period > here.period) {
      // One that was whole already has been due since, and is again by what comes late.
      if (here.period != Long.MIN_VALUE && !here.whole) {
        due.add(new Due(key, here.period));
      }
      // The Datastream that went through the period before has nothing newer than it.
      boolean next = here.by == stream.number() && period - key.period().length() == here.period;
      Long before = next ? null : newestBefore(stream, period);
      if (before != null) {
        due.add(new Due(key, key.period().floor(before)));
      }
      if (book.find(key).map(Series::own).isPresent()) {
        due.add(new Due(key, period - (PATIENCE + 1) * key.period().length()));
      }
      here.period = period;
      here.by = stream.number();
      here.whole = false;
    }
    long end = start + length(stream);
    if (end > here.end) {
      here.end = end;
      if (end >= period + key.period().length()) {
        here.whole = period == here.period;
        due.add(new Due(key, period));
      }
    }
  }

  private void late(Series.Key key, Reached here, long start) {
    long period = key.period().floor(start);
    if (here.end >= period + key.period().length()) {
      due.add(new Due(key, period));
    }
  }

  private void own(Series.Key key, Datastream own, long start) {
    Reached here = reached(key);
    due.add(new Due(key, start));
    if (start <= here.own) {
      return;
    }
    here.own = start;
    Long before = newestBefore(own, start);
    if (before == null) {
      return;
    }
    long length = key.period().length();
    long first = Math.max(before + length, start - LONGEST_GAP * length);
    for (long missing = first; missing < start; missing += length) {
      due.add(new Due(key, missing));
    }
  }

  private @Nullable Long newestBefore(Datastream stream, long micros) {
    TimeRange past = new TimeRange(Long.MIN_VALUE, micros);
    try (RowCursor rows = telemetry.rows(stream.number(), past, Order.NEWEST_FIRST)) {
      return rows.hasNext() ? rows.next().key().startMicros() : null;
    }
  }

  private static long length(Datastream stream) {
    Duration length =
        stream
            .interval()
            .fixedPeriod()
            .orElse(stream.period() == null ? Duration.ofMinutes(1) : stream.period());
    return length.toSeconds() * 1_000_000L;
  }
}
