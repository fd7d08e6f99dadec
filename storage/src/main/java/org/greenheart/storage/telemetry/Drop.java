// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.telemetry;

import org.greenheart.storage.Observation;
import org.greenheart.storage.TimeRange;
import org.rocksdb.RocksDBException;

/** Deletes all rows of a datastream and fences it, in one durable step. */
record Drop(long datastream) implements Change<Void> {
  @Override
  public Void make(Change.Writing writing) throws RocksDBException {
    Store store = writing.store();
    Batch batch = new Batch(store);
    try (OverlayScan overlay =
        new OverlayScan(store, null, datastream, TimeRange.ALL, Order.OLDEST_FIRST)) {
      for (OverlayScan.Entry entry = overlay.peek(); entry != null; entry = overlay.peek()) {
        batch.delete(Family.ROWS, Keys.row(entry.key()));
        if (!entry.isDeleted()) {
          deleteId(batch, entry.row());
        }
        overlay.advance();
      }
    }
    try (ChunkScan chunks =
        new ChunkScan(store, null, datastream, TimeRange.ALL, Order.OLDEST_FIRST)) {
      for (ChunkScan.Leaf leaf = chunks.next(); leaf != null; leaf = chunks.next()) {
        batch.delete(Family.CHUNKS, Keys.chunk(datastream, leaf.startMicros()));
        deleteIds(batch, leaf.chunk());
      }
    }
    batch.put(Family.HEADS, Keys.datastream(datastream), Head.DROPPED.encode());
    writing.write(batch, true);
    writing.remembered().heads.put(datastream, Head.DROPPED);
    writing.remembered().watches.forEach(watch -> watch.touched(datastream));
    return null;
  }

  private static void deleteIds(Batch batch, Chunk chunk) {
    if (chunk.head().hasOddIds() || chunk.head().isNumbered()) {
      for (int row = 0; row < chunk.head().count(); row++) {
        deleteId(batch, chunk.row(row));
      }
    }
  }

  static void deleteId(Batch batch, Observation row) {
    if (ObservationIds.isOfSequence(row.id())) {
      batch.delete(Family.IDS, Keys.number(row.id() - ObservationIds.SEQUENCE));
    }
  }
}
