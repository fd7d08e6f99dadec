// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.simulator;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.LongSupplier;

/**
 * A clock that starts at a fixed instant when it is made and then runs {@code speed} times as fast
 * as real time. The server and the demo city share one, so a day of data can pass in minutes and
 * both still agree on "now".
 *
 * <p>It follows the monotonic timer, never the wall clock: it cannot jump. Safe for use by many
 * threads.
 */
public final class SpeedClock extends Clock {
  private final Instant start;
  private final int speed;
  private final ZoneId zone;
  private final LongSupplier nanoTime;
  private final long nanosAtStart;

  private SpeedClock(
      Instant start, int speed, ZoneId zone, LongSupplier nanoTime, long nanosAtStart) {
    this.start = requireNonNull(start, "start is null");
    this.zone = requireNonNull(zone, "zone is null");
    this.nanoTime = requireNonNull(nanoTime, "nanoTime is null");
    this.speed = speed;
    this.nanosAtStart = nanosAtStart;
  }

  /**
   * Starts a clock at {@code start}.
   *
   * @param speed simulated seconds per real second, 1 to 3,600
   * @throws IllegalArgumentException if the speed is out of range
   */
  public static SpeedClock startingAt(Instant start, int speed) {
    return startingAt(start, speed, System::nanoTime);
  }

  static SpeedClock startingAt(Instant start, int speed, LongSupplier nanoTime) {
    if (speed < 1 || speed > 3_600) {
      throw new IllegalArgumentException("speed (%d) must be from 1 to 3600".formatted(speed));
    }
    return new SpeedClock(start, speed, ZoneOffset.UTC, nanoTime, nanoTime.getAsLong());
  }

  /** Simulated seconds per real second. */
  public int speed() {
    return speed;
  }

  @Override
  public Instant instant() {
    return start.plusNanos(Math.multiplyExact(nanoTime.getAsLong() - nanosAtStart, (long) speed));
  }

  @Override
  public ZoneId getZone() {
    return zone;
  }

  @Override
  public SpeedClock withZone(ZoneId other) {
    return new SpeedClock(start, speed, other, nanoTime, nanosAtStart);
  }

  /** How long {@code simulated} lasts in real time. */
  Duration realDuration(Duration simulated) {
    return simulated.dividedBy(speed);
  }
}
