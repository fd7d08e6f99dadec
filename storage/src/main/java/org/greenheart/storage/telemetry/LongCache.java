// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.telemetry;

import org.jspecify.annotations.Nullable;

/**
 * Remembers what was asked for lately, by numbers. There are two generations: what is asked for
 * moves into the young one; when that is full it becomes the old one, and the old one is forgotten.
 * So the last half of what fits is always there, and nothing has to be kept in order of use. Not
 * thread-safe.
 */
final class LongCache<V> {
  private final int mostInGeneration;
  private LongMap<V> young = new LongMap<>();
  private LongMap<V> old = new LongMap<>();

  /**
   * @param most how many are remembered at most, at least 2
   */
  LongCache(int most) {
    mostInGeneration = most / 2;
  }

  @Nullable V get(long key) {
    V value = young.get(key);
    if (value == null) {
      value = old.get(key);
      if (value != null) {
        put(key, value);
      }
    }
    return value;
  }

  void put(long key, V value) {
    if (young.size() >= mostInGeneration && young.get(key) == null) {
      old = young;
      young = new LongMap<>();
    }
    young.put(key, value);
  }
}
