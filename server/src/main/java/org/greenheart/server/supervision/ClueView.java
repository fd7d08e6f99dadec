// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.supervision;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.registry.CaseFile;
import org.greenheart.storage.registry.Tables;
import org.greenheart.storage.registry.TaxClue;
import org.jspecify.annotations.Nullable;

/**
 * A clue as it is read.
 *
 * @param explanations that may be behind it; it is then not sure
 * @param verdicts all of them, the oldest first
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
    @JsonRawValue String explanations,
    @JsonRawValue String steps,
    Instant found,
    @Nullable Instant gone,
    String verdict,
    String reason,
    @Nullable String decidedBy,
    @Nullable Instant decided,
    boolean changedSince,
    List<TaxClue.Verdict> verdicts,
    @Nullable CaseLink caseFile) {
  ClueView {
    verdicts = List.copyOf(verdicts);
  }

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

  /** Cases by their number: many clues are in one. One transaction, one thread. */
  static final class Cases {
    private final Tables tables;
    private final Map<Long, Optional<CaseLink>> known = new HashMap<>();

    Cases(Tables tables) {
      this.tables = tables;
    }

    @Nullable CaseLink of(@Nullable Long id) {
      return id == null
          ? null
          : known
              .computeIfAbsent(id, each -> Optional.ofNullable(CaseLink.of(tables, each)))
              .orElse(null);
    }
  }

  /** All of it. */
  static ClueView of(Tables tables, TaxClue clue) {
    return of(
        clue,
        clue.finding().records(),
        clue.finding().steps(),
        tables.taxBook().verdictsOf(clue.id()),
        CaseLink.of(tables, clue.caseFile()));
  }

  /** For a list: without records and working. */
  static ClueView brief(Cases cases, TaxClue clue) {
    return of(clue, "[]", "[]", List.of(), cases.of(clue.caseFile()));
  }

  private static ClueView of(
      TaxClue clue,
      String records,
      String steps,
      List<TaxClue.Verdict> verdicts,
      @Nullable CaseLink caseFile) {
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
        records,
        clue.finding().explanations(),
        steps,
        clue.found(),
        clue.gone(),
        clue.verdict().word(),
        clue.verdict().reason(),
        clue.verdict().by(),
        decided,
        decided != null && clue.changed().isAfter(decided),
        verdicts,
        caseFile);
  }
}
