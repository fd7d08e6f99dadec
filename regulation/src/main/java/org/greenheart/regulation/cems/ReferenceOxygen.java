// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.cems;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.greenheart.regulation.rules.LawException;
import org.greenheart.regulation.rules.Reasoned;
import org.greenheart.regulation.rules.RuleRow;
import org.greenheart.regulation.rules.RuleTable;
import org.greenheart.regulation.rules.Shown;
import org.greenheart.regulation.rules.Step;

/**
 * Usual reference oxygen (基准含氧量) by kind of facility, for people to look up. What judges carries
 * its own: the reference oxygen belongs to the row of the limit, not to the fuel.
 */
public final class ReferenceOxygen {
  private static final RuleTable TABLE =
      RuleTable.resource(ReferenceOxygen.class, "reference-oxygen.tsv");

  private ReferenceOxygen() {}

  /** The kinds that the table knows, in its order. */
  public static List<String> facilities() {
    return TABLE.rows().stream().map(row -> row.text("facility")).distinct().toList();
  }

  /**
   * Reference oxygen in % of the dry gas.
   *
   * @throws LawException when none is known for that day
   */
  public static Reasoned<BigDecimal> of(String facility, LocalDate date) {
    RuleRow row =
        TABLE.at(date).stream()
            .filter(one -> one.text("facility").equals(facility))
            .findFirst()
            .orElseThrow(
                () ->
                    new LawException(
                        LawException.Code.NO_RULE,
                        "facility",
                        "facility (%s) has no known reference oxygen on %s"
                            .formatted(facility, date)));
    BigDecimal percent = row.decimal("o2_percent");
    return new Reasoned<>(
        percent,
        row.basis(),
        List.of(new Step("基准含氧量", "reference oxygen", facility, Shown.text(percent) + " %")));
  }
}
