// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.waiting;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Waits on a clock that may be set, or run faster than real time: so it looks again now and then.
 */
public final class ClockPause implements Pause {
  private static final long LOOK_MILLIS = 500;

  private final InstantSource clock;
  private final CountDownLatch closed = new CountDownLatch(1);

  public ClockPause(InstantSource clock) {
    this.clock = requireNonNull(clock, "clock is null");
  }

  @Override
  public boolean until(Instant time) throws InterruptedException {
    while (clock.instant().isBefore(time)) {
      if (closed.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
        return false;
      }
    }
    return closed.getCount() > 0;
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
