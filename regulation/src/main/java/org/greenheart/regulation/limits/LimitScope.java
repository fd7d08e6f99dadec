// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.limits;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where a limit applies. An empty text says: no matter which. Immutable.
 *
 * @param holder the outlet of a permit limit; empty for a standard
 * @param standard {@code GB 3095-2026}; for a permit limit the permit's number
 * @param point where it is measured: {@code stack}, {@code boundary}, {@code outlet}
 * @param grade class, grade or zone: {@code L2}, {@code 1A}, {@code III}, {@code zone 2}
 * @param facility {@code kiln}; several: {@code making/repair}
 * @param fuel {@code coal}; several: {@code oil/gas}
 * @param region {@code general} or {@code special} (特别排放限值)
 * @param condition what else must be so, parts divided by {@code ;}: {@code new; h=15m}, {@code
 *     T>12C}
 */
public record LimitScope(
    Level level,
    String holder,
    String standard,
    Medium medium,
    String point,
    String grade,
    String facility,
    String fuel,
    String region,
    String condition) {
  public LimitScope {
    requireNonNull(level, "level is null");
    requireNonNull(medium, "medium is null");
    requireNonNull(point, "point is null");
    requireNonNull(grade, "grade is null");
    requireNonNull(facility, "facility is null");
    requireNonNull(fuel, "fuel is null");
    requireNonNull(region, "region is null");
    requireNonNull(condition, "condition is null");
    if (standard.isBlank()) {
      throw new IllegalArgumentException("a limit must name its standard or permit");
    }
    if (holder.isBlank() == (level == Level.PERMIT)) {
      throw new IllegalArgumentException(
          "a permit's limit, and no other, must name its outlet: level %s, outlet (%s)"
              .formatted(level.word(), holder));
    }
  }

  /** Of a permit: it holds for one outlet, whatever burns there. */
  public static LimitScope permit(String outlet, String permit, Medium medium) {
    return new LimitScope(Level.PERMIT, outlet, permit, medium, "", "", "", "", "", "");
  }

  /** The parts of the condition. */
  List<String> conditions() {
    return condition.isEmpty()
        ? List.of()
        : Stream.of(condition.split(";", -1)).map(String::strip).toList();
  }

  /** What tells it from other limits of the same standard: {@code kiln, coal}. */
  public String distinction() {
    return Stream.of(point, grade, facility, fuel, region, condition)
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(", "));
  }
}
