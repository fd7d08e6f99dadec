// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.supervision;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.math.BigDecimal;
import java.time.Instant;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.registry.CaseFile;
import org.greenheart.storage.registry.Tables;
import org.greenheart.storage.registry.TaxClue;
import org.jspecify.annotations.Nullable;

/**
 * A clue as it is read.
 *
 * @param changedSince whether its sums became others after the verdict
 */
record ClueView(
    long id,
    String rule,
    int ruleVersion,
    String creditCode,
    String name,
    String month,
    String outlet,
    String subject,
    @Nullable Decimal declared,
    @Nullable Decimal recomputed,
    @Nullable BigDecimal difference,
    String unit,
    String certainty,
    @JsonRawValue String records,
    @JsonRawValue String steps,
    Instant found,
    @Nullable Instant gone,
    String verdict,
    String reason,
    @Nullable String decidedBy,
    @Nullable Instant decided,
    boolean changedSince,
    @Nullable CaseLink caseFile) {
  /** The case that it is in. */
  record CaseLink(long id, String number, String kind, String stage) {
    static @Nullable CaseLink of(Tables tables, @Nullable Long id) {
      if (id == null) {
        return null;
      }
      CaseFile file = tables.cases().find(id).orElse(null);
      return file == null
          ? null
          : new CaseLink(file.id(), file.number(), file.kind(), file.stage().text());
    }
  }

  static ClueView of(Tables tables, TaxClue clue) {
    Decimal declared = clue.finding().declared();
    Decimal recomputed = clue.finding().recomputed();
    Instant decided = clue.verdict().decided();
    return new ClueView(
        clue.id(),
        clue.about().rule(),
        clue.ruleVersion(),
        clue.about().creditCode(),
        clue.name(),
        clue.about().month(),
        clue.about().outlet(),
        clue.about().subject(),
        declared,
        recomputed,
        declared == null || recomputed == null
            ? null
            : recomputed.toBigDecimal().subtract(declared.toBigDecimal()),
        clue.finding().unit(),
        clue.finding().certainty(),
        clue.finding().records(),
        clue.finding().steps(),
        clue.found(),
        clue.gone(),
        clue.verdict().word(),
        clue.verdict().reason(),
        clue.verdict().by(),
        decided,
        decided != null && clue.changed().isAfter(decided),
        CaseLink.of(tables, clue.caseFile()));
  }

  /** For a list: without records and working. */
  ClueView brief() {
    return new ClueView(
        id,
        rule,
        ruleVersion,
        creditCode,
        name,
        month,
        outlet,
        subject,
        declared,
        recomputed,
        difference,
        unit,
        certainty,
        "[]",
        "[]",
        found,
        gone,
        verdict,
        reason,
        decidedBy,
        decided,
        changedSince,
        caseFile);
  }
}
