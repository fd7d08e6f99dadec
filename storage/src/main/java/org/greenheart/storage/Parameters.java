// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The further fields of a row: an unmodifiable map of few entries in the order given. It is two
 * arrays, and look-ups go through them: there are very many rows, and as hash maps their fields
 * were most of what the intake allocated. Immutable and thread-safe.
 */
public final class Parameters extends AbstractMap<String, Value> {
  /** Beyond, going through all keys costs more than hashing. */
  private static final int MOST = 16;

  private final String[] keys;
  private final Value[] values;

  private Parameters(String[] keys, Value[] values) {
    this.keys = keys;
    this.values = values;
  }

  /**
   * The entries of two arrays, which are copied.
   *
   * @param count how many entries they begin with; keys must differ
   */
  public static Map<String, Value> of(String[] keys, Value[] values, int count) {
    return owning(Arrays.copyOf(keys, count), Arrays.copyOf(values, count));
  }

  /**
   * The entries of two arrays of the same length, which belong to the map from now on.
   *
   * @param keys must differ
   */
  public static Map<String, Value> owning(String[] keys, Value[] values) {
    if (keys.length != values.length) {
      throw new IllegalArgumentException(
          "keys (%s) must be as many as values (%s)".formatted(keys.length, values.length));
    }
    if (keys.length == 0) {
      return Map.of();
    }
    Parameters map = new Parameters(keys, values);
    return keys.length <= MOST ? map : Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }

  /** An unmodifiable map of the same entries in the same order; the same one if it is one. */
  public static Map<String, Value> copyOf(Map<String, Value> map) {
    if (map.isEmpty()) {
      return Map.of();
    }
    if (map instanceof Parameters) {
      return map;
    }
    if (map.size() > MOST) {
      return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }
    return new Parameters(map.keySet().toArray(String[]::new), map.values().toArray(Value[]::new));
  }

  private int indexOf(@Nullable Object key) {
    for (int i = 0; i < keys.length; i++) {
      if (keys[i].equals(key)) {
        return i;
      }
    }
    return -1;
  }

  @Override
  public int size() {
    return keys.length;
  }

  @Override
  public boolean isEmpty() {
    return false;
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    return indexOf(key) >= 0;
  }

  @Override
  public @Nullable Value get(@Nullable Object key) {
    int index = indexOf(key);
    return index < 0 ? null : values[index];
  }

  @Override
  public void forEach(BiConsumer<? super String, ? super Value> action) {
    for (int i = 0; i < keys.length; i++) {
      action.accept(keys[i], values[i]);
    }
  }

  @Override
  public Set<Entry<String, Value>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public int size() {
        return keys.length;
      }

      @Override
      public Iterator<Entry<String, Value>> iterator() {
        return new Iterator<>() {
          private int next;

          @Override
          public boolean hasNext() {
            return next < keys.length;
          }

          @Override
          public Entry<String, Value> next() {
            if (next == keys.length) {
              throw new NoSuchElementException();
            }
            int index = next++;
            return new SimpleImmutableEntry<>(keys[index], values[index]);
          }
        };
      }
    };
  }
}
