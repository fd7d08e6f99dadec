// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.air;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.stream.Collectors;
import org.greenheart.regulation.rules.Basis;

/**
 * What starts a warning: all its conditions together. Immutable.
 *
 * @param conditions at least one
 */
public record AlertTrigger(AlertLevel level, List<Condition> conditions, Basis basis) {

  /**
   * The forecast index stays above a number.
   *
   * @param above exclusive
   * @param hours at least so long, in whole days
   */
  public record Condition(int above, int hours) {
    public Condition {
      if (hours < 24 || hours % 24 != 0) {
        throw new IllegalArgumentException("hours (%s) must be whole days".formatted(hours));
      }
    }

    /** {@code AQI > 150 ≥ 48 h}. */
    @Override
    public String toString() {
      return "AQI > %s ≥ %s h".formatted(above, hours);
    }
  }

  public AlertTrigger {
    requireNonNull(level, "level is null");
    requireNonNull(basis, "basis is null");
    conditions = List.copyOf(conditions);
    if (conditions.isEmpty()) {
      throw new IllegalArgumentException("a trigger must have a condition");
    }
  }

  /** {@code AQI > 200 ≥ 72 h & AQI > 300 ≥ 24 h}. */
  @Override
  public String toString() {
    return conditions.stream().map(Condition::toString).collect(Collectors.joining(" & "));
  }
}
