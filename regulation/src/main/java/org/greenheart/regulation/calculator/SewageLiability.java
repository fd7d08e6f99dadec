// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.calculator;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.greenheart.regulation.rules.Reasoned;
import org.greenheart.regulation.rules.Step;
import org.greenheart.regulation.tax.Tax;

/** Whether a sewage outlet pays at all, by where its water goes and whose it is. */
enum SewageLiability {
  DIRECT("direct", true, "Art. 2", "直接排放", "discharged directly"),
  TO_WORKS(
      "to-works",
      false,
      "Art. 4 (1)",
      "排入依法设立的集中处理场所，不属于直接排放",
      "to lawful central works: not discharged directly"),
  WORKS_WITHIN(
      "works-within-standard",
      false,
      "Art. 12 (3)",
      "城乡污水集中处理场所达标排放，免征",
      "lawful works of a town within the standard: exempt"),
  WORKS_OVER("works-exceeding", true, "Art. 5", "集中处理场所超标排放", "works that exceed the standard"),
  PARK_WORKS(
      "park-works",
      true,
      "Regulation Art. 3",
      "工业园区集中处理场所不免征",
      "works of an industrial park are not exempt");

  private final String word;
  private final boolean pays;
  private final String clause;
  private final String zh;
  private final String en;

  SewageLiability(String word, boolean pays, String clause, String zh, String en) {
    this.word = word;
    this.pays = pays;
    this.clause = clause;
    this.zh = zh;
    this.en = en;
  }

  static List<String> words() {
    return Arrays.stream(values()).map(one -> one.word).toList();
  }

  /** Why nothing is paid; nothing when it is. */
  static Optional<Reasoned<String>> of(Inputs inputs) {
    String word = inputs.findChoice("category", words()).orElse(DIRECT.word);
    return Arrays.stream(values())
        .filter(one -> one.word.equals(word) && !one.pays)
        .map(
            one ->
                new Reasoned<>(
                    one.word, Tax.law(one.clause), List.of(new Step(one.zh, one.en, "", "0 yuan"))))
        .findFirst();
  }
}
