// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.telemetry;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.greenheart.storage.Observation;
import org.greenheart.storage.TimeRange;
import org.jspecify.annotations.Nullable;
import org.rocksdb.Snapshot;

/**
 * Reads rows of one datastream in order: those of the chunks, with what stands over them. Close it.
 * Not thread-safe; runs within a use of {@link Disk}.
 */
final class RowScan implements AutoCloseable {
  private final Sources sources;
  private final TimeRange range;
  private final Order order;
  private OverlayScan.@Nullable Entry overlaid;
  private @Nullable Chunk chunk;
  private int place;
  private int current;
  private int end;

  private RowScan(
      Store store, @Nullable Snapshot snapshot, long datastream, TimeRange range, Order order) {
    this.range = range;
    this.order = order;
    sources = new Sources(store, snapshot, datastream, range, order);
  }

  /** All rows as they are now; for the committer, under which nothing changes. */
  static RowScan of(Store store, long datastream, Order order) {
    return new RowScan(store, null, datastream, TimeRange.ALL, order);
  }

  /** Rows of a range, which must not be empty, as they are now; for the committer. */
  static RowScan of(Store store, long datastream, TimeRange range, Order order) {
    return new RowScan(store, null, datastream, range, order);
  }

  /** Rows of a range, which must not be empty, as they were when the snapshot was taken. */
  static RowScan of(Store store, Snapshot snapshot, long datastream, TimeRange range, Order order) {
    return new RowScan(store, snapshot, datastream, range, order);
  }

  /** The next row; null at the end. */
  @Nullable Observation next() {
    if (!advance()) {
      return null;
    }
    return overlaid != null ? overlaid.row() : requireNonNull(chunk).row(current);
  }

  /** Runs of the flags of all rows that are left; for a scan of oldest first. */
  List<FlagRun> flags() {
    FlagRun.Gathering runs = new FlagRun.Gathering();
    while (advance()) {
      if (overlaid != null) {
        runs.add(overlaid.key().startMicros(), overlaid.row().flag());
      } else {
        Chunk sealed = requireNonNull(chunk);
        runs.add(sealed.starts()[current], sealed.flag(current));
      }
    }
    return runs.done();
  }

  /** Goes to the next row, which {@code overlaid} or else the chunk has; false at the end. */
  private boolean advance() {
    overlaid = null;
    while (true) {
      Chunk sealed = sealed();
      OverlayScan.Entry entry = sources.peekOverlay();
      if (entry == null) {
        return sealed != null && advanceSealed();
      }
      int compared = sealed == null ? -1 : entry.key().compareTo(sealed.key(place));
      if (compared != 0 && order == Order.NEWEST_FIRST && sealed != null) {
        compared = -compared;
      }
      if (compared > 0 && sealed != null) {
        return advanceSealed();
      }
      if (compared == 0 && sealed != null) {
        place += step();
      }
      sources.advanceOverlay();
      if (!entry.isDeleted()) {
        overlaid = entry;
        return true;
      }
    }
  }

  private boolean advanceSealed() {
    current = place;
    place += step();
    return true;
  }

  private int step() {
    return switch (order) {
      case OLDEST_FIRST -> 1;
      case NEWEST_FIRST -> -1;
    };
  }

  /** The chunk whose row at {@code place} comes next; null when there are no more. */
  private @Nullable Chunk sealed() {
    while (chunk == null || place == end) {
      ChunkScan.Leaf leaf = sources.nextLeaf();
      if (leaf == null) {
        chunk = null;
        return null;
      }
      Chunk next = leaf.chunk();
      int from = next.firstFrom(range.fromMicros());
      int to = next.firstFrom(range.toMicros());
      chunk = next;
      switch (order) {
        case OLDEST_FIRST -> {
          place = from;
          end = to;
        }
        case NEWEST_FIRST -> {
          place = to - 1;
          end = from - 1;
        }
      }
    }
    return chunk;
  }

  @Override
  public void close() {
    sources.close();
  }
}
