// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.telemetry;

import java.util.List;
import org.greenheart.storage.TimeRange;
import org.rocksdb.Snapshot;

/** Counts and sums of rows, without making rows of what is sealed. Stateless. */
final class Statistics {
  private Statistics() {}

  static long count(Store store, long datastream, TimeRange range) {
    Snapshot snapshot = store.db().getSnapshot();
    try {
      Head head = store.head(datastream, snapshot);
      if (head.isEmpty()
          || (range.contains(head.firstMicros()) && range.contains(head.newestMicros()))) {
        return head.count();
      }
      try (Sources sources = new Sources(store, snapshot, datastream, range, Order.OLDEST_FIRST)) {
        return count(sources, range);
      }
    } finally {
      store.db().releaseSnapshot(snapshot);
      snapshot.close();
    }
  }

  private static long count(Sources sources, TimeRange range) {
    long count = 0;
    for (ChunkScan.Leaf leaf = sources.nextLeaf(); leaf != null; leaf = sources.nextLeaf()) {
      Chunk chunk = leaf.chunk();
      count +=
          range.contains(chunk.head().firstMicros()) && range.contains(chunk.head().lastMicros())
              ? chunk.head().count()
              : chunk.firstFrom(range.toMicros()) - (long) chunk.firstFrom(range.fromMicros());
    }
    for (OverlayScan.Entry entry = sources.peekOverlay();
        entry != null;
        entry = sources.peekOverlay()) {
      count += (entry.isDeleted() ? 0 : 1) - (entry.isSealedBeneath() ? 1 : 0);
      sources.advanceOverlay();
    }
    return count;
  }

  static List<Bucket> aggregate(
      Store store, long datastream, TimeRange range, Stretches stretches) {
    Snapshot snapshot = store.db().getSnapshot();
    try (Sources sources = new Sources(store, snapshot, datastream, range, Order.OLDEST_FIRST)) {
      return Summing.of(range, stretches, sources);
    } finally {
      store.db().releaseSnapshot(snapshot);
      snapshot.close();
    }
  }

  static List<FlagRun> flags(Store store, long datastream, TimeRange range) {
    Snapshot snapshot = store.db().getSnapshot();
    try (RowScan scan = RowScan.of(store, snapshot, datastream, range, Order.OLDEST_FIRST)) {
      return scan.flags();
    } finally {
      store.db().releaseSnapshot(snapshot);
      snapshot.close();
    }
  }
}
