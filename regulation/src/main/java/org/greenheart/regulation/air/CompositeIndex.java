// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.air;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.greenheart.regulation.rules.Basis;
import org.greenheart.regulation.rules.Exact;
import org.greenheart.regulation.rules.LawException;
import org.greenheart.regulation.rules.Reasoned;
import org.greenheart.regulation.rules.RuleRow;
import org.greenheart.regulation.rules.Step;

/**
 * The composite index (综合指数) that ranks cities over a month or a year: each statistic against its
 * level-2 limit, added up. The smaller, the better. Immutable.
 *
 * @param index rounded to two decimals
 * @param parts C/S of each pollutant, unrounded
 * @param primary the pollutants with the largest part
 * @param limits where the limits stand
 */
public record CompositeIndex(
    BigDecimal index, Map<Pollutant, BigDecimal> parts, List<Pollutant> primary, Basis limits) {
  public CompositeIndex {
    requireNonNull(index, "index is null");
    requireNonNull(limits, "limits is null");
    parts = Map.copyOf(parts);
    primary = List.copyOf(primary);
  }

  /** What a pollutant is divided by: the year's limit, of CO the day's, of O3 that of 8 h. */
  private static Averaging against(Pollutant pollutant) {
    return switch (pollutant) {
      case SO2, NO2, PM10, PM25 -> Averaging.YEAR;
      case CO -> Averaging.DAY;
      case O3 -> Averaging.EIGHT_HOURS;
    };
  }

  /**
   * From the statistics of a period.
   *
   * @param statistics all six: means of SO2, NO2, PM10, PM2.5 (ug/m3), the 95th percentile of CO
   *     (mg/m3), the 90th of the daily maximum 8 h of O3 (ug/m3)
   */
  public static Reasoned<CompositeIndex> of(Map<Pollutant, BigDecimal> statistics, LocalDate day) {
    RuleRow row = Statistics.composite(day);
    Map<Pollutant, BigDecimal> parts = new EnumMap<>(Pollutant.class);
    List<Step> steps = new ArrayList<>();
    BigDecimal sum = BigDecimal.ZERO;
    BigDecimal most = BigDecimal.ZERO;
    Basis limits = row.basis();
    for (Pollutant pollutant : Pollutant.values()) {
      BigDecimal value = statistics.get(pollutant);
      if (value == null) {
        throw new LawException(
            LawException.Code.MISSING,
            pollutant.word(),
            "the statistic of %s is missing: the composite index needs all six"
                .formatted(pollutant));
      }
      AmbientLimit limit =
          AmbientLimits.limit(new Indicator(pollutant, against(pollutant)), Zone.SECOND, day);
      limits = limit.basis();
      BigDecimal part = Exact.divide(Air.notNegative(pollutant.word(), value), limit.value());
      parts.put(pollutant, part);
      sum = sum.add(part);
      most = most.max(part);
      steps.add(
          new Step(
              pollutant + " 单项指数 C/S",
              "index of " + pollutant + ", C/S",
              "%s / %s".formatted(value.toPlainString(), limit.value().toPlainString()),
              Exact.text(part, 3)));
    }
    BigDecimal index = Exact.round(sum, row.decimal("digits").intValueExact());
    steps.add(
        new Step(
            "综合指数，各项之和", "composite index, the sum", Exact.text(sum, 4), index.toPlainString()));
    BigDecimal largest = most;
    List<Pollutant> primary =
        largest.signum() == 0
            ? List.of()
            : parts.entrySet().stream()
                .filter(part -> part.getValue().compareTo(largest) == 0)
                .map(Map.Entry::getKey)
                .toList();
    return new Reasoned<>(new CompositeIndex(index, parts, primary, limits), row.basis(), steps);
  }

  /**
   * The ranks of cities by their composite index, the best one first; equal ones share a rank.
   *
   * @return in the order of the indices
   */
  public static List<Integer> ranks(List<BigDecimal> indices) {
    return indices.stream()
        .map(
            index -> 1 + (int) indices.stream().filter(other -> other.compareTo(index) < 0).count())
        .toList();
  }
}
