// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.cems;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.util.OptionalInt;
import org.greenheart.regulation.rules.Figure;
import org.jspecify.annotations.Nullable;

/**
 * What stands in for the amounts of a {@link Gap}. Immutable.
 *
 * @param window how many valid hours before the gap are looked at; null: the rule does not look
 * @param kgH for every hour of the gap, kg/h
 * @param totalKg for the whole gap, kg
 */
public record Substitute(@Nullable Integer window, Figure kgH, Figure totalKg) {
  public Substitute {
    requireNonNull(kgH, "kgH is null");
    requireNonNull(totalKg, "totalKg is null");
  }

  static Substitute none(Figure.Absent why) {
    return new Substitute(null, why, why);
  }

  static Substitute of(@Nullable Integer window, BigDecimal kgH, int hours) {
    return new Substitute(
        window, Figure.of(kgH), Figure.of(kgH.multiply(BigDecimal.valueOf(hours))));
  }

  /** The window, if the rule has one. */
  public OptionalInt windowValidHours() {
    return window == null ? OptionalInt.empty() : OptionalInt.of(window);
  }
}
