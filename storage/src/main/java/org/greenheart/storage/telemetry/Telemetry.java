// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.telemetry;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongPredicate;
import java.util.function.Predicate;
import org.greenheart.storage.Observation;
import org.greenheart.storage.RowKey;
import org.greenheart.storage.TimeRange;
import org.jspecify.annotations.Nullable;

/**
 * Rows of observations, the raw frames they came from, and the feed of both in the order of
 * arrival.
 *
 * <p>Everything that changes goes through {@link #append}: one committer groups what waits, writes
 * it in one durable step and only then completes the futures. A future that completed normally
 * means: on disk, readable, in the feed. One that completed exceptionally means: not kept, may be
 * tried again; writing the same twice changes nothing.
 *
 * <p>What an arrival does to rows:
 *
 * <ul>
 *   <li>Its deletes come first, then its changes in their order. Changes merge as {@link RowChange}
 *       says. A row that comes out as it was is not written: it keeps its arrival and its result
 *       time. Otherwise the row takes the arrival's number and its time of receipt.
 *   <li>{@link Arrival#rows} names each row that differs once, with the row as it was if something
 *       that was there was replaced or deleted; a field that was only added leaves no old row.
 *   <li>Rows of a datastream that was {@link #drop dropped} are left out without an error.
 * </ul>
 *
 * <p>What is not kept twice, and gets a receipt as repeat:
 *
 * <ul>
 *   <li>a frame (raw bytes of a device other than 0) equal in bytes and outcome to one of the
 *       device's last {@value #REPEAT_WINDOW} arrivals that are kept, unless it names a row that is
 *       not there;
 *   <li>a frame with rows of which none comes out differently, and one of these rows came with the
 *       same bytes;
 *   <li>an arrival without raw bytes that names rows, none of which comes out differently.
 * </ul>
 *
 * <p>A read sees all that was completed before it began. Thread-safe.
 */
public interface Telemetry extends AutoCloseable {
  /** How many of a device's last arrivals are compared with a new frame. */
  int REPEAT_WINDOW = 32;

  /** How many numbers of {@link #apply} are remembered. */
  int OUTBOX_WINDOW = 10_000;

  /** How many arrivals that nobody needs are kept: see {@link Outcome#REFUSED}. */
  int REFUSED_FRAMES = 10_000;

  /** How many bytes of them. */
  long REFUSED_BYTES = 16L << 20;

  /**
   * Hands over an arrival to be kept. Returns at once unless too much waits, then blocks.
   *
   * @return completes after the group commit that holds it; exceptionally with {@link
   *     TelemetryException} when it could not be kept
   */
  CompletableFuture<Receipt> append(NewArrival arrival);

  /**
   * Keeps an arrival that another store has decided on, once: the same outbox number given again
   * changes nothing, whatever was written in between. The last {@value #OUTBOX_WINDOW} numbers are
   * remembered, also across restarts.
   *
   * @param outbox above 0, given once to each decision, rising
   * @return as {@link #append}; a repeat names the arrival of the first time
   */
  CompletableFuture<Receipt> apply(long outbox, NewArrival arrival);

  /**
   * A number for a row that is not a device's own ({@link RowKey#n}), never given twice, also
   * across restarts.
   *
   * @throws TelemetryException when the disk is full or failing
   */
  long nextNumber();

  /**
   * Deletes all rows of a datastream and fences it: rows for it that still come are left out. Its
   * arrivals stay. Doing it twice changes nothing.
   */
  CompletableFuture<Void> drop(long datastream);

  Optional<Observation> find(RowKey key);

  /** Finds a row by its number in SensorThings. */
  Optional<Observation> findById(long id);

  /** Rows by start, those of the same start by n (both turned round for newest first). */
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
   * @return oldest first; stretches without a number are left out. Of numbers that are equal but
   *     for their scale, the older row's is min or max
   */
  List<Bucket> aggregate(long datastream, TimeRange range, Duration width, long originMicros);

  /**
   * Runs of rows with the same flag, oldest first. Reads no more of the rows than times and flags.
   */
  List<FlagRun> flags(long datastream, TimeRange range);

  Optional<Arrival> arrival(long number);

  /** Arrivals of a device before a number, newest first. */
  List<Arrival> arrivals(long device, long before, int limit);

  /** Arrivals after a number, in order. */
  List<Arrival> feed(long after, int limit);

  /**
   * Arrivals after a number, in order, with their rows: for those who look at every row that comes.
   *
   * @param wanted whether the rows of a datastream are asked for; others may be given or left out
   */
  default List<FedArrival> follow(long after, int limit, LongPredicate wanted) {
    return feed(after, limit).stream()
        .map(
            arrival ->
                new FedArrival(
                    arrival,
                    arrival.rows().stream()
                        .<@Nullable Observation>map(
                            row ->
                                row.deleted() || !wanted.test(row.key().datastream())
                                    ? null
                                    : find(row.key()).orElse(null))
                        .toList()))
        .toList();
  }

  /** Number of the newest arrival on disk; 0 when there is none. */
  long lastArrival();

  /**
   * Waits until there is an arrival after a number.
   *
   * @return whether there is one
   */
  boolean awaitArrival(long after, Duration timeout) throws InterruptedException;

  /**
   * Deletes arrivals received before a time. They go from {@link #arrival}, {@link #arrivals} and
   * {@link #feed}; their rows stay. Runs in the caller's thread and may take long.
   *
   * @param notPast the lowest position of all readers of the feed: later arrivals stay
   * @param held whether an arrival has to stay; those by hand always do
   * @return how many were deleted
   */
  long expireArrivals(Instant before, long notPast, Predicate<Arrival> held);

  /** The latest time before which {@link #expireArrivals} has deleted. */
  Optional<Instant> arrivalsExpiredBefore();

  /**
   * Deletes rows that start before a time. Leaves no trace in the feed. Runs in the caller's thread
   * and may take long; what is done stays done if it fails on the way.
   *
   * @param held starts of rows that have to stay; rows changed by hand always do
   * @return how many were deleted
   */
  long expireRows(long datastream, long beforeMicros, Collection<TimeRange> held);

  TelemetryHealth health();

  /** Keeps what was handed over, then releases the disk. Open cursors end with an exception. */
  @Override
  void close();
}
