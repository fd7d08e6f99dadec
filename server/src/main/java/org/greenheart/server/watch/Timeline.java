// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.watch;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.greenheart.storage.Observation;
import org.greenheart.storage.TimeRange;
import org.greenheart.storage.telemetry.Order;
import org.greenheart.storage.telemetry.RowCursor;
import org.greenheart.storage.telemetry.Telemetry;
import org.jspecify.annotations.Nullable;

/**
 * The past of several signals of one point, merged in the order of their time: what a live stream
 * would have brought, had nothing come late.
 */
final class Timeline {
  private final Telemetry telemetry;
  private final Map<Long, Signal> streams;
  private final BiFunction<Signal, Observation, Sample> samples;
  private final long throughArrival;
  private final long anyArrivalTo;

  /**
   * @param streams the signal of each datastream to read
   * @param samples makes a sample of a row
   * @param throughArrival rows changed by a later arrival are left out: the feed brings them yet
   * @param anyArrivalTo up to this start (microseconds) rows are read whatever arrival changed
   *     them: what a row was before is not to be had, and a gap in its place would be wrong
   */
  Timeline(
      Telemetry telemetry,
      Map<Long, Signal> streams,
      BiFunction<Signal, Observation, Sample> samples,
      long throughArrival,
      long anyArrivalTo) {
    this.telemetry = telemetry;
    this.streams = Map.copyOf(streams);
    this.samples = samples;
    this.throughArrival = throughArrival;
    this.anyArrivalTo = anyArrivalTo;
  }

  /**
   * Gives each moment's samples, oldest first, until {@code more} says no.
   *
   * @param more takes the samples of one moment, at least one
   */
  void read(TimeRange range, Predicate<List<Sample>> more) {
    List<Head> heads = new ArrayList<>();
    try {
      streams.forEach(
          (datastream, signal) ->
              heads.add(new Head(telemetry.rows(datastream, range, Order.OLDEST_FIRST), signal)));
      PriorityQueue<Head> next = new PriorityQueue<>(Comparator.comparingLong(Head::micros));
      for (Head head : heads) {
        if (head.advance()) {
          next.add(head);
        }
      }
      while (!next.isEmpty()) {
        long moment = next.peek().micros();
        List<Sample> samples = new ArrayList<>();
        while (!next.isEmpty() && next.peek().micros() == moment) {
          Head head = next.remove();
          samples.add(head.sample());
          if (head.advance()) {
            next.add(head);
          }
        }
        if (!more.test(samples)) {
          return;
        }
      }
    } finally {
      heads.forEach(head -> head.cursor.close());
    }
  }

  /** One datastream's cursor and the row that it stands on. */
  private final class Head {
    private final RowCursor cursor;
    private final Signal signal;
    private @Nullable Observation row;

    private Head(RowCursor cursor, Signal signal) {
      this.cursor = cursor;
      this.signal = signal;
    }

    private boolean advance() {
      while (cursor.hasNext()) {
        Observation candidate = cursor.next();
        if (candidate.arrival() <= throughArrival
            || candidate.key().startMicros() <= anyArrivalTo) {
          row = candidate;
          return true;
        }
      }
      row = null;
      return false;
    }

    private long micros() {
      return here().key().startMicros();
    }

    private Sample sample() {
      return samples.apply(signal, here());
    }

    private Observation here() {
      if (row == null) {
        throw new IllegalStateException("the cursor of %s stands on no row".formatted(signal));
      }
      return row;
    }
  }
}
