// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.intake;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongConsumer;

/**
 * Lets a line of one kind through once per stretch of time and counts what it holds back, so that a
 * storm cannot fill the log. Thread-safe.
 */
final class LogThrottle {
  private final long everyNanos;
  private final ConcurrentMap<String, Kind> kinds = new ConcurrentHashMap<>();

  LogThrottle(Duration every) {
    this.everyNanos = every.toNanos();
  }

  /**
   * Writes the line unless one of its kind was written just before.
   *
   * @param kind from a small fixed set: kinds are never forgotten
   * @param line told how many of its kind were held back since the last one written
   */
  void log(String kind, LongConsumer line) {
    long heldBack = kinds.computeIfAbsent(kind, _ -> new Kind()).pass(everyNanos);
    if (heldBack >= 0) {
      line.accept(heldBack);
    }
  }

  private static final class Kind {
    private boolean written;
    private long lastNanos;
    private long heldBack;

    synchronized long pass(long everyNanos) {
      long now = System.nanoTime();
      if (written && now - lastNanos < everyNanos) {
        heldBack++;
        return -1;
      }
      long result = heldBack;
      written = true;
      lastNanos = now;
      heldBack = 0;
      return result;
    }
  }
}
