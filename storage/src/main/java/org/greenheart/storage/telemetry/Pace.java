// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.telemetry;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * Holds the next group back for a moment while a reader of the feed is far behind. One that reads
 * from disk is slower than one that finds all in memory, so under full load it would never come
 * back there by itself. Devices get their answers so much later; nothing is refused.
 *
 * <p>A group waits until the reader has taken twice as many arrivals as the group before brought,
 * at most {@value #LONGEST_MILLIS} ms. A reader that has stood still for {@value #STILL_MILLIS} ms
 * is not waited for until it moves again.
 *
 * <p>The reader is named by any thread; all else is confined to the committer's.
 */
final class Pace {
  static final int LONGEST_MILLIS = 250;

  /** Longer than a large batch takes on a machine that has other things to do. */
  static final int STILL_MILLIS = 2_000;

  private static final long LONGEST_NANOS = Duration.ofMillis(LONGEST_MILLIS).toNanos();
  private static final long STILL_NANOS = Duration.ofMillis(STILL_MILLIS).toNanos();

  private final Pauses pauses;
  private volatile LongSupplier reader = () -> Long.MAX_VALUE;

  /** Where the reader was when the last group was let through. */
  private long was;

  /** Where it was when it was last seen to move, and when that was. */
  private long moved;

  private long movedNanos;

  private final AtomicLong heldNanos = new AtomicLong();

  /** Lets time go by. */
  interface Pauses {
    /** A clock that only rises. */
    long nanos();

    /** A moment, far shorter than the longest wait. */
    void pause();
  }

  /** In real time. */
  private static final class RealPauses implements Pauses {
    private static final long MOMENT_NANOS = Duration.ofMillis(1).toNanos();

    @Override
    public long nanos() {
      return System.nanoTime();
    }

    @Override
    public void pause() {
      LockSupport.parkNanos(MOMENT_NANOS);
    }
  }

  Pace() {
    this(new RealPauses());
  }

  Pace(Pauses pauses) {
    this.pauses = requireNonNull(pauses, "pauses is null");
    this.movedNanos = pauses.nanos();
  }

  /**
   * @param position the last arrival that the reader has done
   */
  void keepWith(LongSupplier position) {
    reader = requireNonNull(position, "position is null");
  }

  /**
   * To be called when a group is on disk, before the next one is taken.
   *
   * @param come how many arrivals the group brought
   * @param last number of the newest one
   * @param near so many may wait for the reader
   */
  void afterGroup(int come, long last, long near) {
    LongSupplier position = reader;
    long begun = pauses.nanos();
    long goal = was + 2L * come;
    long at = look(position, begun);
    long now = begun;
    while (at < goal
        && last - at > near
        && now - begun < LONGEST_NANOS
        && now - movedNanos < STILL_NANOS) {
      pauses.pause();
      now = pauses.nanos();
      at = look(position, now);
    }
    was = at;
    heldNanos.addAndGet(now - begun);
  }

  /** How long groups have been held back in all. Thread-safe. */
  Duration held() {
    return Duration.ofNanos(heldNanos.get());
  }

  private long look(LongSupplier position, long now) {
    long at = position.getAsLong();
    if (at != moved) {
      moved = at;
      movedNanos = now;
    }
    return at;
  }
}
