// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.simulator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * The simulated time that a device lives in: what time it is, and waiting until a time comes. Tests
 * turn it by hand.
 */
interface Pacer {
  /** The simulated time now. */
  Instant now();

  /** Returns once {@link #now} has reached {@code instant}; at once if it has already. */
  void awaitUntil(Instant instant) throws InterruptedException;

  /** Follows a clock; a {@link SpeedClock} makes the waits shorter by its speed. */
  static Pacer following(Clock clock) {
    return new Pacer() {
      @Override
      public Instant now() {
        return clock.instant();
      }

      @Override
      public void awaitUntil(Instant instant) throws InterruptedException {
        // A sleep may end a little early against the clock: look again until the time has really
        // come.
        for (Duration left = left(instant); left.isPositive(); left = left(instant)) {
          Pause.REAL.last(left.compareTo(LONGEST_SLEEP) < 0 ? left : LONGEST_SLEEP);
        }
      }

      private Duration left(Instant instant) {
        Duration simulated = Duration.between(clock.instant(), instant);
        Duration real = clock instanceof SpeedClock fast ? fast.realDuration(simulated) : simulated;
        return real.isPositive() && real.toNanos() < 1_000_000 ? Duration.ofMillis(1) : real;
      }
    };
  }

  /** A wall clock may be set while we sleep: no single sleep is longer than this. */
  Duration LONGEST_SLEEP = Duration.ofMinutes(1);
}
