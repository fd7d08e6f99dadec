// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.telemetry;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.greenheart.storage.Bytes;
import org.greenheart.storage.Observation;
import org.greenheart.storage.RowKey;
import org.greenheart.storage.TimeRange;
import org.jspecify.annotations.Nullable;
import org.rocksdb.Snapshot;

/**
 * Packs what stands in the overlay of one datastream into its chunks.
 *
 * <p><b>The idea.</b> Chunks lie side by side ({@link ChunkScan}). The entries of the overlay are
 * dealt out to the chunks of their times, and each chunk that gets some is unpacked, merged and
 * packed anew. New rows at the end fill the last chunk up; when it is full they begin the next one.
 * A chunk that grows too large is cut in pieces, one that is left without rows goes away. So a
 * datastream of minutes gets a chunk for about a day and a half, one of hours for about three
 * months, without either being said anywhere.
 *
 * <p>Only reads: the outcome is given to the committer. Confined to one thread.
 */
final class Folding {
  /** Rows in a chunk: fewer compress worse, more cost more to unpack for one of them. */
  static final int FULL = 2048;

  /** A chunk may grow so large before it is cut. */
  static final int TOO_LARGE = 3072;

  private final long datastream;
  private final List<Piece> written = new ArrayList<>();
  private final List<Long> deleted = new ArrayList<>();
  private final List<RowKey> folded = new ArrayList<>();
  private long lastSealed = Long.MIN_VALUE;

  private Folding(long datastream) {
    this.datastream = datastream;
  }

  /** A chunk to be written, at the start of the time that it stands for. */
  record Piece(long startMicros, Bytes value) {}

  /**
   * Folds entries that start before a time.
   *
   * @param mostEntries no more than these, but for those of one start
   */
  static Folding of(
      Store store, Snapshot snapshot, long datastream, long upToMicros, int mostEntries) {
    Folding folding = new Folding(datastream);
    List<OverlayScan.Entry> entries = entries(store, snapshot, datastream, upToMicros, mostEntries);
    if (!entries.isEmpty()) {
      folding.deal(store, snapshot, entries);
    }
    return folding;
  }

  /** Packs rows that take the place of the chunk with a start. */
  static Folding ofRows(long datastream, long startMicros, List<Observation> rows) {
    Folding folding = new Folding(datastream);
    folding.cut(startMicros, rows);
    return folding;
  }

  private static List<OverlayScan.Entry> entries(
      Store store, Snapshot snapshot, long datastream, long upToMicros, int mostEntries) {
    List<OverlayScan.Entry> entries = new ArrayList<>();
    if (upToMicros == Long.MIN_VALUE) {
      return entries;
    }
    TimeRange range = new TimeRange(Long.MIN_VALUE, upToMicros);
    try (OverlayScan overlay =
        new OverlayScan(store, snapshot, datastream, range, Order.OLDEST_FIRST)) {
      for (OverlayScan.Entry entry = overlay.peek(); entry != null; entry = overlay.peek()) {
        if (entries.size() >= mostEntries
            && entry.key().startMicros() != entries.getLast().key().startMicros()) {
          break;
        }
        entries.add(entry);
        overlay.advance();
      }
    }
    return entries;
  }

  private void deal(Store store, Snapshot snapshot, List<OverlayScan.Entry> entries) {
    TimeRange range = new TimeRange(entries.getFirst().key().startMicros(), Long.MAX_VALUE);
    try (ChunkScan chunks = new ChunkScan(store, snapshot, datastream, range, Order.OLDEST_FIRST)) {
      ChunkScan.Leaf leaf = chunks.next();
      int from = 0;
      if (leaf == null || leaf.startMicros() > entries.getFirst().key().startMicros()) {
        int to = leaf == null ? entries.size() : before(entries, 0, leaf.startMicros());
        fold(null, entries.subList(0, to));
        from = to;
      }
      while (leaf != null && from < entries.size()) {
        ChunkScan.Leaf next = chunks.next();
        int to = next == null ? entries.size() : before(entries, from, next.startMicros());
        if (to > from) {
          dealLeaf(leaf, next == null, entries.subList(from, to));
        }
        from = to;
        leaf = next;
      }
    }
  }

  private static int before(List<OverlayScan.Entry> entries, int from, long micros) {
    int to = from;
    while (to < entries.size() && entries.get(to).key().startMicros() < micros) {
      to++;
    }
    return to;
  }

  private void dealLeaf(ChunkScan.Leaf leaf, boolean isLast, List<OverlayScan.Entry> entries) {
    ChunkHead head = leaf.chunk().head();
    int within =
        isLast && head.count() >= FULL ? before(entries, 0, head.lastMicros() + 1) : entries.size();
    if (within > 0) {
      fold(leaf, entries.subList(0, within));
    }
    if (within < entries.size()) {
      fold(null, entries.subList(within, entries.size()));
    }
  }

  private void fold(ChunkScan.@Nullable Leaf leaf, List<OverlayScan.Entry> entries) {
    List<Observation> rows = merge(leaf == null ? null : leaf.chunk(), entries);
    entries.forEach(entry -> folded.add(entry.key()));
    if (leaf != null) {
      deleted.add(leaf.startMicros());
    }
    cut(leaf == null ? null : leaf.startMicros(), rows);
  }

  /** The rows of a chunk with what stands over them. */
  private static List<Observation> merge(@Nullable Chunk chunk, List<OverlayScan.Entry> entries) {
    return merge(chunk, entries, _ -> true, new ArrayList<>());
  }

  /**
   * The rows of a chunk with what stands over them.
   *
   * @param stays whether a row is wanted
   * @param others takes the rows that are not
   */
  static List<Observation> merge(
      @Nullable Chunk chunk,
      List<OverlayScan.Entry> entries,
      Predicate<Observation> stays,
      List<Observation> others) {
    List<Observation> rows = new ArrayList<>();
    int place = 0;
    int count = chunk == null ? 0 : chunk.head().count();
    for (OverlayScan.Entry entry : entries) {
      while (chunk != null && place < count && chunk.key(place).compareTo(entry.key()) < 0) {
        Observation row = chunk.row(place++);
        (stays.test(row) ? rows : others).add(row);
      }
      if (chunk != null && place < count && chunk.key(place).equals(entry.key())) {
        place++;
      }
      if (!entry.isDeleted()) {
        Observation row = entry.row();
        (stays.test(row) ? rows : others).add(row);
      }
    }
    while (chunk != null && place < count) {
      Observation row = chunk.row(place++);
      (stays.test(row) ? rows : others).add(row);
    }
    return rows;
  }

  /**
   * @param start of the first piece; null for the start of its first row
   */
  private void cut(@Nullable Long start, List<Observation> rows) {
    int from = 0;
    while (from < rows.size()) {
      int left = rows.size() - from;
      int to = left <= TOO_LARGE ? rows.size() : from + FULL;
      // Rows of one start stay together: a chunk is found by start alone.
      while (to < rows.size()
          && rows.get(to).key().startMicros() == rows.get(to - 1).key().startMicros()) {
        to++;
      }
      List<Observation> piece = rows.subList(from, to);
      long pieceStart = from == 0 && start != null ? start : piece.getFirst().key().startMicros();
      written.add(new Piece(pieceStart, Bytes.of(Chunk.encode(piece))));
      lastSealed = Math.max(lastSealed, piece.getLast().key().startMicros());
      from = to;
    }
  }

  long datastream() {
    return datastream;
  }

  /** How many entries of the overlay were folded. */
  int size() {
    return folded.size();
  }

  /** Puts the outcome into a batch; the datastream must not have changed up to here. */
  Head putTo(Batch batch, Head head) {
    long late = head.late();
    for (RowKey key : folded) {
      batch.delete(Family.ROWS, Keys.row(key));
      late -= head.isLate(key) ? 1 : 0;
    }
    for (long start : deleted) {
      batch.delete(Family.CHUNKS, Keys.chunk(datastream, start));
    }
    for (Piece piece : written) {
      batch.put(Family.CHUNKS, Keys.chunk(datastream, piece.startMicros()), piece.value().array());
    }
    Head sealed = head.sealed(folded.size(), late, lastSealed);
    batch.put(Family.HEADS, Keys.datastream(datastream), sealed.encode());
    return sealed;
  }

  void putChunks(Batch batch) {
    for (Piece piece : written) {
      batch.put(Family.CHUNKS, Keys.chunk(datastream, piece.startMicros()), piece.value().array());
    }
  }

  /** Start of the last row in the chunks written; the least number when there are none. */
  long lastSealed() {
    return lastSealed;
  }
}
