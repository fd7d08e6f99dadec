// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.launcher;

import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The wish of the operator or the system that the process ends: Ctrl-C or SIGTERM. */
final class StopSignal {
  private static final Logger log = LoggerFactory.getLogger(StopSignal.class);

  private StopSignal() {}

  /** The JVM ends when the closing has ended. */
  static void closeOnStop(AutoCloseable server) {
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform()
                .name("stop")
                .unstarted(
                    () -> {
                      try {
                        server.close();
                      } catch (Exception e) {
                        log.error("Failed while stopping", e);
                      }
                    }));
  }

  /** Waits for ever; the hook above ends the process. */
  static int await() throws InterruptedException {
    new CountDownLatch(1).await();
    return 0;
  }
}
