// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.telemetry;

import org.greenheart.storage.Observation;
import org.greenheart.storage.RowKey;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksIterator;

/** Finds single rows: in the overlay first, then in the chunk of their time. Stateless. */
final class RowLookup {
  private RowLookup() {}

  /**
   * The row as it is now.
   *
   * <p>The overlay is looked at first: a row that is folded into a chunk between the two look-ups
   * is then found in the chunk, never missed.
   */
  static @Nullable Observation find(Store store, RowKey key) {
    byte[] value = store.get(Family.ROWS, Keys.row(key));
    if (value != null) {
      return RowCodec.isDeleted(value) ? null : RowCodec.decode(key, value);
    }
    try (RocksIterator chunks = store.iterator(Family.CHUNKS)) {
      chunks.seekForPrev(Keys.chunk(key.datastream(), key.startMicros()));
      return Store.isValid(chunks) && Keys.datastream(chunks.key()) == key.datastream()
          ? find(new Chunk(key.datastream(), chunks.value()), key)
          : null;
    }
  }

  static @Nullable Observation find(Chunk chunk, RowKey key) {
    if (key.startMicros() > chunk.head().lastMicros()
        || key.startMicros() < chunk.head().firstMicros()) {
      return null;
    }
    int place = chunk.find(key);
    return place < 0 ? null : chunk.row(place);
  }
}
