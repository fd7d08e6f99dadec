// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.waiting;

import static java.util.Objects.requireNonNull;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/**
 * Work side by side, one after the other within a lane, such as the system of one partner: nobody
 * waits for another's. A lane that is busy takes no more: what it could not take is offered again
 * in the next round, so that nothing queues here. Thread-safe.
 *
 * @param <K> tells lanes apart
 */
public final class Lanes<K> {
  private final Executor threads;
  private final Set<K> busy = ConcurrentHashMap.newKeySet();

  /**
   * @param threads one for each lane that is busy
   */
  public Lanes(Executor threads) {
    this.threads = requireNonNull(threads, "threads is null");
  }

  /**
   * Begins work in a lane that is free.
   *
   * @param work says itself what went wrong: what it throws is lost
   * @return false when the lane is busy, and nothing was begun
   */
  public boolean offer(K lane, Runnable work) {
    requireNonNull(work, "work is null");
    if (!busy.add(lane)) {
      return false;
    }
    boolean begun = false;
    try {
      threads.execute(
          () -> {
            try {
              work.run();
            } finally {
              busy.remove(lane);
            }
          });
      begun = true;
    } finally {
      if (!begun) {
        busy.remove(lane);
      }
    }
    return true;
  }

  public boolean isBusy(K lane) {
    return busy.contains(lane);
  }
}
