// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.tax;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.function.Predicate;
import org.greenheart.regulation.rules.Basis;
import org.greenheart.regulation.rules.LawException;
import org.greenheart.regulation.rules.RuleRow;
import org.greenheart.regulation.rules.RuleTable;

/** What the classes of this package share. */
public final class Tax {
  private static final String LAW = "环境保护税法 Environmental Protection Tax Law";

  private static final int FEN = 2;
  private static final RuleTable TERMS = table("terms.tsv");

  private Tax() {}

  static RuleTable table(String name) {
    return RuleTable.resource(Tax.class, name);
  }

  /**
   * To 0.01 yuan, half up: as tax offices do it; no clause is known that says so. Each line is
   * rounded, and the total is the sum of the lines.
   */
  public static BigDecimal yuan(BigDecimal amount) {
    return amount.setScale(FEN, RoundingMode.HALF_UP);
  }

  /** A number of the law. */
  static BigDecimal term(String name, LocalDate date) {
    return first(TERMS, date, row -> row.text("term").equals(name), name).decimal("value");
  }

  static RuleRow first(RuleTable table, LocalDate date, Predicate<RuleRow> fits, String what) {
    return table.at(date).stream().filter(fits).findFirst().orElseThrow(() -> noRule(what, date));
  }

  static LawException noRule(String what, LocalDate date) {
    return new LawException(
        LawException.Code.NO_RULE,
        "date",
        "no rule of the environmental tax for %s is in force on %s".formatted(what, date));
  }

  /** A clause of the law. */
  public static Basis law(String clause) {
    return Basis.seen(LAW, clause);
  }
}
