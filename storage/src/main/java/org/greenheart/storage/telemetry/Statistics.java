// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.telemetry;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.Observation;
import org.greenheart.storage.TimeRange;
import org.rocksdb.Snapshot;

/** Counts and sums of rows. Stateless. */
final class Statistics {
  private Statistics() {}

  static long count(Store store, long datastream, TimeRange range) {
    Snapshot snapshot = store.db().getSnapshot();
    try (RowScan scan = RowScan.of(store, snapshot, datastream, range, Order.OLDEST_FIRST)) {
      long count = 0;
      while (scan.next() != null) {
        count++;
      }
      return count;
    } finally {
      store.db().releaseSnapshot(snapshot);
      snapshot.close();
    }
  }

  static List<Bucket> aggregate(
      Store store, long datastream, TimeRange range, Stretches stretches) {
    List<Bucket> buckets = new ArrayList<>();
    Snapshot snapshot = store.db().getSnapshot();
    try (RowScan scan = RowScan.of(store, snapshot, datastream, range, Order.OLDEST_FIRST)) {
      for (Observation row = scan.next(); row != null; row = scan.next()) {
        if (row.result() instanceof Decimal number) {
          add(buckets, stretches.startOf(row.key().startMicros()), number);
        }
      }
      return buckets;
    } finally {
      store.db().releaseSnapshot(snapshot);
      snapshot.close();
    }
  }

  private static void add(List<Bucket> buckets, long start, Decimal number) {
    BigDecimal exact = number.toBigDecimal();
    Bucket last = buckets.isEmpty() ? null : buckets.getLast();
    if (last == null || last.startMicros() != start) {
      buckets.add(new Bucket(start, 1, number, number, exact));
      return;
    }
    buckets.set(
        buckets.size() - 1,
        new Bucket(
            start,
            last.count() + 1,
            number.compareTo(last.min()) < 0 ? number : last.min(),
            number.compareTo(last.max()) > 0 ? number : last.max(),
            last.sum().add(exact)));
  }
}
