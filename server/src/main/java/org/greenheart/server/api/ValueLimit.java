// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.api;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.registry.Interval;

/**
 * What a value is held against.
 *
 * @param averaging the mean that it is about
 * @param basis where it comes from, such as a permit's number
 */
record ValueLimit(Decimal value, Kind kind, Interval averaging, String basis) {
  /** On which side of the limit it is broken. */
  enum Kind {
    UPPER,
    LOWER;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  ValueLimit {
    requireNonNull(value, "value is null");
    requireNonNull(kind, "kind is null");
    requireNonNull(averaging, "averaging is null");
    requireNonNull(basis, "basis is null");
  }

  boolean isBrokenBy(Decimal measured) {
    return switch (kind) {
      case UPPER -> measured.compareTo(value) > 0;
      case LOWER -> measured.compareTo(value) < 0;
    };
  }
}
