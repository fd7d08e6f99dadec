// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.telemetry;

import org.greenheart.storage.Observation;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Slice;

/** Deletes all rows of a datastream and fences it, in one durable step. */
record Drop(long datastream) implements Change<Void> {
  @Override
  public Void make(Change.Writing writing) throws RocksDBException {
    Store store = writing.store();
    Batch batch = new Batch(store);
    try (RowScan rows = RowScan.of(store, datastream, Order.OLDEST_FIRST)) {
      for (Observation row = rows.next(); row != null; row = rows.next()) {
        if (ObservationIds.isOfSequence(row.id())) {
          batch.delete(Family.IDS, Keys.number(row.id() - ObservationIds.SEQUENCE));
        }
      }
    }
    deleteAll(store, Family.ROWS, batch);
    deleteAll(store, Family.CHUNKS, batch);
    batch.put(Family.HEADS, Keys.datastream(datastream), Head.DROPPED.encode());
    writing.write(batch, true);
    writing.remembered().heads.put(datastream, Head.DROPPED);
    return null;
  }

  private void deleteAll(Store store, Family family, Batch batch) {
    try (Slice upper = new Slice(Keys.afterDatastream(datastream));
        ReadOptions view = new ReadOptions().setIterateUpperBound(upper);
        RocksIterator entries = store.iterator(family, view)) {
      for (entries.seek(Keys.datastream(datastream)); Store.isValid(entries); entries.next()) {
        batch.delete(family, entries.key());
      }
    }
  }
}
