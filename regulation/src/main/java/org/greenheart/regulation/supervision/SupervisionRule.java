// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.supervision;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.greenheart.regulation.rules.Basis;
import org.greenheart.regulation.rules.Check;
import org.greenheart.regulation.rules.Confidence;
import org.greenheart.regulation.rules.LawException;
import org.greenheart.regulation.rules.RuleRow;
import org.greenheart.regulation.rules.RuleTable;

/**
 * A rule with its parameters, as shipped or as an operator has set it. Immutable.
 *
 * @param tolerance a share; 0 where the rule has none
 * @param leastYuan differences up to it are left alone
 * @param enabled whether it raises clues; rules of low confidence ship disabled
 */
public record SupervisionRule(
    RuleId id,
    String zh,
    String en,
    BigDecimal tolerance,
    BigDecimal leastYuan,
    boolean enabled,
    Basis basis) {
  private static final RuleTable TABLE = RuleTable.resource(SupervisionRule.class, "rules.tsv");

  public SupervisionRule {
    requireNonNull(id, "id is null");
    requireNonNull(zh, "zh is null");
    requireNonNull(en, "en is null");
    requireNonNull(basis, "basis is null");
    Check.within("tolerance", tolerance, "0", "1");
    Check.notNegative("leastYuan", leastYuan);
  }

  /** The rules for data of a day, as shipped. */
  public static List<SupervisionRule> at(LocalDate date) {
    return TABLE.at(date).stream().map(SupervisionRule::read).toList();
  }

  /**
   * One rule as shipped.
   *
   * @throws LawException when it has none for that day
   */
  public static SupervisionRule of(RuleId id, LocalDate date) {
    return at(date).stream()
        .filter(rule -> rule.id == id)
        .findFirst()
        .orElseThrow(
            () ->
                new LawException(
                    LawException.Code.NO_RULE,
                    "date",
                    "rule %s of the supervision is not in force on %s".formatted(id, date)));
  }

  /** The same with another tolerance. */
  public SupervisionRule tolerating(BigDecimal share) {
    return new SupervisionRule(id, zh, en, share, leastYuan, enabled, basis);
  }

  /** The same, switched on or off. */
  public SupervisionRule enabled(boolean on) {
    return new SupervisionRule(id, zh, en, tolerance, leastYuan, on, basis);
  }

  private static SupervisionRule read(RuleRow row) {
    return new SupervisionRule(
        RuleId.valueOf(row.text("id")),
        row.text("zh"),
        row.text("en"),
        row.findDecimal("tolerance").orElse(BigDecimal.ZERO),
        row.findDecimal("least_yuan").orElse(BigDecimal.ZERO),
        row.basis().confidence() != Confidence.LOW,
        row.basis());
  }
}
