// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.production;

import java.util.Map;

/** What products are counted in, as people write it. */
final class CountedIn {
  private static final Map<String, String> WORDS =
      Map.of("吨", "t", "pieces", "piece", "件", "piece", "m²", "m2", "㎡", "m2", "平方米", "m2");

  private CountedIn() {}

  /** {@code t}, {@code piece} or {@code m2}; what is none of them as it was written. */
  static String word(String written) {
    return WORDS.getOrDefault(written, written);
  }
}
