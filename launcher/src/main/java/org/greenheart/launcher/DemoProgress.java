// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.launcher;

import java.util.concurrent.atomic.AtomicLong;
import org.greenheart.simulator.BackfillProgress;

/** Prints how far the prehistory is, in quarters. Thread-safe. */
final class DemoProgress implements BackfillProgress {
  private static final int STEPS = 4;

  private final AtomicLong reached = new AtomicLong();

  @Override
  public void report(long answered, long total) {
    long step = answered * STEPS / total;
    long before = reached.get();
    if (step > before && reached.compareAndSet(before, step)) {
      System.out.printf("  %d %% of the city's past is loaded%n", step * 100 / STEPS);
    }
  }
}
