// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.sensorthings;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import org.greenheart.storage.Observation;
import org.greenheart.storage.RowKey;
import org.greenheart.storage.TimeRange;
import org.greenheart.storage.registry.StreamRow;
import org.greenheart.storage.telemetry.Order;
import org.greenheart.storage.telemetry.RowCursor;
import org.greenheart.storage.telemetry.Summary;
import org.greenheart.storage.telemetry.Telemetry;
import org.jspecify.annotations.Nullable;

/**
 * Rows of many Datastreams by time.
 *
 * <p>Not a cursor for each Datastream, which ten thousand of them would make slow to open and dear
 * to hold. Each Datastream has a place in a queue by the earliest time that its next row can have
 * (latest, when newest come first): its first and last time are known without reading. Only when it
 * gets to the front are rows read, a few at first and more each time; then it takes the place of
 * its first row. So a page reads from the Datastreams that are in it, and from few others.
 *
 * <p>Rows of one time come by Datastream, then by n; newest first turns that round as well.
 */
final class MergedByTime implements RowSource {
  private static final int FEWEST_AT_ONCE = 4;
  private static final int MOST_AT_ONCE = 512;

  private final Telemetry telemetry;
  private final boolean newest;
  private final PriorityQueue<Tail> queue;

  /** What is left of one Datastream. */
  private static final class Tail {
    private final StreamRange range;
    private final Deque<Observation> ready = new ArrayDeque<>();
    private RowKey bound;
    private boolean read;
    private @Nullable RowKey last;
    private int atOnce = FEWEST_AT_ONCE;

    Tail(StreamRange range, RowKey bound) {
      this.range = range;
      this.bound = bound;
    }
  }

  MergedByTime(
      Telemetry telemetry, List<StreamRange> streams, Optional<RowKey> after, Order order) {
    this.telemetry = telemetry;
    this.newest = order == Order.NEWEST_FIRST;
    Comparator<RowKey> byTime =
        Comparator.comparingLong(RowKey::startMicros)
            .thenComparingLong(RowKey::datastream)
            .thenComparingLong(RowKey::n);
    Comparator<RowKey> sequence = newest ? byTime.reversed() : byTime;
    this.queue = new PriorityQueue<>(Comparator.comparing((Tail tail) -> tail.bound, sequence));
    if (newest) {
      addNewest(streams, after, sequence);
    } else {
      addOldest(streams, after, sequence);
    }
  }

  private void addNewest(
      List<StreamRange> streams, Optional<RowKey> after, Comparator<RowKey> sequence) {
    Map<Long, Observation> latest =
        telemetry.latest(streams.stream().map(range -> range.stream().number()).toList());
    for (StreamRange range : streams) {
      Observation row = latest.get(range.stream().number());
      if (row == null || row.key().startMicros() < range.hull().fromMicros()) {
        continue;
      }
      long cap = range.hull().toMicros() - 1;
      RowKey bound =
          row.key().startMicros() <= cap
              ? row.key()
              : new RowKey(range.stream().number(), cap, Long.MAX_VALUE);
      Tail tail = new Tail(range, bound);
      if (bound.equals(row.key()) && range.contains(bound.startMicros()) && after.isEmpty()) {
        tail.ready.add(row);
        tail.read = true;
        tail.last = bound;
      }
      add(tail, after, sequence);
    }
  }

  private void addOldest(
      List<StreamRange> streams, Optional<RowKey> after, Comparator<RowKey> sequence) {
    for (StreamRange range : streams) {
      Summary summary = telemetry.summary(range.stream().number());
      if (summary.count() == 0 || summary.lastMicros() < range.hull().fromMicros()) {
        continue;
      }
      long start = Math.max(summary.firstMicros(), range.hull().fromMicros());
      if (start < range.hull().toMicros()) {
        add(new Tail(range, new RowKey(range.stream().number(), start, 0)), after, sequence);
      }
    }
  }

  /** A Datastream has nothing before the place where the page before ended. */
  private void add(Tail tail, Optional<RowKey> after, Comparator<RowKey> sequence) {
    if (after.isPresent()) {
      RowKey place = after.get();
      long number = tail.range.stream().number();
      RowKey here =
          new RowKey(
              number,
              place.startMicros(),
              number == place.datastream() ? place.n() : newest ? Long.MAX_VALUE : 0);
      boolean sameTimeDone = newest ? number > place.datastream() : number < place.datastream();
      if (sameTimeDone) {
        // All its rows of that time came before the place.
        here = new RowKey(number, place.startMicros(), newest ? 0 : Long.MAX_VALUE);
      }
      if (number == place.datastream() || sameTimeDone) {
        tail.last = here;
      }
      if (sequence.compare(tail.bound, here) < 0) {
        tail.bound = here;
      }
    }
    queue.add(tail);
  }

  @Override
  public @Nullable ObservationRow next() {
    while (true) {
      Tail tail = queue.poll();
      if (tail == null) {
        return null;
      }
      if (!tail.read) {
        read(tail);
        requeue(tail);
        continue;
      }
      Observation row = tail.ready.remove();
      StreamRow stream = tail.range.stream();
      tail.last = row.key();
      requeue(tail);
      return new ObservationRow(row, stream);
    }
  }

  private void requeue(Tail tail) {
    Observation first = tail.ready.peek();
    if (first != null) {
      tail.bound = first.key();
      tail.read = true;
      queue.add(tail);
    } else if (tail.read) {
      // Its next row is not known yet: it cannot come before the one just given.
      tail.read = false;
      queue.add(tail);
    }
  }

  /** Reads the next rows; leaves none when there are no more. */
  private void read(Tail tail) {
    TimeRange hull = tail.range.hull();
    TimeRange rest =
        newest
            ? new TimeRange(
                hull.fromMicros(), Math.min(hull.toMicros(), tail.bound.startMicros() + 1))
            : new TimeRange(Math.max(hull.fromMicros(), tail.bound.startMicros()), hull.toMicros());
    try (RowCursor rows =
        telemetry.rows(
            tail.range.stream().number(), rest, newest ? Order.NEWEST_FIRST : Order.OLDEST_FIRST)) {
      while (tail.ready.size() < tail.atOnce && rows.hasNext()) {
        Observation row = rows.next();
        if (isAfter(row.key(), tail.last) && tail.range.contains(row.key().startMicros())) {
          tail.ready.add(row);
        }
      }
    }
    tail.atOnce = Math.min(MOST_AT_ONCE, tail.atOnce * 2);
  }

  private boolean isAfter(RowKey key, @Nullable RowKey last) {
    return last == null || (newest ? key.compareTo(last) < 0 : key.compareTo(last) > 0);
  }

  @Override
  public void close() {
    queue.clear();
  }
}
