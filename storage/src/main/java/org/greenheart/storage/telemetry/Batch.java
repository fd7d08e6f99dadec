// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.telemetry;

import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/**
 * Puts and deletes that go to disk together.
 *
 * <p>RocksDB's own batch costs a call into native code for each put. This one writes the same bytes
 * in Java (the form of a batch in RocksDB's log, which is a promise of that format) and hands them
 * over in one call. A test compares it with a batch that RocksDB made. Not thread-safe.
 */
final class Batch {
  private static final int COUNT_AT = 8;
  private static final int PUT = 0x05;
  private static final int DELETE = 0x04;

  private final Store store;
  private final ByteWriter records;
  private int count;

  Batch(Store store) {
    this(store, new ByteWriter(4 << 10));
  }

  /**
   * @param records memory to use; what it holds is thrown away
   */
  Batch(Store store, ByteWriter records) {
    this.store = store;
    this.records = records;
    records.clear();
    records.i64(0).u32(0);
  }

  void put(Family family, byte[] key, byte[] value) {
    records.u8(PUT).varlong(store.id(family)).block(key).block(value);
    count++;
  }

  /**
   * Begins a put whose parts the caller writes straight into the batch: the bytes of the key, then
   * the value as a block.
   */
  ByteWriter put(Family family, int keyLength) {
    count++;
    return records.u8(PUT).varlong(store.id(family)).varlong(keyLength);
  }

  void delete(Family family, byte[] key) {
    records.u8(DELETE).varlong(store.id(family)).block(key);
    count++;
  }

  boolean isEmpty() {
    return count == 0;
  }

  /** Bytes that were written before, by their place. */
  byte[] copy(int from, int length) {
    return records.toBytes(from, length);
  }

  /** The caller closes it. */
  WriteBatch toWriteBatch() throws RocksDBException {
    return new WriteBatch(toBytes());
  }

  byte[] toBytes() {
    records.u32At(COUNT_AT, Integer.reverseBytes(count));
    return records.toBytes();
  }
}
