// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.evidence;

import java.util.List;
import java.util.SequencedSet;
import java.util.TreeSet;
import org.greenheart.server.api.ApiException;
import org.greenheart.storage.TimeRange;
import org.greenheart.storage.registry.Datastream;
import org.greenheart.storage.telemetry.Arrival;
import org.greenheart.storage.telemetry.Order;
import org.greenheart.storage.telemetry.RowCursor;
import org.greenheart.storage.telemetry.Telemetry;

/** Which arrivals stand behind rows: those that wrote them last, and those before a correction. */
final class ArrivalNumbers {
  /** Some 40 MB of numbers. */
  private static final int MOST = 500_000;

  private final Telemetry telemetry;
  private final TimeRange range;
  private final TreeSet<Long> numbers = new TreeSet<>();

  private ArrivalNumbers(Telemetry telemetry, TimeRange range) {
    this.telemetry = telemetry;
    this.range = range;
  }

  /**
   * In the order in which they came.
   *
   * @throws ApiException 422 {@code pack-too-many-frames}
   */
  static SequencedSet<Long> behind(
      Telemetry telemetry, List<Datastream> datastreams, TimeRange range) {
    ArrivalNumbers found = new ArrivalNumbers(telemetry, range);
    for (Datastream datastream : datastreams) {
      found.read(datastream.number());
    }
    found.followBack(datastreams.stream().map(Datastream::number).toList());
    return found.numbers;
  }

  private void read(long datastream) {
    long last = 0;
    try (RowCursor rows = telemetry.rows(datastream, range, Order.OLDEST_FIRST)) {
      while (rows.hasNext()) {
        long number = rows.next().arrival();
        if (number != last && number > 0) {
          add(number);
          last = number;
        }
      }
    }
  }

  private boolean add(long number) {
    boolean isNew = numbers.add(number);
    if (numbers.size() > MOST) {
      throw new ApiException(
          422,
          "pack-too-many-frames",
          "the pack must have at most %s frames: seal the alarms one by one".formatted(MOST));
    }
    return isNew;
  }

  /** An arrival before another is one with a smaller number: going backwards finds them all. */
  private void followBack(List<Long> datastreams) {
    Long number = numbers.isEmpty() ? null : numbers.last();
    while (number != null) {
      telemetry.arrival(number).ifPresent(arrival -> addEarlier(arrival, datastreams));
      number = numbers.lower(number);
    }
  }

  private void addEarlier(Arrival arrival, List<Long> datastreams) {
    if (arrival.replays() > 0 && arrival.replays() < arrival.number()) {
      add(arrival.replays());
    }
    for (Arrival.Touched touched : arrival.rows()) {
      if (touched.old() != null
          && touched.old().arrival() > 0
          && touched.old().arrival() < arrival.number()
          && range.contains(touched.key().startMicros())
          && datastreams.contains(touched.key().datastream())) {
        add(touched.old().arrival());
      }
    }
  }
}
