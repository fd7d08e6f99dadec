// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.intake;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs things later, each on a virtual thread of its own. Thread-safe. */
final class Retrier implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Retrier.class);

  private final ScheduledThreadPoolExecutor timer;

  Retrier() {
    timer =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("greenheart-intake-timer").factory());
    timer.setRemoveOnCancelPolicy(true);
  }

  void after(int millis, Runnable action) {
    try {
      var _ =
          timer.schedule(() -> Thread.startVirtualThread(action), millis, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      // Closed meanwhile: nothing is to run any more.
    }
  }

  /** Runs the action again and again, whatever becomes of it, never twice at once. */
  void every(int millis, Runnable action) {
    Runnable again =
        () -> {
          try {
            action.run();
          } catch (RuntimeException e) {
            log.error("A task of the intake failed; it is tried again in {} ms", millis, e);
          }
        };
    var _ = timer.scheduleWithFixedDelay(again, millis, millis, TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
