// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.telemetry;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The number of the newest arrival, and those who wait for it to grow. Thread-safe. */
final class Growth {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition grown = lock.newCondition();
  private volatile long last;
  private boolean closed;

  void reach(long number) {
    if (number == last) {
      return;
    }
    lock.lock();
    try {
      last = number;
      grown.signalAll();
    } finally {
      lock.unlock();
    }
  }

  long last() {
    return last;
  }

  /** Whether the number goes beyond, waiting for it no longer than the timeout. */
  boolean await(long after, Duration timeout) throws InterruptedException {
    if (last > after) {
      return true;
    }
    long nanos = timeout.toNanos();
    lock.lock();
    try {
      while (last <= after && !closed && nanos > 0) {
        nanos = grown.awaitNanos(nanos);
      }
      return last > after;
    } finally {
      lock.unlock();
    }
  }

  void close() {
    lock.lock();
    try {
      closed = true;
      grown.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
