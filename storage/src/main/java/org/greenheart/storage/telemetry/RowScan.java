// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.telemetry;

import org.greenheart.storage.Observation;
import org.greenheart.storage.TimeRange;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksIterator;
import org.rocksdb.Slice;
import org.rocksdb.Snapshot;

/**
 * Reads rows of one datastream in order. Close it. Not thread-safe; runs within a use of {@link
 * Disk}.
 */
final class RowScan implements AutoCloseable {
  private final Order order;
  private final Slice lower;
  private final Slice upper;
  private final ReadOptions view;
  private final RocksIterator overlay;

  private RowScan(
      Store store, @Nullable Snapshot snapshot, long datastream, TimeRange range, Order order) {
    this.order = order;
    lower = new Slice(Keys.row(datastream, range.fromMicros(), 0));
    upper = new Slice(Keys.row(datastream, range.toMicros(), 0));
    view = new ReadOptions().setIterateLowerBound(lower).setIterateUpperBound(upper);
    if (snapshot != null) {
      view.setSnapshot(snapshot);
    }
    overlay = store.iterator(Family.ROWS, view);
    switch (order) {
      case OLDEST_FIRST -> overlay.seekToFirst();
      case NEWEST_FIRST -> overlay.seekToLast();
    }
  }

  /** All rows as they are now. */
  static RowScan of(Store store, long datastream, Order order) {
    return new RowScan(store, null, datastream, TimeRange.ALL, order);
  }

  /** Rows of a range, which must not be empty, as they are now. */
  static RowScan of(Store store, long datastream, TimeRange range, Order order) {
    return new RowScan(store, null, datastream, range, order);
  }

  /** Rows of a range, which must not be empty, as they were when the snapshot was taken. */
  static RowScan of(Store store, Snapshot snapshot, long datastream, TimeRange range, Order order) {
    return new RowScan(store, snapshot, datastream, range, order);
  }

  @Nullable Observation next() {
    while (Store.isValid(overlay)) {
      byte[] key = overlay.key();
      byte[] value = overlay.value();
      switch (order) {
        case OLDEST_FIRST -> overlay.next();
        case NEWEST_FIRST -> overlay.prev();
      }
      if (!RowCodec.isDeleted(value)) {
        return RowCodec.decode(Keys.row(key), value);
      }
    }
    return null;
  }

  @Override
  public void close() {
    overlay.close();
    view.close();
    lower.close();
    upper.close();
  }
}
