// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.supervision;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.greenheart.regulation.rules.Figure;
import org.greenheart.regulation.rules.Step;

/** Gathers the clues of one rule in one dossier. One use, one thread. */
final class ClueMaker {
  static final Figure.Absent NOT_KNOWN =
      Figure.absent("not-known", "没有可用于计算的数据", "there is no data to compute it from");

  private final FirmMonth dossier;
  private final SupervisionRule rule;
  private final List<Clue> clues = new ArrayList<>();

  ClueMaker(FirmMonth dossier, SupervisionRule rule) {
    this.dossier = dossier;
    this.rule = rule;
  }

  FirmMonth dossier() {
    return dossier;
  }

  SupervisionRule rule() {
    return rule;
  }

  List<Clue> clues() {
    return clues;
  }

  void add(
      String outlet,
      String subject,
      Figure declared,
      Figure recomputed,
      String unit,
      List<Evidence> records,
      List<Step> steps) {
    boolean bothSums = declared.number().isPresent() && recomputed.number().isPresent();
    List<Step> working = new ArrayList<>();
    working.add(new Step(rule.zh(), rule.en(), "", rule.id().name()));
    working.addAll(steps);
    clues.add(
        new Clue(
            rule,
            dossier.firm(),
            dossier.month(),
            outlet,
            subject,
            declared,
            recomputed,
            unit,
            Clue.certainty(dossier, rule, bothSums),
            records,
            working));
  }

  void yuan(
      String outlet,
      BigDecimal declared,
      Figure recomputed,
      List<Evidence> records,
      List<Step> steps) {
    yuan(outlet, "", declared, recomputed, records, steps);
  }

  void yuan(
      String outlet,
      String subject,
      BigDecimal declared,
      Figure recomputed,
      List<Evidence> records,
      List<Step> steps) {
    add(outlet, subject, Figure.of(declared), recomputed, "yuan", records, steps);
  }
}
