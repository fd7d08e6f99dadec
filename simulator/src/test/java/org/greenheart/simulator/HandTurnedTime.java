// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.simulator;

import java.time.Duration;
import java.time.Instant;

/** Time that moves only when a test turns it. */
final class HandTurnedTime implements Pacer {
  private Instant now;

  HandTurnedTime(Instant start) {
    now = start;
  }

  @Override
  public synchronized Instant now() {
    return now;
  }

  @Override
  public synchronized void awaitUntil(Instant instant) throws InterruptedException {
    while (now.isBefore(instant)) {
      wait();
    }
  }

  synchronized void turn(Duration by) {
    now = now.plus(by);
    notifyAll();
  }
}
