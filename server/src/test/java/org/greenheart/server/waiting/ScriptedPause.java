// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.waiting;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Lets the clock jump to each time that is waited for, so many times; then it is closed. */
public final class ScriptedPause implements Pause {
  private final SetClock clock;
  private final int times;
  private final List<Instant> waits = new ArrayList<>();

  public ScriptedPause(SetClock clock, int times) {
    this.clock = clock;
    this.times = times;
  }

  @Override
  public synchronized boolean until(Instant time) {
    waits.add(time);
    notifyAll();
    if (waits.size() > times) {
      return false;
    }
    clock.set(time);
    return true;
  }

  /** What was waited for, when the last wait has begun. */
  public synchronized List<Instant> waits() throws InterruptedException {
    while (waits.size() <= times) {
      wait();
    }
    return List.copyOf(waits);
  }

  @Override
  public void close() {}
}
