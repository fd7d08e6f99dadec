// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.launcher;

import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The wish of the operator or the system that the process ends: Ctrl-C or SIGTERM. What was handed
 * over is then closed, the last one first, and the process ends when that is done. Thread-safe.
 */
final class StopSignal {
  private static final Logger log = LoggerFactory.getLogger(StopSignal.class);

  private final Deque<AutoCloseable> running = new ConcurrentLinkedDeque<>();

  StopSignal() {
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("stop").unstarted(this::close));
  }

  <T extends AutoCloseable> T closes(T part) {
    running.push(part);
    return part;
  }

  private void close() {
    boolean stopped = !running.isEmpty();
    for (AutoCloseable part = running.poll(); part != null; part = running.poll()) {
      try {
        part.close();
      } catch (Exception e) {
        stopped = false;
        log.error("Failed while stopping", e);
      }
    }
    if (stopped) {
      System.out.println("Greenheart has stopped; everything that was answered is on disk.");
    }
  }

  /** Waits for ever; the process ends by the signal. */
  static int await() throws InterruptedException {
    new CountDownLatch(1).await();
    return 0;
  }
}
