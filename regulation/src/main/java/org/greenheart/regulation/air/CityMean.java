// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.air;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.greenheart.regulation.rules.Exact;
import org.greenheart.regulation.rules.Reasoned;
import org.greenheart.regulation.rules.RuleRow;
import org.greenheart.regulation.rules.RuleTable;
import org.greenheart.regulation.rules.Step;
import org.jspecify.annotations.Nullable;

/**
 * The mean of a city's evaluation stations over an hour or a day. Immutable.
 *
 * @param mean of the stations with valid data, unrounded
 * @param validPercent share of the stations with valid data
 * @param valid whether that share is enough; nothing while the rule for it is not enabled
 */
public record CityMean(BigDecimal mean, BigDecimal validPercent, Optional<Boolean> valid) {
  private static final RuleTable TABLE = Air.table("aggregation.tsv");

  /**
   * From one value a station.
   *
   * @param stations null for one without valid data
   * @throws org.greenheart.regulation.rules.LawException when none is valid
   */
  public static Reasoned<CityMean> of(
      List<? extends @Nullable BigDecimal> stations, LocalDate day, Predicate<RuleRow> enabled) {
    List<BigDecimal> given = Air.given("stations", stations);
    RuleRow row =
        TABLE.at(day).stream()
            .filter(one -> one.text("rule").equals("city"))
            .findFirst()
            .orElseThrow(() -> Air.noRule("date", "the mean of a city", day));
    BigDecimal sum = Air.sum(given);
    BigDecimal mean = Exact.divide(sum, BigDecimal.valueOf(given.size()));
    BigDecimal percent =
        Exact.divide(BigDecimal.valueOf(100L * given.size()), BigDecimal.valueOf(stations.size()));
    BigDecimal least = row.decimal("least");
    Optional<Boolean> valid =
        enabled.test(row) ? Optional.of(percent.compareTo(least) >= 0) : Optional.empty();
    return new Reasoned<>(
        new CityMean(mean, percent, valid),
        row.basis(),
        List.of(
            new Step(
                "有效点位的算术平均",
                "arithmetic mean of the stations with valid data",
                "%s / %s".formatted(sum.toPlainString(), given.size()),
                Exact.text(mean, 4)),
            new Step(
                valid.isPresent() ? "有效点位比例" : "有效点位比例（判定规则可信度低，未启用）",
                valid.isPresent()
                    ? "share of valid stations"
                    : "share of valid stations (the rule that judges it is of low confidence and not"
                        + " enabled)",
                "%s/%s, ≥ %s %%".formatted(given.size(), stations.size(), least),
                Exact.text(percent, 1) + " %")));
  }
}
