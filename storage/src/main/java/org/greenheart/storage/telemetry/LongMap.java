// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.telemetry;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A map from numbers to objects that neither boxes its keys nor links its entries: a look-up mostly
 * touches one place in each of two arrays. What was put can be replaced but not taken out. Not
 * thread-safe.
 */
final class LongMap<V> {
  /** Something to do with an entry. */
  interface Action<V> {
    void on(long key, V value);
  }

  private static final int LEAST = 16;

  /** Spreads keys that follow each other over the table (2^64 divided by the golden ratio). */
  private static final long SPREAD = 0x9E37_79B9_7F4A_7C15L;

  private long[] keys = new long[LEAST];

  /** Null where the table is free. */
  private @Nullable Object[] values = new @Nullable Object[LEAST];

  private int size;

  /** Where the key stands, or the free place where it belongs. */
  private int place(long key) {
    int mask = keys.length - 1;
    int place = mask & (int) ((key * SPREAD) >>> 32);
    while (values[place] != null && keys[place] != key) {
      place = (place + 1) & mask;
    }
    return place;
  }

  @SuppressWarnings("unchecked") // only put() fills the table
  @Nullable V get(long key) {
    return (V) values[place(key)];
  }

  void put(long key, V value) {
    int place = place(key);
    if (values[place] == null) {
      if (2 * (size + 1) > keys.length) {
        grow();
        place = place(key);
      }
      size++;
    }
    keys[place] = key;
    values[place] = value;
  }

  private void grow() {
    long[] oldKeys = keys;
    @Nullable Object[] oldValues = values;
    keys = new long[2 * oldKeys.length];
    values = new @Nullable Object[keys.length];
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldValues[i] != null) {
        int place = place(oldKeys[i]);
        keys[place] = oldKeys[i];
        values[place] = oldValues[i];
      }
    }
  }

  int size() {
    return size;
  }

  /** The keys, smallest first. */
  long[] sortedKeys() {
    long[] sorted = new long[size];
    int count = 0;
    for (int i = 0; i < keys.length; i++) {
      if (values[i] != null) {
        sorted[count++] = keys[i];
      }
    }
    Arrays.sort(sorted);
    return sorted;
  }

  @SuppressWarnings("unchecked") // only put() fills the table
  void forEach(Action<? super V> action) {
    for (int i = 0; i < keys.length; i++) {
      Object value = values[i];
      if (value != null) {
        action.on(keys[i], (V) value);
      }
    }
  }
}
