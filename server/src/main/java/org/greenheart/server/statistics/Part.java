// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.statistics;

import static java.util.Objects.requireNonNull;

import org.greenheart.storage.Decimal;
import org.greenheart.storage.Observation;
import org.jspecify.annotations.Nullable;

/**
 * One value that a period is made of.
 *
 * @param row the value as it stands
 * @param minutes how many minutes of the period it speaks for, above 0
 * @param flow the flow of the same time, null where it is not known
 */
record Part(Observation row, int minutes, @Nullable Decimal flow) {
  /** HJ 212-2017 table 8: the one mark under which a value is a plain measurement. */
  static final String NORMAL = "N";

  /** HJ 212-2017 table 8: the source stood still. */
  static final String STOPPED = "F";

  Part {
    requireNonNull(row, "row is null");
    if (minutes < 1) {
      throw new IllegalArgumentException("minutes (%s) must be positive".formatted(minutes));
    }
  }

  @Nullable Decimal value() {
    return row.result() instanceof Decimal number ? number : null;
  }

  /** Whether it takes part: a number that no mark sets aside (no mark counts as normal). */
  boolean counts() {
    return value() != null && (row.flag() == null || row.flag().equals(NORMAL));
  }

  @Nullable Decimal parameter(String name) {
    return row.parameters().get(name) instanceof Decimal number ? number : null;
  }
}
