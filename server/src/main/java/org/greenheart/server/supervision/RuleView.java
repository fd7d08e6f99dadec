// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.supervision;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import org.greenheart.regulation.rules.Basis;
import org.greenheart.regulation.supervision.SupervisionRule;
import org.greenheart.storage.registry.TaxClue;
import org.jspecify.annotations.Nullable;

/**
 * A rule as it is read.
 *
 * @param precision share of those judged that were confirmed; null while none is judged
 */
record RuleView(
    String id,
    String zh,
    String en,
    BigDecimal tolerance,
    BigDecimal leastYuan,
    boolean enabled,
    int version,
    String document,
    String clause,
    String confidence,
    String source,
    long open,
    long confirmed,
    long judgedWrong,
    @Nullable BigDecimal precision) {
  static RuleView of(RuleDesk.Held held, List<TaxClue> clues) {
    SupervisionRule rule = held.rule();
    Basis basis = rule.basis().shown();
    List<TaxClue> own =
        clues.stream().filter(clue -> clue.about().rule().equals(rule.id().name())).toList();
    long confirmed = count(own, "confirmed");
    long wrong = count(own, "false") + count(own, "explained") + count(own, "data-error");
    return new RuleView(
        rule.id().name(),
        rule.zh(),
        rule.en(),
        rule.tolerance(),
        rule.leastYuan(),
        rule.enabled(),
        held.version(),
        basis.document(),
        basis.clause(),
        rule.basis().confidence().name().toLowerCase(Locale.ROOT),
        basis.source(),
        own.stream()
            .filter(clue -> clue.gone() == null && clue.verdict().word().equals("open"))
            .count(),
        confirmed,
        wrong,
        confirmed + wrong == 0
            ? null
            : BigDecimal.valueOf(confirmed)
                .divide(BigDecimal.valueOf(confirmed + wrong), 3, RoundingMode.HALF_EVEN));
  }

  private static long count(List<TaxClue> clues, String word) {
    return clues.stream().filter(clue -> clue.verdict().word().equals(word)).count();
  }
}
