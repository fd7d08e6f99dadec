// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.cems;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.greenheart.regulation.rules.Check;
import org.greenheart.regulation.rules.Exact;
import org.greenheart.regulation.rules.LawException;
import org.greenheart.regulation.rules.Reasoned;
import org.greenheart.regulation.rules.RuleRow;
import org.greenheart.regulation.rules.RuleTable;
import org.greenheart.regulation.rules.Shown;
import org.greenheart.regulation.rules.Step;

/** How much of a period must be there for its average to be valid. */
final class Thresholds {
  private static final RuleTable TABLE = RuleTable.resource(Thresholds.class, "validity.tsv");

  private Thresholds() {}

  static RuleRow of(String period, LocalDate date) {
    return TABLE.at(date).stream()
        .filter(row -> row.text("period").equals(period))
        .findFirst()
        .orElseThrow(
            () ->
                new LawException(
                    LawException.Code.NO_RULE,
                    "date",
                    "date (%s) has no known rule for the validity of the %s average"
                        .formatted(date, period)));
  }

  /** Valid hours as a share of the hours in which the facility ran. */
  static Reasoned<Validness> shareOfOperation(
      String period, BigDecimal validHours, BigDecimal operatingHours, LocalDate date) {
    RuleRow row = of(period, date);
    Check.notNegative("operatingHours", operatingHours);
    Check.notAbove(
        "validHours",
        Check.notNegative("validHours", validHours),
        "operatingHours",
        operatingHours);
    if (operatingHours.signum() == 0) {
      return new Reasoned<>(
          Validness.NOT_OPERATING,
          row.basis(),
          List.of(new Step("全部时间停运，无均值", "stopped all the time: no average", "", "—")));
    }
    BigDecimal percent = Exact.divide(validHours.multiply(BigDecimal.valueOf(100)), operatingHours);
    BigDecimal least = row.decimal("least");
    boolean valid = percent.compareTo(least) >= 0;
    return new Reasoned<>(
        valid ? Validness.VALID : Validness.INVALID,
        row.basis(),
        List.of(
            new Step(
                "有效小时占运行小时比例，须不小于 %s%%".formatted(Shown.text(least)),
                "valid hours of the operating hours; must be %s %% or more"
                    .formatted(Shown.text(least)),
                "%s/%s × 100".formatted(Shown.text(validHours), Shown.text(operatingHours)),
                Shown.text(percent) + " %")));
  }
}
