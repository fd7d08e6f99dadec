// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.air;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import org.greenheart.regulation.rules.Basis;
import org.greenheart.regulation.rules.Exact;
import org.greenheart.regulation.rules.LawException;
import org.greenheart.regulation.rules.Reasoned;
import org.greenheart.regulation.rules.RuleRow;
import org.greenheart.regulation.rules.RuleTable;
import org.greenheart.regulation.rules.Step;
import org.jspecify.annotations.Nullable;

/** Formulas of HJ 663: percentile, exceedance multiple, rate of compliance. Thread-safe. */
public final class Statistics {
  private static final RuleTable TABLE = Air.table("statistics.tsv");
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private Statistics() {}

  /**
   * The percentile by linear interpolation between the sorted values: k = 1 + (n − 1)·p.
   *
   * @param values at least one; null for a missing one, left out
   * @param percent 0 to 100
   */
  public static Reasoned<BigDecimal> percentile(
      List<? extends @Nullable BigDecimal> values, BigDecimal percent, LocalDate day) {
    if (percent.signum() < 0 || percent.compareTo(HUNDRED) > 0) {
      throw new LawException(
          LawException.Code.OUT_OF_RANGE,
          "p",
          "p (%s %%) must be from 0 to 100".formatted(percent.toPlainString()));
    }
    List<BigDecimal> sorted = Air.given("values", values).stream().sorted().toList();
    int n = sorted.size();
    BigDecimal k =
        BigDecimal.ONE.add(percent.movePointLeft(2).multiply(BigDecimal.valueOf(n - 1L)));
    int s = k.setScale(0, RoundingMode.FLOOR).intValueExact();
    BigDecimal at = sorted.get(s - 1);
    BigDecimal next = sorted.get(Math.min(s, n - 1));
    BigDecimal part = k.subtract(BigDecimal.valueOf(s));
    BigDecimal value = at.add(part.multiply(next.subtract(at)));
    return new Reasoned<>(
        value,
        row("percentile", day).basis(),
        List.of(
            new Step(
                "序数 k = 1 + (n − 1)·p",
                "rank k = 1 + (n − 1)·p",
                "1 + (%s − 1) × %s"
                    .formatted(n, Exact.plain(percent.movePointLeft(2)).toPlainString()),
                Exact.text(k, 4)),
            new Step(
                "百分位数 = X(s) + (k − s)·(X(s+1) − X(s))",
                "percentile = X(s) + (k − s)·(X(s+1) − X(s))",
                "%s + %s × (%s − %s)"
                    .formatted(
                        at.toPlainString(),
                        Exact.text(part, 4),
                        next.toPlainString(),
                        at.toPlainString()),
                Exact.text(value, 4))));
  }

  /**
   * The exceedance multiple (超标倍数) B = (C − S)/S, two decimals; 0 within the limit.
   *
   * @param concentration not negative
   * @param limit above 0, of the same unit
   */
  public static Reasoned<BigDecimal> multiple(
      BigDecimal concentration, BigDecimal limit, LocalDate day) {
    Air.notNegative("value", concentration);
    if (limit.signum() <= 0) {
      throw new LawException(
          LawException.Code.OUT_OF_RANGE,
          "limit",
          "limit (%s) must be above 0".formatted(limit.toPlainString()));
    }
    RuleRow row = row("multiple", day);
    BigDecimal exact = Exact.divide(concentration.subtract(limit), limit).max(BigDecimal.ZERO);
    BigDecimal value = Exact.round(exact, row.decimal("digits").intValueExact());
    return new Reasoned<>(
        value,
        row.basis(),
        List.of(
            new Step(
                "超标倍数 B = (C − S)/S",
                "exceedance multiple B = (C − S)/S",
                "(%s − %s) / %s"
                    .formatted(
                        concentration.toPlainString(),
                        limit.toPlainString(),
                        limit.toPlainString()),
                value.toPlainString())));
  }

  /**
   * The rate of compliance (达标率), or of good days (优良天数比例), in percent with one decimal.
   *
   * @param good days that comply
   * @param valid days with valid data, at least one
   */
  public static Reasoned<BigDecimal> rate(int good, int valid, LocalDate day) {
    if (valid < 1 || good < 0 || good > valid) {
      throw new LawException(
          valid < 1 ? LawException.Code.NO_DATA : LawException.Code.OUT_OF_RANGE,
          "values",
          "days that comply (%s) must be from 0 to the valid days (%s), at least 1"
              .formatted(good, valid));
    }
    RuleRow row = row("rate", day);
    BigDecimal value =
        Exact.round(
            Exact.divide(BigDecimal.valueOf(100L * good), BigDecimal.valueOf(valid)),
            row.decimal("digits").intValueExact());
    return new Reasoned<>(
        value,
        row.basis(),
        List.of(
            new Step(
                "达标天数 / 有效天数 × 100 %",
                "days that comply / valid days × 100 %",
                "%s / %s × 100".formatted(good, valid),
                value.toPlainString() + " %")));
  }

  /** The basis and the digits of the composite index. */
  static RuleRow composite(LocalDate day) {
    return row("composite", day);
  }

  /** Where the formula of the rate stands. */
  static Basis rateBasis(LocalDate day) {
    return row("rate", day).basis();
  }

  private static RuleRow row(String formula, LocalDate day) {
    return TABLE.at(day).stream()
        .filter(row -> row.text("formula").equals(formula))
        .findFirst()
        .orElseThrow(() -> Air.noRule("date", formula, day));
  }
}
