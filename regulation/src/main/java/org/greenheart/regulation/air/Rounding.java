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

/** Rounding of concentrations by GB/T 8170 to the digits that HJ 633 or HJ 663 asks for. */
public final class Rounding {
  private static final RuleTable TABLE = Air.table("rounding.tsv");

  private Rounding() {}

  /**
   * Rounds half to even: whole numbers, CO to one decimal; statistics as their edition says.
   *
   * @param enabled which rules may be used
   * @throws org.greenheart.regulation.rules.LawException when there is no (enabled) rule
   */
  public static Reasoned<BigDecimal> round(
      Indicator indicator, BigDecimal value, LocalDate day, Predicate<RuleRow> enabled) {
    Air.notNegative("value", value);
    RuleRow row =
        TABLE.at(day).stream()
            .filter(one -> covers(one, indicator))
            .findFirst()
            .orElseThrow(() -> Air.noRule("period", "rounding " + indicator, day));
    if (!enabled.test(row)) {
      throw Air.disabled("period", "rounding " + indicator, row);
    }
    int digits = digits(row);
    BigDecimal rounded = Exact.round(value, digits);
    return new Reasoned<>(
        rounded,
        row.basis(),
        List.of(
            new Step(
                "按 GB/T 8170 修约到小数 %s 位（四舍六入五成双）".formatted(digits),
                "rounded to %s decimals, half to even (GB/T 8170)".formatted(digits),
                value.toPlainString(),
                rounded.toPlainString())));
  }

  /** The digits before the look-up of the individual index; nothing where the edition is silent. */
  static Optional<Integer> beforeLookUp(Indicator indicator, LocalDate day) {
    return TABLE.at(day).stream()
        .filter(row -> row.text("use").equals("index") && covers(row, indicator))
        .findFirst()
        .map(Rounding::digits);
  }

  private static boolean covers(RuleRow row, Indicator indicator) {
    return Air.words(row, "pollutants").contains(indicator.pollutant().word())
        && Air.words(row, "periods").contains(indicator.averaging().word());
  }

  private static int digits(RuleRow row) {
    return row.decimal("digits").intValueExact();
  }
}
