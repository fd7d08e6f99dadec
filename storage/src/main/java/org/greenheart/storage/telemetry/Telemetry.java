// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.telemetry;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.greenheart.storage.Observation;
import org.greenheart.storage.RowKey;
import org.greenheart.storage.TimeRange;

/**
 * Rows of observations, the raw frames they came from, and the feed of both in the order of
 * arrival.
 *
 * <p>Everything that changes goes through {@link #append}: one committer groups what waits, writes
 * it in one durable step and only then completes the futures. A future that completed normally
 * means: on disk, readable, in the feed. One that completed exceptionally means: not kept, may be
 * tried again; writing the same twice changes nothing.
 *
 * <p>Thread-safe.
 */
public interface Telemetry extends AutoCloseable {
  /**
   * Hands over an arrival to be kept. Returns at once unless too much waits, then blocks.
   *
   * @return completes after the group commit that holds it; exceptionally with {@link
   *     TelemetryException} when it could not be kept
   */
  CompletableFuture<Receipt> append(NewArrival arrival);

  Optional<Observation> find(RowKey key);

  /** Finds a row by its number in SensorThings. */
  Optional<Observation> findById(long id);

  RowCursor rows(long datastream, TimeRange range, Order order);

  /** The row with the newest start of each datastream; those without rows are left out. */
  Map<Long, Observation> latest(Collection<Long> datastreams);

  Summary summary(long datastream);

  /** Exact number of rows whose start is in the range. */
  long count(long datastream, TimeRange range);

  /**
   * Statistics of numeric results by equal stretches of time.
   *
   * @param width of a stretch, at least one second
   * @param originMicros where one of the stretches starts
   * @return oldest first; stretches without a number are left out
   */
  List<Bucket> aggregate(long datastream, TimeRange range, Duration width, long originMicros);

  Optional<Arrival> arrival(long number);

  /** Arrivals of a device before a number, newest first. */
  List<Arrival> arrivals(long device, long before, int limit);

  /** Arrivals after a number, in order. */
  List<Arrival> feed(long after, int limit);

  /** Number of the newest arrival on disk; 0 when there is none. */
  long lastArrival();

  /**
   * Waits until there is an arrival after a number.
   *
   * @return whether there is one
   */
  boolean awaitArrival(long after, Duration timeout) throws InterruptedException;

  @Override
  void close();
}
