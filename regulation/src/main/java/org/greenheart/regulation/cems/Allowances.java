// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.cems;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.greenheart.regulation.rules.Check;
import org.greenheart.regulation.rules.Reasoned;
import org.greenheart.regulation.rules.RuleRow;
import org.greenheart.regulation.rules.RuleTable;
import org.greenheart.regulation.rules.Shown;
import org.greenheart.regulation.rules.Step;

/**
 * How long a start or stop may last that does not decide an exceedance, by industry. A condition
 * marked for longer is judged again from then on.
 */
public final class Allowances {
  private static final RuleTable TABLE = RuleTable.resource(Allowances.class, "allowances.tsv");

  private Allowances() {}

  /** The industries that the table knows. */
  public static List<String> industries() {
    return TABLE.rows().stream().map(row -> row.text("industry")).distinct().toList();
  }

  /**
   * Whether the time since the start or stop began is within the allowance.
   *
   * @param event {@code start} or {@code stop}
   * @param variant {@code cold} or {@code hot}; empty where the rule does not tell them apart. Not
   *     given where it does: the shorter counts
   * @param hours since the event began
   * @return nothing when no allowance is known: then nothing is exempt
   */
  public static Optional<Reasoned<Boolean>> within(
      String industry, String event, String variant, BigDecimal hours, LocalDate date) {
    Check.notNegative("hours", hours);
    return TABLE.at(date).stream()
        .filter(row -> row.text("industry").equals(industry))
        .filter(row -> row.text("event").equals(event))
        .filter(row -> variant.isEmpty() || row.find("variant").map(variant::equals).orElse(true))
        .min((one, two) -> one.decimal("hours").compareTo(two.decimal("hours")))
        .map(row -> judged(row, hours));
  }

  private static Reasoned<Boolean> judged(RuleRow row, BigDecimal hours) {
    BigDecimal most = row.decimal("hours");
    boolean within = hours.compareTo(most) <= 0;
    String pollutants = row.find("pollutants").map(only -> " (" + only + ")").orElse("");
    return new Reasoned<>(
        within,
        row.basis(),
        List.of(
            new Step(
                "启停豁免时间 " + row.text("industry") + pollutants,
                "time allowed, " + row.text("industry") + pollutants,
                "%s ≤ %s".formatted(Shown.text(hours), Shown.text(most)),
                within ? "exempt" : "judged")));
  }
}
