// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.energy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.greenheart.regulation.rules.Exact;
import org.greenheart.storage.TimeRange;

/** Arithmetic of stretches of time: lists of ranges, none of them empty. */
final class Stretches {
  private Stretches() {}

  /** What two ranges have in common; none or one. */
  static List<TimeRange> common(TimeRange one, TimeRange other) {
    TimeRange both =
        new TimeRange(
            Math.max(one.fromMicros(), other.fromMicros()),
            Math.min(one.toMicros(), other.toMicros()));
    return both.isEmpty() ? List.of() : List.of(both);
  }

  static List<TimeRange> common(List<TimeRange> some, List<TimeRange> others) {
    return without(some, without(some, others));
  }

  static List<TimeRange> without(List<TimeRange> whole, List<TimeRange> taken) {
    List<TimeRange> left = whole;
    for (TimeRange each : taken) {
      left = without(left, each);
    }
    return left;
  }

  private static List<TimeRange> without(List<TimeRange> whole, TimeRange taken) {
    List<TimeRange> left = new ArrayList<>();
    for (TimeRange each : whole) {
      left.add(new TimeRange(each.fromMicros(), Math.min(each.toMicros(), taken.fromMicros())));
      left.add(new TimeRange(Math.max(each.fromMicros(), taken.toMicros()), each.toMicros()));
    }
    left.removeIf(TimeRange::isEmpty);
    return List.copyOf(left);
  }

  /** Which part of a range some stretches within it are, 0 to 1. */
  static BigDecimal share(List<TimeRange> part, TimeRange whole) {
    long micros = part.stream().mapToLong(Stretches::micros).sum();
    return micros == micros(whole)
        ? BigDecimal.ONE
        : Exact.divide(BigDecimal.valueOf(micros), BigDecimal.valueOf(micros(whole)));
  }

  private static long micros(TimeRange range) {
    return range.toMicros() - range.fromMicros();
  }
}
