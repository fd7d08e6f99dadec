// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.supervision;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import org.greenheart.regulation.rules.Basis;
import org.greenheart.regulation.supervision.SupervisionRule;
import org.greenheart.storage.registry.TaxBook;
import org.jspecify.annotations.Nullable;

/**
 * A rule as it is read.
 *
 * @param tolerant whether a tolerance means something to it
 * @param precision share of those judged that were confirmed; null while none is judged
 */
record RuleView(
    String id,
    String zh,
    String en,
    BigDecimal tolerance,
    boolean tolerant,
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
  static RuleView of(RuleDesk.Held held, List<TaxBook.VerdictCount> counts) {
    SupervisionRule rule = held.rule();
    Basis basis = rule.basis().shown();
    List<TaxBook.VerdictCount> own =
        counts.stream().filter(each -> each.rule().equals(rule.id().name())).toList();
    long confirmed = count(own, "confirmed");
    long wrong = count(own, "false") + count(own, "explained") + count(own, "data-error");
    return new RuleView(
        rule.id().name(),
        rule.zh(),
        rule.en(),
        rule.tolerance(),
        rule.id().tolerant(),
        rule.leastYuan(),
        rule.enabled(),
        held.version(),
        basis.document(),
        basis.clause(),
        rule.basis().confidence().name().toLowerCase(Locale.ROOT),
        basis.source(),
        count(own.stream().filter(TaxBook.VerdictCount::standing).toList(), "open"),
        confirmed,
        wrong,
        confirmed + wrong == 0
            ? null
            : BigDecimal.valueOf(confirmed)
                .divide(BigDecimal.valueOf(confirmed + wrong), 3, RoundingMode.HALF_EVEN));
  }

  private static long count(List<TaxBook.VerdictCount> counts, String word) {
    return counts.stream()
        .filter(each -> each.verdict().equals(word))
        .mapToLong(TaxBook.VerdictCount::clues)
        .sum();
  }
}
