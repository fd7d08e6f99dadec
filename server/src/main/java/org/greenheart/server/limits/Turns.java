// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.limits;

import java.time.LocalDate;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** Days on which something begins, or has just ended. */
final class Turns {
  private Turns() {}

  /**
   * Adds those of a span of days, both included.
   *
   * @param from null: since ever
   * @param to null: for ever
   */
  static void add(SortedSet<LocalDate> turns, @Nullable LocalDate from, @Nullable LocalDate to) {
    if (from != null) {
      turns.add(from);
    }
    if (to != null && to.isBefore(LocalDate.MAX)) {
      turns.add(to.plusDays(1));
    }
  }
}
