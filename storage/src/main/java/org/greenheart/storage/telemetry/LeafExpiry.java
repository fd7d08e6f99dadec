// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.telemetry;

import java.util.ArrayList;
import java.util.List;
import org.greenheart.storage.Observation;
import org.greenheart.storage.TimeRange;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;

/**
 * Deletes the old rows of one chunk with what stands over it. Confined to the committer's thread.
 *
 * @param end of the time that is looked at: behind the chunk's last row, not behind the next
 *     chunk's start
 */
record LeafExpiry(Change.Writing writing, RowExpiry expiry, ChunkScan.Leaf leaf, long end) {
  RowExpiry.Portion make() throws RocksDBException {
    List<OverlayScan.Entry> over = over();
    RowExpiry.@Nullable Portion portion =
        over.isEmpty() && expiry.goesWhole(leaf.chunk().head())
            ? remove(List.of(), leaf.chunk().head().count(), over, List.of())
            : null;
    if (portion == null) {
      List<Observation> old = new ArrayList<>();
      List<Observation> rows = Folding.merge(leaf.chunk(), over, expiry::stays, old);
      portion = remove(rows, old.size(), over, old);
    }
    return portion;
  }

  private List<OverlayScan.Entry> over() {
    List<OverlayScan.Entry> over = new ArrayList<>();
    TimeRange range = new TimeRange(leaf.startMicros(), end);
    try (OverlayScan overlay =
        new OverlayScan(writing.store(), null, expiry.datastream(), range, Order.OLDEST_FIRST)) {
      for (OverlayScan.Entry entry = overlay.peek(); entry != null; entry = overlay.peek()) {
        over.add(entry);
        overlay.advance();
      }
    }
    return over;
  }

  /**
   * @param rows what stays of the chunk and of what stands over it
   * @param gone how many rows go
   * @param old those of them whose ids may have to be deleted
   */
  private RowExpiry.Portion remove(
      List<Observation> rows, long gone, List<OverlayScan.Entry> over, List<Observation> old)
      throws RocksDBException {
    Long next = end < expiry.before() ? end : null;
    if (gone == 0) {
      return new RowExpiry.Portion(0, next);
    }
    long datastream = expiry.datastream();
    Store store = writing.store();
    Head head = writing.remembered().head(store, datastream);
    Batch batch = new Batch(store);
    old.forEach(row -> Drop.deleteId(batch, row));
    long late = 0;
    for (OverlayScan.Entry entry : over) {
      batch.delete(Family.ROWS, Keys.row(entry.key()));
      late += head.isLate(entry.key()) ? 1 : 0;
    }
    batch.delete(Family.CHUNKS, Keys.chunk(datastream, leaf.startMicros()));
    Folding packed = Folding.ofRows(datastream, leaf.startMicros(), rows);
    packed.putChunks(batch);
    Head less =
        head.deleted(gone, -over.size(), -late).sealed(0, head.late() - late, packed.lastSealed());
    less = withEnds(store, head, less, rows);
    batch.put(Family.HEADS, Keys.datastream(datastream), less.encode());
    writing.write(batch, false);
    writing.remembered().heads.put(datastream, less);
    return new RowExpiry.Portion(gone, next);
  }

  /** The oldest and the newest row may be among those that go. */
  private Head withEnds(Store store, Head before, Head less, List<Observation> rows) {
    if (less.isEmpty()) {
      return less;
    }
    Head ends = less;
    if (before.firstMicros() >= leaf.startMicros()) {
      Observation first =
          rows.isEmpty()
              ? first(store, new TimeRange(end, Long.MAX_VALUE), Order.OLDEST_FIRST)
              : rows.getFirst();
      ends = first == null ? ends : ends.withFirst(first.key().startMicros());
    }
    if (before.newestMicros() < end && before.newestMicros() >= leaf.startMicros()) {
      Observation newest =
          rows.isEmpty()
              ? first(store, new TimeRange(Long.MIN_VALUE, leaf.startMicros()), Order.NEWEST_FIRST)
              : rows.getLast();
      ends = newest == null ? ends : ends.withNewest(newest);
    }
    return ends;
  }

  private @Nullable Observation first(Store store, TimeRange range, Order order) {
    if (range.isEmpty()) {
      return null;
    }
    try (RowScan scan = RowScan.of(store, expiry.datastream(), range, order)) {
      return scan.next();
    }
  }
}
