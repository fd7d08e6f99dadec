// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.statistics;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.greenheart.server.statistics.DuePeriods.Due;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.telemetry.Arrival;
import org.greenheart.storage.telemetry.Telemetry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the feed and computes the hours and days that devices do not send.
 *
 * <p>What it computes are rows of computed Datastreams, written as arrivals of source {@value
 * #SOURCE}: hours come back through the feed and make days, and the watch judges both as it judges
 * what a device sends. Rows are on disk before the position moves, and the same rows give the same
 * values, so after a crash what is computed again changes nothing. A value that comes out
 * differently because late data came is replaced, and its arrival keeps what it was.
 *
 * <p>One thread computes. The public methods are thread-safe.
 */
public final class Statistics implements AutoCloseable {
  /** Under this name its position is kept. */
  public static final String READER = "statistics";

  /** Where its arrivals come from. */
  public static final String SOURCE = "statistics";

  private static final Logger log = LoggerFactory.getLogger(Statistics.class);
  private static final int BATCH = 500;
  private static final Duration WAIT = Duration.ofMillis(500);
  private static final Duration RETRY = Duration.ofSeconds(2);

  /** So long may the durable position stay behind. */
  private static final Duration QUIET = Duration.ofSeconds(1);

  private final Telemetry telemetry;
  private final Registry registry;
  private final InstantSource clock;
  private final LongSupplier nanos;
  private final Thread thread;
  private final CountDownLatch ended = new CountDownLatch(1);
  private Work work;
  private volatile long done;
  private long written;
  private long writtenNanos;
  private volatile @Nullable String failure;

  private record Work(SeriesBook book, DuePeriods due, ComputedRows rows) {}

  private Statistics(
      Telemetry telemetry, Registry registry, InstantSource clock, LongSupplier nanos) {
    this.telemetry = requireNonNull(telemetry, "telemetry is null");
    this.registry = requireNonNull(registry, "registry is null");
    this.clock = requireNonNull(clock, "clock is null");
    this.nanos = requireNonNull(nanos, "nanos is null");
    this.done = registry.positions().position(READER);
    this.written = done;
    this.writtenNanos = nanos.getAsLong();
    this.work = newWork();
    this.thread = Thread.ofPlatform().name("statistics").unstarted(this::run);
  }

  /** Begins where the last run ended. */
  public static Statistics start(Telemetry telemetry, Registry registry, InstantSource clock) {
    Statistics statistics = new Statistics(telemetry, registry, clock, System::nanoTime);
    statistics.thread.start();
    return statistics;
  }

  /**
   * One that computes only when {@link #next} is called.
   *
   * @param nanos a clock that only rises
   */
  static Statistics idle(
      Telemetry telemetry, Registry registry, InstantSource clock, LongSupplier nanos) {
    return new Statistics(telemetry, registry, clock, nanos);
  }

  /** How many arrivals wait. */
  public long behind() {
    return Math.max(0, telemetry.lastArrival() - done);
  }

  /** Why it does not get on; null when it does. */
  public @Nullable String failure() {
    return failure;
  }

  private Work newWork() {
    SeriesBook book = new SeriesBook(registry.catalogue());
    DuePeriods due = new DuePeriods(telemetry, book);
    return new Work(book, due, new ComputedRows(telemetry, registry.catalogue(), book, due, clock));
  }

  private void run() {
    while (!isClosed()) {
      try {
        if (telemetry.awaitArrival(done, WAIT)) {
          next();
        } else {
          keepPosition();
        }
        failure = null;
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        if (isClosed()) {
          return;
        }
        log.error("Statistics stopped at arrival {} and try again", done, e);
        failure = String.valueOf(e.getMessage());
        done = written;
        work = newWork();
        if (!pause()) {
          return;
        }
      }
    }
  }

  private boolean isClosed() {
    return ended.getCount() == 0;
  }

  private boolean pause() {
    try {
      return !ended.await(RETRY.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      return false;
    }
  }

  /** Computes what the next arrivals make due, at most one batch. */
  void next() {
    List<Arrival> batch = telemetry.feed(done, BATCH);
    if (batch.isEmpty()) {
      return;
    }
    work.book().refresh();
    batch.forEach(work.due()::note);
    Set<Due> due = work.due().take();
    work.rows().write(due);
    done = batch.getLast().number();
    if (nanos.getAsLong() - writtenNanos >= QUIET.toNanos()) {
      keepPosition();
    }
  }

  private void keepPosition() {
    if (done != written) {
      registry.positions().moveTo(READER, done);
      written = done;
      writtenNanos = nanos.getAsLong();
    }
  }

  /** Ends after the batch in hand; the rest waits for the next start. */
  @Override
  public void close() {
    ended.countDown();
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    keepPosition();
  }
}
