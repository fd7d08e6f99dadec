// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.simulator;

import java.time.Duration;
import java.util.Map;

/** One row of a city file, by its heads. */
record Row(String file, Map<String, String> cells) {
  Row {
    cells = Map.copyOf(cells);
  }

  String text(String head) {
    String value = cells.get(head);
    if (value == null) {
      throw new IllegalArgumentException("%s must have the column %s".formatted(file, head));
    }
    return value;
  }

  double number(String head) {
    return Double.parseDouble(text(head));
  }

  /** ISO-8601; empty is zero. */
  Duration duration(String head) {
    return text(head).isEmpty() ? Duration.ZERO : Duration.parse(text(head));
  }
}
