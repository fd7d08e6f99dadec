// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.telemetry;

import org.greenheart.storage.Bytes;
import org.greenheart.storage.Observation;
import org.greenheart.storage.RowKey;
import org.greenheart.storage.TimeRange;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksIterator;
import org.rocksdb.Slice;
import org.rocksdb.Snapshot;

/**
 * Walks over what stands in {@code rows} for one datastream: rows that are not sealed, and marks of
 * deleted ones. Close it. Not thread-safe; runs within a use of {@link Disk}.
 */
final class OverlayScan implements AutoCloseable {
  private final Order order;
  private final Slice lower;
  private final Slice upper;
  private final ReadOptions view;
  private final RocksIterator entries;
  private @Nullable Entry current;

  /** An entry as it stands on disk. */
  record Entry(RowKey key, Bytes value) {
    boolean isDeleted() {
      return RowCodec.isDeleted(value.array());
    }

    boolean isSealedBeneath() {
      return RowCodec.isSealedBeneath(value.array());
    }

    Observation row() {
      return RowCodec.decode(key, value.array());
    }
  }

  /**
   * @param range must not be empty
   */
  OverlayScan(
      Store store, @Nullable Snapshot snapshot, long datastream, TimeRange range, Order order) {
    this.order = order;
    lower = new Slice(Keys.row(datastream, range.fromMicros(), 0));
    upper = new Slice(Keys.row(datastream, range.toMicros(), 0));
    view = new ReadOptions().setIterateLowerBound(lower).setIterateUpperBound(upper);
    if (snapshot != null) {
      view.setSnapshot(snapshot);
    }
    entries = store.iterator(Family.ROWS, view);
    switch (order) {
      case OLDEST_FIRST -> entries.seekToFirst();
      case NEWEST_FIRST -> entries.seekToLast();
    }
  }

  /** The entry that comes next; null at the end. */
  @Nullable Entry peek() {
    if (current == null && Store.isValid(entries)) {
      current = new Entry(Keys.row(entries.key()), Bytes.of(entries.value()));
    }
    return current;
  }

  /** Goes on behind the entry that {@link #peek} gave. */
  void advance() {
    current = null;
    switch (order) {
      case OLDEST_FIRST -> entries.next();
      case NEWEST_FIRST -> entries.prev();
    }
  }

  @Override
  public void close() {
    entries.close();
    view.close();
    lower.close();
    upper.close();
  }
}
