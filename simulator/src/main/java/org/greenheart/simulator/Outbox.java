// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.simulator;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What a logger still has to send. New data go first (HJ 212-2025, 8.1.2), then what was sent
 * before and not answered, oldest first. A logger's memory is finite: beyond its capacity the
 * oldest unanswered data are lost, as on a real one.
 *
 * <p>Safe for many threads.
 */
final class Outbox {
  private final int capacity;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition filled = lock.newCondition();
  private final Deque<Upload> fresh = new ArrayDeque<>();
  private final Deque<Upload> unanswered = new ArrayDeque<>();
  private long lost;

  Outbox(int capacity) {
    this.capacity = capacity;
  }

  void add(Upload upload) {
    lock.lock();
    try {
      fresh.addLast(upload);
      bound();
      filled.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Takes back what was sent without an answer: it will leave again, marked as re-sent. */
  void keep(Upload upload) {
    lock.lock();
    try {
      unanswered.addLast(upload.again());
      bound();
      filled.signal();
    } finally {
      lock.unlock();
    }
  }

  /** While the network is away nothing is fresh any more: all that waits has failed to leave. */
  void keepAll() {
    lock.lock();
    try {
      for (Upload upload : fresh) {
        unanswered.addLast(upload.again());
      }
      fresh.clear();
    } finally {
      lock.unlock();
    }
  }

  /** The next to send; waits for one. */
  Upload take() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (fresh.isEmpty() && unanswered.isEmpty()) {
        filled.await();
      }
      return fresh.isEmpty() ? unanswered.removeFirst() : fresh.removeFirst();
    } finally {
      lock.unlock();
    }
  }

  int size() {
    lock.lock();
    try {
      return fresh.size() + unanswered.size();
    } finally {
      lock.unlock();
    }
  }

  /** How many uploads did not fit and were dropped. */
  long lost() {
    lock.lock();
    try {
      return lost;
    } finally {
      lock.unlock();
    }
  }

  private void bound() {
    while (fresh.size() + unanswered.size() > capacity) {
      if (unanswered.isEmpty()) {
        fresh.removeFirst();
      } else {
        unanswered.removeFirst();
      }
      lost++;
    }
  }
}
