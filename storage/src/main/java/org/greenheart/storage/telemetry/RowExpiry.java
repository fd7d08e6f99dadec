// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.telemetry;

import java.util.ArrayList;
import java.util.Collection;
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
 * @param from where to go on
 */
record RowExpiry(long datastream, long from, long before, List<TimeRange> held)
    implements Change<RowExpiry.Portion> {
  private static final int PORTION = 2000;

  RowExpiry {
    held = List.copyOf(held);
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
    Store store = writing.store();
    List<RowKey> old = new ArrayList<>();
    Long next = null;
    try (RowScan rows =
        RowScan.of(store, datastream, new TimeRange(from, before), Order.OLDEST_FIRST)) {
      for (Observation row = rows.next(); row != null; row = rows.next()) {
        // Not in the middle of rows of one start: the next portion begins with a start.
        if (old.size() >= PORTION && row.key().startMicros() != old.getLast().startMicros()) {
          next = row.key().startMicros();
          break;
        }
        if (!isHeld(row)) {
          old.add(row.key());
        }
      }
    }
    Group group = new Group(store, writing.remembered());
    group.erase(old);
    Batch batch = group.toBatch();
    if (!batch.isEmpty()) {
      writing.write(batch, true);
      group.remember();
    }
    return new Portion(old.size(), next);
  }

  private boolean isHeld(Observation row) {
    return row.byHand() || held.stream().anyMatch(range -> range.contains(row.key().startMicros()));
  }
}
