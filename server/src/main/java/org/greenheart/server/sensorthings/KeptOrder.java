// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.sensorthings;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.greenheart.storage.Observation;
import org.greenheart.storage.RowKey;
import org.greenheart.storage.TimeRange;
import org.greenheart.storage.telemetry.Order;
import org.greenheart.storage.telemetry.RowCursor;
import org.greenheart.storage.telemetry.Telemetry;
import org.jspecify.annotations.Nullable;

/** Rows Datastream by Datastream, one cursor at a time. With one Datastream also newest first. */
final class KeptOrder implements RowSource {
  private final Telemetry telemetry;
  private final StreamRanges streams;
  private final Optional<RowKey> after;
  private final Order order;
  private final Deque<StreamRange> waiting = new ArrayDeque<>();
  private @Nullable StreamRange current;
  private @Nullable RowCursor cursor;

  KeptOrder(Telemetry telemetry, StreamRanges streams, Optional<RowKey> after, Order order) {
    this.telemetry = telemetry;
    this.streams = streams;
    this.after = after;
    this.order = order;
  }

  @Override
  public @Nullable ObservationRow next() {
    while (true) {
      if (cursor == null && !open()) {
        return null;
      }
      if (cursor == null || current == null) {
        throw new IllegalStateException("opened nothing");
      }
      while (cursor.hasNext()) {
        Observation row = cursor.next();
        if (current.contains(row.key().startMicros()) && isAfter(row.key())) {
          return new ObservationRow(row, current.stream());
        }
      }
      close();
    }
  }

  private boolean open() {
    for (List<StreamRange> some = portion(); !some.isEmpty(); some = portion()) {
      waiting.addAll(withRows(some));
    }
    StreamRange next = waiting.poll();
    if (next == null) {
      return false;
    }
    current = next;
    cursor = telemetry.rows(next.stream().number(), range(next), order);
    return true;
  }

  /** The next portion when nothing waits; empty when something does, or after the last. */
  private List<StreamRange> portion() {
    return waiting.isEmpty() ? streams.next() : List.of();
  }

  /**
   * Leaves out Datastreams that ended before their range: cheaper than opening a cursor on each.
   */
  private List<StreamRange> withRows(List<StreamRange> some) {
    if (some.size() == 1 || some.getFirst().hull().fromMicros() == Long.MIN_VALUE) {
      return some;
    }
    Map<Long, Observation> newest =
        telemetry.latest(some.stream().map(range -> range.stream().number()).toList());
    return some.stream()
        .filter(
            range -> {
              Observation row = newest.get(range.stream().number());
              return row != null && row.key().startMicros() >= range.hull().fromMicros();
            })
        .toList();
  }

  private TimeRange range(StreamRange next) {
    if (after.isEmpty() || after.get().datastream() != next.stream().number()) {
      return next.hull();
    }
    long start = after.get().startMicros();
    return ObservationPlanner.both(
        next.hull(),
        order == Order.OLDEST_FIRST
            ? new TimeRange(start, Long.MAX_VALUE)
            : new TimeRange(Long.MIN_VALUE, start + 1));
  }

  private boolean isAfter(RowKey key) {
    if (after.isEmpty() || after.get().datastream() != key.datastream()) {
      return true;
    }
    int order = key.compareTo(after.get());
    return this.order == Order.OLDEST_FIRST ? order > 0 : order < 0;
  }

  @Override
  public void close() {
    if (cursor != null) {
      cursor.close();
      cursor = null;
    }
  }
}
