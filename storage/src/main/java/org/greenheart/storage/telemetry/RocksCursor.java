// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.telemetry;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.NoSuchElementException;
import org.greenheart.storage.Observation;
import org.greenheart.storage.TimeRange;
import org.jspecify.annotations.Nullable;
import org.rocksdb.Snapshot;

/**
 * Rows of one snapshot, fetched in steps that start small and grow: the first row comes fast, and
 * long reads seldom take the lock of {@link Disk}. Not thread-safe, but the disk may be closed by
 * another thread at any time: then the next step throws.
 */
final class RocksCursor implements RowCursor, Disk.Dependent {
  private static final int FIRST_STEP = 32;
  private static final int LARGEST_STEP = 2048;

  private final Disk disk;
  private final Store store;
  private final Snapshot snapshot;
  private final RowScan scan;
  private final Deque<Observation> fetched = new ArrayDeque<>();
  private int step = FIRST_STEP;
  private boolean ended;
  private volatile boolean released;

  private RocksCursor(Disk disk, Store store, long datastream, TimeRange range, Order order) {
    this.disk = disk;
    this.store = store;
    snapshot = store.db().getSnapshot();
    scan = RowScan.of(store, snapshot, datastream, range, order);
  }

  static RowCursor open(Disk disk, long datastream, TimeRange range, Order order) {
    return disk.use(
        store -> {
          RocksCursor cursor = new RocksCursor(disk, store, datastream, range, order);
          disk.register(cursor);
          return cursor;
        });
  }

  @Override
  public boolean hasNext() {
    if (fetched.isEmpty() && !ended) {
      disk.use(
          _ -> {
            fetch();
            return null;
          });
    }
    return !fetched.isEmpty();
  }

  private void fetch() {
    if (released) {
      throw new TelemetryException(
          TelemetryException.Code.CLOSED, "rows cannot be read on: the cursor is closed");
    }
    while (fetched.size() < step) {
      @Nullable Observation row = scan.next();
      if (row == null) {
        ended = true;
        return;
      }
      fetched.add(row);
    }
    step = Math.min(2 * step, LARGEST_STEP);
  }

  @Override
  public Observation next() {
    if (!hasNext()) {
      throw new NoSuchElementException("no more rows");
    }
    return fetched.remove();
  }

  @Override
  public void release() {
    released = true;
    scan.close();
    store.db().releaseSnapshot(snapshot);
    snapshot.close();
  }

  @Override
  public void close() {
    disk.release(this);
  }
}
