// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.simulator;

import java.time.Duration;

/** Waiting for a while of real time; tests only write down for how long. */
@FunctionalInterface
interface Pause {
  Pause REAL = Thread::sleep;

  void last(Duration time) throws InterruptedException;
}
