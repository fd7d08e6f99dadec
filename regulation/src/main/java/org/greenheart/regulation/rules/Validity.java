// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.rules;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The days on whose data a rule is applied. Immutable.
 *
 * @param from first day; null: since ever
 * @param to last day, itself included; null: still in force
 */
public record Validity(@Nullable LocalDate from, @Nullable LocalDate to) {
  public static final Validity ALWAYS = new Validity(null, null);

  public Validity {
    if (from != null && to != null && to.isBefore(from)) {
      throw new IllegalArgumentException(
          "a rule valid from %s must not end before, on %s".formatted(from, to));
    }
  }

  public boolean covers(LocalDate day) {
    return (from == null || !day.isBefore(from)) && (to == null || !day.isAfter(to));
  }

  /** Whether some day is covered by both. */
  public boolean overlaps(Validity other) {
    return !endsBefore(to, other.from) && !endsBefore(other.to, from);
  }

  private static boolean endsBefore(@Nullable LocalDate end, @Nullable LocalDate start) {
    return end != null && start != null && end.isBefore(start);
  }

  @Override
  public String toString() {
    return (from == null ? "…" : from) + " to " + (to == null ? "…" : to);
  }
}
