// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.telemetry;

import java.util.concurrent.locks.ReentrantLock;
import org.rocksdb.RocksDBException;

/**
 * Gives out numbers of the durable sequence. It is raised on disk by a block at a time, before the
 * first number of the block is given out: what a crash leaves of a block is never used.
 * Thread-safe.
 */
final class Numbers {
  private static final int BLOCK = 64;

  private final Committer committer;
  private final ReentrantLock lock = new ReentrantLock();
  private long next;
  private long end;

  Numbers(Committer committer) {
    this.committer = committer;
  }

  long next() {
    lock.lock();
    try {
      if (next == end) {
        long first = Futures.join(committer.change(Numbers::reserve));
        next = first;
        end = first + BLOCK;
      }
      return next++;
    } finally {
      lock.unlock();
    }
  }

  private static long reserve(Change.Writing writing) throws RocksDBException {
    long first = writing.remembered().nextNumber;
    Batch batch = new Batch(writing.store());
    batch.put(Family.META, Remembered.NEXT_NUMBER, Keys.number(first + BLOCK));
    writing.write(batch, true);
    writing.remembered().nextNumber = first + BLOCK;
    return first;
  }
}
