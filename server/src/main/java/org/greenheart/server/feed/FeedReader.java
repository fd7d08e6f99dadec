// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.feed;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.greenheart.storage.registry.Positions;
import org.greenheart.storage.telemetry.Telemetry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the feed batch by batch from a durable position, which it keeps within a second. When a
 * batch fails, the work starts over from that position after a pause; so what it does has to come
 * to the same when it is done again.
 *
 * <p>One thread works; the public methods are thread-safe but for {@link #next}.
 */
public final class FeedReader implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(FeedReader.class);
  private static final Duration WAIT = Duration.ofMillis(500);
  private static final Duration RETRY = Duration.ofSeconds(2);

  /** So long may the durable position stay behind. */
  private static final Duration QUIET = Duration.ofSeconds(1);

  private final String name;
  private final Telemetry telemetry;
  private final Positions positions;
  private final FeedWork work;
  private final LongSupplier nanos;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread thread;

  /** All up to here is done; the durable position is at or before it. */
  private volatile long done;

  private long written;
  private long writtenNanos;
  private volatile @Nullable String failure;

  /**
   * One that stands still until it is started.
   *
   * @param name of its durable position, and of its thread
   * @param nanos a clock that only rises, whatever the time of the server's clock does
   */
  public FeedReader(
      String name, Telemetry telemetry, Positions positions, FeedWork work, LongSupplier nanos) {
    this.name = requireNonNull(name, "name is null");
    this.telemetry = requireNonNull(telemetry, "telemetry is null");
    this.positions = requireNonNull(positions, "positions is null");
    this.work = requireNonNull(work, "work is null");
    this.nanos = requireNonNull(nanos, "nanos is null");
    this.done = positions.position(name);
    this.written = done;
    this.writtenNanos = nanos.getAsLong();
    this.thread = Thread.ofPlatform().name(name).unstarted(this::run);
  }

  /** Begins where the last run ended. */
  public void start() {
    thread.start();
  }

  /** The last arrival that is done. */
  public long position() {
    return done;
  }

  /** How many arrivals wait. */
  public long behind() {
    return Math.max(0, telemetry.lastArrival() - done);
  }

  /** Why it does not get on; null when it does. */
  public @Nullable String failure() {
    return failure;
  }

  private void run() {
    boolean more = true;
    boolean again = false;
    while (!isClosed()) {
      try {
        if (again) {
          done = positions.position(name);
          written();
          again = false;
        }
        if (telemetry.awaitArrival(done, more ? Duration.ZERO : WAIT)) {
          next();
        } else {
          keepPosition();
        }
        more = work.aside(done);
        failure = null;
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        if (isClosed()) {
          return;
        }
        log.error("The {} stopped at arrival {} and tries again", name, done, e);
        failure = String.valueOf(e.getMessage());
        again = true;
        work.startOver();
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

  /** Does one batch in the caller's thread: for one that was not started. */
  public void next() {
    FeedWork.Progress progress = work.next(done);
    done = progress.arrival();
    if (progress.kept()) {
      written();
    } else if (nanos.getAsLong() - writtenNanos >= QUIET.toNanos()) {
      keepPosition();
    }
  }

  private void keepPosition() {
    if (done != written) {
      positions.moveTo(name, done);
      written();
    }
  }

  private void written() {
    written = done;
    writtenNanos = nanos.getAsLong();
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
