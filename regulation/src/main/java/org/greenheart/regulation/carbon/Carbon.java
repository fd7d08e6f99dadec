// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.carbon;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.function.Predicate;
import org.greenheart.regulation.rules.Confidence;
import org.greenheart.regulation.rules.LawException;
import org.greenheart.regulation.rules.RuleRow;
import org.greenheart.regulation.rules.RuleTable;

/** What the classes of this package share. */
final class Carbon {
  /** As shipped: rules of low confidence count for nothing unless a person chooses them. */
  static final Predicate<RuleRow> VERIFIED = row -> row.basis().confidence() != Confidence.LOW;

  /** CO2 for carbon, by mass. */
  static final BigDecimal CO2 = BigDecimal.valueOf(44);

  static final BigDecimal C = BigDecimal.valueOf(12);

  private static final RuleTable DEFAULTS = table("defaults.tsv");

  private Carbon() {}

  static RuleTable table(String name) {
    return RuleTable.resource(Carbon.class, name);
  }

  static RuleRow defaultOf(String term, LocalDate date) {
    return first(DEFAULTS, date, row -> row.text("term").equals(term), "the default of " + term);
  }

  static RuleRow first(RuleTable table, LocalDate date, Predicate<RuleRow> fits, String what) {
    return table.at(date).stream()
        .filter(fits)
        .findFirst()
        .orElseThrow(() -> noRule("date", what, date.toString()));
  }

  static LawException noRule(String field, String what, String when) {
    return new LawException(
        LawException.Code.NO_RULE, field, "%s is not known for %s".formatted(what, when));
  }
}
