// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.telemetry;

import org.greenheart.storage.RowKey;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksIterator;

/**
 * The chunk that the committer looked into last: a device that sends history again asks for one row
 * after the other of the same chunk. To be forgotten whenever chunks change. Confined to the
 * committer's thread.
 */
final class LastChunk {
  private long datastream;
  private long fromMicros;
  private long toMicros;
  private @Nullable Chunk chunk;

  /** The chunk of a row's time; null when there is none. */
  @Nullable Chunk of(Store store, RowKey key) {
    if (datastream != key.datastream()
        || key.startMicros() < fromMicros
        || key.startMicros() >= toMicros) {
      load(store, key);
    }
    return chunk;
  }

  private void load(Store store, RowKey key) {
    try (RocksIterator chunks = store.iterator(Family.CHUNKS)) {
      chunks.seekForPrev(Keys.chunk(key.datastream(), key.startMicros()));
      if (isOf(chunks, key.datastream())) {
        fromMicros = Keys.chunkStart(chunks.key());
        chunk = new Chunk(key.datastream(), chunks.value());
        chunks.next();
      } else {
        fromMicros = Long.MIN_VALUE;
        chunk = null;
        chunks.seek(Keys.chunk(key.datastream(), Long.MIN_VALUE));
      }
      toMicros = isOf(chunks, key.datastream()) ? Keys.chunkStart(chunks.key()) : Long.MAX_VALUE;
      datastream = key.datastream();
    }
  }

  private static boolean isOf(RocksIterator chunks, long datastream) {
    return Store.isValid(chunks) && Keys.datastream(chunks.key()) == datastream;
  }

  void forget() {
    datastream = 0;
    chunk = null;
  }
}
