// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static org.assertj.core.api.Assertions.assertThat;

import org.greenheart.storage.Decimal;
import org.junit.jupiter.api.Test;

final class TaxBookTest extends RegistryTest {
  private static final TaxClue.About ABOUT =
      new TaxClue.About("R3", "91990101MA7QH0057K", "2026-02", "DA001", "");

  private static TaxClue.Finding finding(String recomputed) {
    return new TaxClue.Finding(
        Decimal.parse("3263.16").orElseThrow(),
        Decimal.parse(recomputed).orElseThrow(),
        "yuan",
        "sure",
        "[]",
        "[]",
        "[]");
  }

  private static TaxClue clue(String recomputed) {
    return new TaxClue(
        0, ABOUT, 0, "窑火瓷业", finding(recomputed), NOW, NOW, null, TaxClue.Verdict.OPEN, null);
  }

  @Test
  void clueAboutTheSame_isKeptOnce() {
    TaxClue first = registry.taxBook().clues().put(clue("4157.89")).row();
    Change<TaxClue> again = registry.taxBook().clues().put(clue("4157.89"));
    assertThat(again.kind()).isEqualTo(Change.Kind.UNCHANGED);
    assertThat(registry.taxBook().clues().list()).containsExactly(first);
  }

  @Test
  void laterRunWithOtherSums_keepsVerdictAndTellsTheChange() {
    TaxClue first = registry.taxBook().clues().put(clue("4157.89")).row();
    TaxClue judged = first.judged(new TaxClue.Verdict("false", "outlet merged", "prosecutor", NOW));
    TaxClue later = judged.found(1, "窑火瓷业", finding("5000"), NOW.plusSeconds(60));
    assertThat(registry.taxBook().clues().put(later).row())
        .satisfies(
            kept -> {
              assertThat(kept.id()).isEqualTo(first.id());
              assertThat(kept.verdict().word()).isEqualTo("false");
              assertThat(kept.changed()).isAfter(kept.found());
            });
  }

  @Test
  void recordsMatchesMappingsAndRules_areFoundByTheirKeys() {
    TaxBook book = registry.taxBook();
    TaxRecord record =
        book.records()
            .put(
                new TaxRecord(
                    0, "declarations", "a|b", "", "窑火", "2026-02", "{}", "tax", "me", NOW))
            .row();
    TaxMatch match = book.matches().put(new TaxMatch(0, "窑火", ABOUT.creditCode(), "me", NOW)).row();
    book.mappings().put(new TaxMapping(0, "tax", "declarations", "{\"a\":\"kg\"}"));
    Change<TaxMapping> changed =
        book.mappings().put(new TaxMapping(0, "tax", "declarations", "{\"a\":\"\"}"));
    TaxRule rule =
        book.rules()
            .put(new TaxRule(0, "R3", 1, Decimal.of(0), Decimal.of(100), true, false, "me", NOW))
            .row();

    assertThat(book.recordsOf("declarations")).containsExactly(record);
    assertThat(book.recordsOf("permits")).isEmpty();
    assertThat(book.matches().list()).containsExactly(match);
    assertThat(changed.kind()).isEqualTo(Change.Kind.CHANGED);
    assertThat(book.rules().list()).containsExactly(rule);
  }
}
