// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.telemetry;

import org.greenheart.storage.TimeRange;
import org.jspecify.annotations.Nullable;
import org.rocksdb.Snapshot;

/**
 * Opens the two walks that a read of rows needs, and spares what it does not need. What the {@link
 * Head} says cuts them short: nothing is sealed after {@code sealedLast}, and where no late entry
 * exists nothing but sealed rows lies before it. The latter also spares a read of sealed times the
 * leftovers of rows that were folded away and not yet compacted.
 */
final class Sources implements AutoCloseable {
  private final @Nullable ChunkScan chunks;
  private final @Nullable OverlayScan overlay;

  /**
   * @param range must not be empty
   */
  Sources(Store store, @Nullable Snapshot snapshot, long datastream, TimeRange range, Order order) {
    Head head = store.head(datastream, snapshot);
    chunks =
        range.fromMicros() <= head.sealedLast()
            ? new ChunkScan(store, snapshot, datastream, range, order)
            : null;
    TimeRange unsealed =
        head.late() > 0 || head.sealedLast() == Long.MIN_VALUE
            ? range
            : new TimeRange(Math.max(range.fromMicros(), head.sealedLast() + 1), range.toMicros());
    overlay =
        head.overlay() == 0 || unsealed.isEmpty()
            ? null
            : new OverlayScan(store, snapshot, datastream, unsealed, order);
  }

  ChunkScan.@Nullable Leaf nextLeaf() {
    return chunks == null ? null : chunks.next();
  }

  OverlayScan.@Nullable Entry peekOverlay() {
    return overlay == null ? null : overlay.peek();
  }

  void advanceOverlay() {
    if (overlay != null) {
      overlay.advance();
    }
  }

  @Override
  public void close() {
    if (chunks != null) {
      chunks.close();
    }
    if (overlay != null) {
      overlay.close();
    }
  }
}
