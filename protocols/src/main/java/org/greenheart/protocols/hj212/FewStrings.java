// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.protocols.hj212;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A set of strings that mostly stay few: then it is an array that is gone through, and hashes only
 * once a hostile frame brings more. Not thread-safe.
 */
final class FewStrings {
  private static final int FEW = 16;

  private String[] few = {};
  private int size;
  private @Nullable Set<String> many;

  /** False when it was there already. */
  boolean add(String text) {
    if (many != null) {
      return many.add(text);
    }
    if (contains(text)) {
      return false;
    }
    if (size == FEW) {
      many = new HashSet<>(Arrays.asList(few));
      return many.add(text);
    }
    if (size == few.length) {
      few = Arrays.copyOf(few, size == 0 ? 8 : FEW);
    }
    few[size++] = text;
    return true;
  }

  boolean contains(String text) {
    if (many != null) {
      return many.contains(text);
    }
    for (int i = 0; i < size; i++) {
      if (few[i].equals(text)) {
        return true;
      }
    }
    return false;
  }

  void clear() {
    size = 0;
    many = null;
  }
}
