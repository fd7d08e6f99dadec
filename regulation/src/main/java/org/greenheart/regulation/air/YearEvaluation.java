// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.air;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
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
 * A pollutant's year against the standard, HJ 663: it is met only when all its statistics meet
 * their limits. Immutable.
 *
 * @param parts each statistic
 * @param met nothing when a rule is not enabled and all others are met
 */
public record YearEvaluation(List<Part> parts, Optional<Boolean> met) {
  private static final RuleTable TABLE = Air.table("evaluation.tsv");

  /**
   * A statistic of the year.
   *
   * @param statistic {@code mean}, or {@code P98} and the like
   * @param value unrounded
   * @param met nothing when the rule is not enabled
   */
  public record Part(
      String statistic, BigDecimal value, AmbientLimit limit, Optional<Boolean> met) {}

  public YearEvaluation {
    parts = List.copyOf(parts);
  }

  /**
   * Judges a year.
   *
   * @param values the valid daily values, of O3 the daily maxima of 8 h; null for a missing one
   * @param day a day of the year: it selects the limits
   */
  public static Reasoned<YearEvaluation> of(
      Pollutant pollutant,
      List<? extends @Nullable BigDecimal> values,
      Zone zone,
      LocalDate day,
      Predicate<RuleRow> enabled) {
    List<BigDecimal> given = Air.given("values", values);
    List<RuleRow> rows =
        TABLE.at(day).stream()
            .filter(row -> row.text("pollutant").equals(pollutant.word()))
            .toList();
    List<Part> parts = new ArrayList<>();
    List<Step> steps = new ArrayList<>();
    for (RuleRow row : rows) {
      Averaging against = Averaging.of(row.place(), row.text("limit_period"));
      AmbientLimit limit = AmbientLimits.limit(new Indicator(pollutant, against), zone, day);
      boolean mean = row.text("statistic").equals("mean");
      String name = mean ? "mean" : "P" + row.text("statistic");
      BigDecimal value =
          mean
              ? Exact.divide(Air.sum(given), BigDecimal.valueOf(given.size()))
              : Statistics.percentile(given, row.decimal("statistic"), day).value();
      Optional<Boolean> met =
          enabled.test(row) ? Optional.of(!limit.isExceededBy(value)) : Optional.empty();
      parts.add(new Part(name, value, limit, met));
      steps.add(
          new Step(
              mean ? "年平均与限值" : "特定百分位数 %s 与限值".formatted(name),
              "%s against the limit for %s (%s)".formatted(name, against, limit.basis().citation()),
              "%s %s %s"
                  .formatted(
                      Exact.text(value, 2),
                      limit.isExceededBy(value) ? ">" : "≤",
                      limit.value().toPlainString()),
              met.map(yes -> yes ? "达标 met" : "超标 exceeded").orElse("规则未启用 rule not enabled")));
    }
    if (rows.isEmpty()) {
      throw Air.noRule("pollutant", "the year of " + pollutant, day);
    }
    return new Reasoned<>(
        new YearEvaluation(parts, verdict(parts)), rows.getFirst().basis(), steps);
  }

  private static Optional<Boolean> verdict(List<Part> parts) {
    if (parts.stream().anyMatch(part -> part.met().equals(Optional.of(false)))) {
      return Optional.of(false);
    }
    return parts.stream().anyMatch(part -> part.met().isEmpty())
        ? Optional.empty()
        : Optional.of(true);
  }
}
