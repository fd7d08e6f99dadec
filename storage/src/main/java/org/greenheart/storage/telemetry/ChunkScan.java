// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.telemetry;

import org.greenheart.storage.TimeRange;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksIterator;
import org.rocksdb.Slice;
import org.rocksdb.Snapshot;

/**
 * Walks over the chunks of one datastream that may have rows of a range.
 *
 * <p>Chunks lie side by side like the leaves of a tree: each stands for the time from its key's
 * start up to the next chunk's, whether it has rows there or not. So the chunk of a time is the
 * last one whose key is not later, and there is none before the first.
 *
 * <p>Close it. Not thread-safe; runs within a use of {@link Disk}.
 */
final class ChunkScan implements AutoCloseable {
  private final long datastream;
  private final Order order;
  private final Slice lower;
  private final Slice upper;
  private final ReadOptions view;
  private final RocksIterator chunks;
  private final long fromMicros;
  private boolean ended;

  /**
   * @param range must not be empty
   */
  ChunkScan(
      Store store, @Nullable Snapshot snapshot, long datastream, TimeRange range, Order order) {
    this.datastream = datastream;
    this.order = order;
    fromMicros = range.fromMicros();
    lower = new Slice(Keys.chunk(datastream, Long.MIN_VALUE));
    upper = new Slice(Keys.chunk(datastream, range.toMicros()));
    view = new ReadOptions().setIterateLowerBound(lower).setIterateUpperBound(upper);
    if (snapshot != null) {
      view.setSnapshot(snapshot);
    }
    chunks = store.iterator(Family.CHUNKS, view);
    switch (order) {
      case OLDEST_FIRST -> {
        chunks.seekForPrev(Keys.chunk(datastream, fromMicros));
        if (!Store.isValid(chunks)) {
          chunks.seekToFirst();
        }
      }
      case NEWEST_FIRST -> chunks.seekToLast();
    }
  }

  /** A chunk and the start of the time that it stands for. */
  record Leaf(long startMicros, Chunk chunk) {}

  @Nullable Leaf next() {
    if (ended || !Store.isValid(chunks)) {
      return null;
    }
    Leaf leaf = new Leaf(Keys.chunkStart(chunks.key()), new Chunk(datastream, chunks.value()));
    switch (order) {
      case OLDEST_FIRST -> chunks.next();
      case NEWEST_FIRST -> {
        ended = leaf.startMicros() <= fromMicros;
        chunks.prev();
      }
    }
    return leaf;
  }

  @Override
  public void close() {
    chunks.close();
    view.close();
    lower.close();
    upper.close();
  }
}
