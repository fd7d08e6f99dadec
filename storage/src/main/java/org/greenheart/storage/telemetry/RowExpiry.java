// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.telemetry;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.greenheart.storage.Observation;
import org.greenheart.storage.RowKey;
import org.greenheart.storage.TimeRange;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;

/**
 * Deletes old rows of a datastream in portions, each one change of the committer's: since nobody
 * else writes meanwhile, counts stay exact, and arrivals are kept between portions.
 *
 * <p>A portion is a chunk with what stands over it, or some rows between chunks. A chunk of which
 * nothing has to stay goes without being unpacked; one of which something stays is packed anew.
 *
 * @param from where to go on
 * @param before rows that start at this time or later stay
 * @param held starts of rows that stay
 */
record RowExpiry(long datastream, long from, long before, List<TimeRange> held)
    implements Change<RowExpiry.Portion> {
  private static final int PORTION = 2000;

  RowExpiry {
    held = disjoint(held);
  }

  /** In order and without overlap, so that one look tells whether a row is held. */
  private static List<TimeRange> disjoint(List<TimeRange> ranges) {
    List<TimeRange> disjoint = new ArrayList<>(ranges.size());
    for (TimeRange range :
        ranges.stream().sorted(Comparator.comparingLong(TimeRange::fromMicros)).toList()) {
      TimeRange last = disjoint.isEmpty() ? null : disjoint.getLast();
      if (last != null && range.fromMicros() <= last.toMicros()) {
        disjoint.set(
            disjoint.size() - 1,
            new TimeRange(last.fromMicros(), Math.max(last.toMicros(), range.toMicros())));
      } else if (!range.isEmpty()) {
        disjoint.add(range);
      }
    }
    return List.copyOf(disjoint);
  }

  /**
   * @param next start at which the next portion goes on; null when all is done
   */
  record Portion(long deleted, @Nullable Long next) {}

  static long expire(
      Committer committer, long datastream, long before, Collection<TimeRange> held) {
    long deleted = 0;
    Long next = Long.MIN_VALUE;
    while (next != null && next < before) {
      Portion portion =
          Futures.join(
              committer.change(new RowExpiry(datastream, next, before, List.copyOf(held))));
      deleted += portion.deleted();
      next = portion.next();
    }
    return deleted;
  }

  @Override
  public Portion make(Change.Writing writing) throws RocksDBException {
    writing.remembered().watches.forEach(watch -> watch.touched(datastream));
    ChunkScan.Leaf leaf;
    ChunkScan.Leaf next;
    try (ChunkScan chunks =
        new ChunkScan(
            writing.store(),
            null,
            datastream,
            new TimeRange(from, Long.MAX_VALUE),
            Order.OLDEST_FIRST)) {
      leaf = chunks.next();
      next = chunks.next();
    }
    if (leaf == null || leaf.startMicros() > from) {
      return unsealed(writing, leaf == null ? before : Math.min(leaf.startMicros(), before));
    }
    long last = leaf.chunk().head().lastMicros();
    long end = Math.max(before, last + 1);
    if (next != null) {
      end = Math.min(end, next.startMicros());
    }
    return new LeafExpiry(writing, this, leaf, end).make();
  }

  /** Rows of a time for which there is no chunk. */
  private Portion unsealed(Change.Writing writing, long to) throws RocksDBException {
    Store store = writing.store();
    List<RowKey> old = new ArrayList<>();
    Long next = to < before ? to : null;
    if (from < to) {
      try (OverlayScan rows =
          new OverlayScan(store, null, datastream, new TimeRange(from, to), Order.OLDEST_FIRST)) {
        for (OverlayScan.Entry row = rows.peek(); row != null; row = rows.peek()) {
          // Not in the middle of rows of one start: the next portion begins with a start.
          if (old.size() >= PORTION && row.key().startMicros() != old.getLast().startMicros()) {
            next = row.key().startMicros();
            break;
          }
          if (!row.isDeleted() && !stays(row.row())) {
            old.add(row.key());
          }
          rows.advance();
        }
      }
    }
    Group group = new Group(store, writing.remembered(), new Batch(store));
    group.erase(old);
    Batch batch = group.finish();
    if (!batch.isEmpty()) {
      writing.write(batch, false);
      group.remember();
    }
    return new Portion(old.size(), next);
  }

  boolean stays(Observation row) {
    return row.key().startMicros() >= before
        || row.byHand()
        || isHeld(row.key().startMicros(), row.key().startMicros());
  }

  /** Whether a held range has a start in common with those from the first to the last. */
  private boolean isHeld(long first, long last) {
    int low = 0;
    int high = held.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (held.get(middle).toMicros() <= first) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low < held.size() && held.get(low).fromMicros() <= last;
  }

  /** Whether a chunk can go without a look at its rows. */
  boolean goesWhole(ChunkHead head) {
    return head.lastMicros() < before
        && !head.hasByHand()
        && !head.hasOddIds()
        && !head.isNumbered()
        && !isHeld(head.firstMicros(), head.lastMicros());
  }
}
