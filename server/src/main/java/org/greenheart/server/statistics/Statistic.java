// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.statistics;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.Parameters;
import org.greenheart.storage.Value;
import org.jspecify.annotations.Nullable;

/**
 * What a period comes to.
 *
 * <p>The mean is exact and then rounded by GB/T 8170 (half to even) to the finest digits among the
 * values that count. Each value weighs as long as it stands; a concentration in water weighs by the
 * flow of its time where the flow of all of them is known (HJ 212-2017 appendix D: load through
 * volume). Values that a mark sets aside take no part. A period that is not valid keeps its mean,
 * with the mark that took most of its time, or {@value #MISSING} where values are missing, so
 * nothing judges it.
 *
 * @param result the mean; null when no value counts
 * @param flag {@code N} when the period is valid
 * @param parameters min, max, count and what else is known
 */
record Statistic(@Nullable Decimal result, String flag, Map<String, Value> parameters) {
  /** HJ 75-2017: data are missing. */
  static final String MISSING = "Md";

  /** The weight of all values where the flow does not weigh them. */
  private static final Decimal EVEN = Decimal.of(1);

  Statistic {
    requireNonNull(flag, "flag is null");
    parameters = Parameters.copyOf(parameters);
  }

  /**
   * Of the parts of one period, in order of their time.
   *
   * @param enough says whether the period is valid
   * @param byFlow whether the quantity is weighed by the flow
   * @return empty when none of the parts holds a number: there is nothing to average
   */
  static Optional<Statistic> of(
      Period period, EnoughData enough, boolean byFlow, List<Part> parts) {
    if (parts.stream().allMatch(part -> part.value() == null)) {
      return Optional.empty();
    }
    List<Part> counted = parts.stream().filter(Part::counts).toList();
    int minutes = counted.stream().mapToInt(Part::minutes).sum();
    Map<String, Value> parameters = new LinkedHashMap<>();
    Decimal result = mean(counted, byFlow, Part::value);
    if (result != null) {
      put(parameters, "min", extreme(counted, "min", -1));
      put(parameters, "max", extreme(counted, "max", 1));
      put(parameters, "total", total(counted));
      put(parameters, "corrected", mean(counted, byFlow, part -> part.parameter("corrected")));
    }
    parameters.put("count", Decimal.of(counted.size()));
    boolean valid =
        switch (period) {
          case HOUR -> {
            parameters.put("validMinutes", Decimal.of(minutes));
            yield enough.ofHour(minutes);
          }
          case DAY -> enough.ofDay(counted.size(), stopped(parts));
        };
    return Optional.of(
        new Statistic(
            result,
            valid && result != null ? Part.NORMAL : mark(period, parts, minutes),
            parameters));
  }

  private static int stopped(List<Part> hours) {
    return (int) hours.stream().filter(hour -> Part.STOPPED.equals(hour.row().flag())).count();
  }

  private static String mark(Period period, List<Part> parts, int counted) {
    Map<String, Integer> minutes = new TreeMap<>();
    int present = counted;
    for (Part part : parts) {
      String flag = part.row().flag();
      if (!part.counts() && flag != null && !flag.equals(Part.NORMAL)) {
        minutes.merge(flag, part.minutes(), Integer::sum);
        present += part.minutes();
      }
    }
    String most = MISSING;
    int longest = period.minutes() - present - 1; // of equals the mark says more
    for (Map.Entry<String, Integer> mark : minutes.entrySet()) {
      if (mark.getValue() > longest) {
        most = mark.getKey();
        longest = mark.getValue();
      }
    }
    return most;
  }

  private static void put(Map<String, Value> parameters, String name, @Nullable Decimal value) {
    if (value != null) {
      parameters.put(name, value);
    }
  }

  /** Null when one of them lacks the field, or when there is none. */
  private static @Nullable Decimal mean(
      List<Part> parts, boolean byFlow, Function<Part, @Nullable Decimal> field) {
    ExactSum sum = new ExactSum();
    ExactSum weights = new ExactSum();
    int scale = 0;
    boolean weighed = byFlow && hasFlow(parts);
    for (Part part : parts) {
      Decimal value = field.apply(part);
      if (value == null) {
        return null;
      }
      Decimal flow = weighed ? requireNonNull(part.flow(), "flow is null") : EVEN;
      sum.add(value, flow, part.minutes());
      weights.add(flow, part.minutes());
      scale = Math.max(scale, value.scale());
    }
    BigDecimal whole = weights.value();
    return whole.signum() == 0
        ? null
        : Decimal.of(sum.value().divide(whole, scale, RoundingMode.HALF_EVEN)).orElse(null);
  }

  /** Whether the flow of all parts is known, and some water flowed. */
  private static boolean hasFlow(List<Part> parts) {
    boolean flowed = false;
    for (Part part : parts) {
      Decimal flow = part.flow();
      if (flow == null || flow.unscaled() < 0) {
        return false;
      }
      flowed |= flow.unscaled() > 0;
    }
    return flowed;
  }

  /** The lowest or highest of what the parts say of themselves, else of their values. */
  private static @Nullable Decimal extreme(List<Part> parts, String name, int sign) {
    Decimal most = null;
    for (Part part : parts) {
      Decimal own = part.parameter(name);
      Decimal value = own == null ? part.value() : own;
      if (value != null && (most == null || value.compareTo(most) * sign > 0)) {
        most = value;
      }
    }
    return most;
  }

  private static @Nullable Decimal total(List<Part> parts) {
    ExactSum sum = new ExactSum();
    for (Part part : parts) {
      Decimal total = part.parameter("total");
      if (total == null) {
        return null;
      }
      sum.add(total, 1);
    }
    return Decimal.of(sum.value()).orElse(null);
  }
}
