// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.telemetry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.greenheart.storage.Observation;
import org.greenheart.storage.RowKey;
import org.greenheart.storage.TimeRange;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksIterator;
import org.rocksdb.Snapshot;

/**
 * Finds many rows at once, in the order of their keys: the overlay is gone through from one to the
 * next, and of those that are packed, all of a stretch are unpacked together. As with {@link
 * RowLookup} the overlay goes first. Stateless.
 */
final class ManyRows {
  /** So many entries of the overlay are passed over before the next key is searched for. */
  private static final int PASSED_OVER = 4;

  /** Rows of a datastream so near to each other are read together. */
  private static final long NEAR_MICROS = 24L * 3600 * 1_000_000;

  private static final Comparator<RowKey> BY_KEY = Comparator.naturalOrder();

  private ManyRows() {}

  /** The rows as they are now, in the places of their keys; null for one that is not there. */
  static @Nullable Observation[] find(Store store, List<RowKey> keys) {
    @Nullable Observation[] found = new @Nullable Observation[keys.size()];
    Integer[] order = new Integer[keys.size()];
    Arrays.setAll(order, place -> place);
    Arrays.sort(order, (a, b) -> BY_KEY.compare(keys.get(a), keys.get(b)));
    List<Integer> packed = new ArrayList<>();
    try (RocksIterator entries = store.iterator(Family.ROWS)) {
      Overlay overlay = new Overlay(entries);
      for (int place : order) {
        RowKey key = keys.get(place);
        byte[] value = overlay.at(key);
        if (value == null) {
          packed.add(place);
        } else if (!RowCodec.isDeleted(value)) {
          found[place] = RowCodec.decode(key, value);
        }
      }
    }
    unpack(store, keys, packed, found);
    return found;
  }

  /** The overlay, gone through forwards. */
  private static final class Overlay {
    private final RocksIterator entries;
    private @Nullable RowKey here;
    private boolean ended;

    Overlay(RocksIterator entries) {
      this.entries = entries;
    }

    /** Null when there is nothing over the chunks. */
    byte @Nullable [] at(RowKey key) {
      for (int i = 0; here != null && i < PASSED_OVER && here.compareTo(key) < 0; i++) {
        entries.next();
        look();
      }
      if (!ended && (here == null || here.compareTo(key) < 0)) {
        entries.seek(Keys.row(key));
        look();
      }
      return key.equals(here) ? entries.value() : null;
    }

    private void look() {
      ended = !Store.isValid(entries);
      here = ended ? null : Keys.row(entries.key());
    }
  }

  private static void unpack(
      Store store, List<RowKey> keys, List<Integer> packed, @Nullable Observation[] found) {
    int from = 0;
    while (from < packed.size()) {
      int to = from + 1;
      while (to < packed.size() && isNear(keys.get(packed.get(to - 1)), keys.get(packed.get(to)))) {
        to++;
      }
      if (to - from == 1) {
        int place = packed.get(from);
        found[place] = RowLookup.find(store, keys.get(place));
      } else {
        unpackStretch(store, keys, packed.subList(from, to), found);
      }
      from = to;
    }
  }

  private static boolean isNear(RowKey one, RowKey next) {
    return one.datastream() == next.datastream()
        && next.startMicros() - one.startMicros() <= NEAR_MICROS;
  }

  private static void unpackStretch(
      Store store, List<RowKey> keys, List<Integer> places, @Nullable Observation[] found) {
    RowKey first = keys.get(places.getFirst());
    RowKey last = keys.get(places.getLast());
    Map<RowKey, Observation> rows = new HashMap<>();
    TimeRange range = new TimeRange(first.startMicros(), last.startMicros() + 1);
    try (Snapshot now = store.db().getSnapshot()) {
      try (RowScan scan = RowScan.of(store, now, first.datastream(), range, Order.OLDEST_FIRST)) {
        for (Observation row = scan.next(); row != null; row = scan.next()) {
          rows.put(row.key(), row);
        }
      } finally {
        store.db().releaseSnapshot(now);
      }
    }
    for (int place : places) {
      found[place] = rows.get(keys.get(place));
    }
  }
}
