// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.tax;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.greenheart.regulation.rules.Exact;
import org.greenheart.regulation.rules.Reasoned;
import org.greenheart.regulation.rules.RuleRow;
import org.greenheart.regulation.rules.RuleTable;
import org.greenheart.regulation.rules.Shown;
import org.greenheart.regulation.rules.Step;

/**
 * The part of the tax that is left for clean discharge (减征): 75 % when the concentration is 30 %
 * under the limit, 50 % when it is 50 % under it, judged for each outlet and pollutant, and none in
 * a month in which it exceeded once.
 */
public final class Reduction {
  private static final RuleTable TABLE = Tax.table("reductions.tsv");
  private static final int PERCENT_DIGITS = 2;

  private Reduction() {}

  /** Whether a mean that is exactly so far under the limit is reduced; the law does not say. */
  public enum Boundary {
    INCLUDED,
    EXCLUDED
  }

  /** 1, 0.75 or 0.5. */
  public static Reasoned<BigDecimal> factor(
      Compliance compliance, Boundary boundary, LocalDate date) {
    RuleRow any = Tax.first(TABLE, date, row -> true, "reductions");
    if (compliance.exceedances() > 0) {
      return new Reasoned<>(
          BigDecimal.ONE,
          any.basis(),
          List.of(
              new Step(
                  "当月超标 %s 次，不减征".formatted(compliance.exceedances()),
                  "no reduction: %s above the limit in the month"
                      .formatted(compliance.exceedances()),
                  "",
                  "1")));
    }
    return TABLE.at(date).stream()
        .filter(row -> lowEnough(compliance, row.decimal("most_share"), boundary))
        .findFirst()
        .map(row -> result(compliance, row.decimal("factor"), row))
        .orElseGet(() -> result(compliance, BigDecimal.ONE, any));
  }

  private static boolean lowEnough(Compliance compliance, BigDecimal share, Boundary boundary) {
    int compared = compliance.mean().compareTo(compliance.limit().multiply(share));
    return switch (boundary) {
      case INCLUDED -> compared <= 0;
      case EXCLUDED -> compared < 0;
    };
  }

  private static Reasoned<BigDecimal> result(
      Compliance compliance, BigDecimal factor, RuleRow row) {
    BigDecimal percent = Exact.divide(compliance.mean().movePointRight(2), compliance.limit());
    return new Reasoned<>(
        factor,
        row.basis(),
        List.of(
            new Step(
                "月均浓度占限值的百分比",
                "mean of the month in % of the limit",
                "%s/%s = %s %%"
                    .formatted(
                        Shown.text(compliance.mean()),
                        Shown.text(compliance.limit()),
                        Exact.text(percent, PERCENT_DIGITS)),
                factor.toPlainString())));
  }
}
