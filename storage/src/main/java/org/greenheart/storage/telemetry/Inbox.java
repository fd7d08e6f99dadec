// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.telemetry;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What waits for the committer, in the order in which it was handed over. Bounded by bytes: whoever
 * hands over beyond it waits, which is how a slow disk slows down the senders. Thread-safe.
 */
final class Inbox {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition filled = lock.newCondition();
  private final Condition emptied = lock.newCondition();
  private final Deque<Work> works = new ArrayDeque<>();
  private final long mostBytes;
  private long bytes;
  private boolean closed;

  /** Something for the committer to do. */
  sealed interface Work {
    /** Roughly what it takes in memory. */
    long bytes();

    void fail(TelemetryException cause);
  }

  /** An arrival to be kept. */
  record Keep(
      NewArrival arrival, long outbox, long hash, long bytes, CompletableFuture<Receipt> future)
      implements Work {
    @Override
    public void fail(TelemetryException cause) {
      future.completeExceptionally(cause);
    }
  }

  /** Anything else that changes the store, by itself. */
  record Step<T extends @Nullable Object>(Change<T> change, CompletableFuture<T> future)
      implements Work {
    @Override
    public long bytes() {
      return 0;
    }

    @Override
    public void fail(TelemetryException cause) {
      future.completeExceptionally(cause);
    }
  }

  Inbox(long mostBytes) {
    this.mostBytes = mostBytes;
  }

  /** Waits while too much is there. */
  void put(Work work) {
    lock.lock();
    try {
      while (!closed && !works.isEmpty() && bytes + work.bytes() > mostBytes) {
        emptied.await();
      }
      if (closed) {
        work.fail(new TelemetryException(TelemetryException.Code.CLOSED, "telemetry is closed"));
        return;
      }
      works.add(work);
      bytes += work.bytes();
      filled.signal();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      work.fail(
          new TelemetryException(
              TelemetryException.Code.CLOSED, "interrupted while waiting to be kept", e));
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes what waits, up to a size.
   *
   * @return empty after the timeout; null when closed and nothing is left
   */
  @Nullable List<Work> take(int mostWorks, long mostBytesTaken, Duration timeout)
      throws InterruptedException {
    lock.lock();
    try {
      long nanos = timeout.toNanos();
      while (works.isEmpty()) {
        if (closed) {
          return null;
        }
        if (nanos <= 0) {
          return List.of();
        }
        nanos = filled.awaitNanos(nanos);
      }
      List<Work> taken = new ArrayList<>(Math.min(works.size(), mostWorks));
      long size = 0;
      for (Work work = works.peek();
          work != null && taken.size() < mostWorks && (taken.isEmpty() || size < mostBytesTaken);
          work = works.peek()) {
        taken.add(works.remove());
        size += work.bytes();
      }
      bytes -= size;
      emptied.signalAll();
      return taken;
    } finally {
      lock.unlock();
    }
  }

  int waiting() {
    lock.lock();
    try {
      return works.size();
    } finally {
      lock.unlock();
    }
  }

  long waitingBytes() {
    lock.lock();
    try {
      return bytes;
    } finally {
      lock.unlock();
    }
  }

  /** Takes nothing more in; what is there can still be taken. */
  void close() {
    lock.lock();
    try {
      closed = true;
      filled.signalAll();
      emptied.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
