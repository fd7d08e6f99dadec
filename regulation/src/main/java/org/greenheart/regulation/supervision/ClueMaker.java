// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.supervision;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
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
    add(outlet, subject, declared, recomputed, unit, records, steps, List.of());
  }

  /**
   * @param own explanations that the rule itself sees, beside those that were given
   */
  void add(
      String outlet,
      String subject,
      Figure declared,
      Figure recomputed,
      String unit,
      List<Evidence> records,
      List<Step> steps,
      List<Explained> own) {
    boolean bothSums = declared.number().isPresent() && recomputed.number().isPresent();
    List<Explained> explanations =
        Stream.concat(dossier.explanations().stream(), own.stream())
            .filter(each -> each.explains(rule.id(), outlet))
            .toList();
    List<Step> working = new ArrayList<>();
    working.add(new Step(rule.zh(), rule.en(), "", rule.id().name()));
    working.addAll(monitoredFrom(outlet));
    working.addAll(steps);
    explanations.forEach(each -> working.add(step(each)));
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
            Clue.certainty(dossier.firm(), rule, bothSums, !explanations.isEmpty()),
            records,
            explanations,
            working));
  }

  private List<Step> monitoredFrom(String outlet) {
    return dossier.outlets().stream()
        .filter(each -> each.code().equals(outlet))
        .flatMap(each -> Optional.ofNullable(each.monitored()).stream())
        .flatMap(monitored -> monitored.steps().stream())
        .toList();
  }

  private static Step step(Explained explained) {
    return new Step(
        "可能的解释：" + explained.explanation().zh(),
        "may be explained: " + explained.explanation().en(),
        explained.outlet(),
        explained.record().says());
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
    boolean small =
        rule.leastYuan().signum() > 0
            && recomputed
                .number()
                .filter(due -> due.subtract(declared).abs().compareTo(rule.leastYuan()) <= 0)
                .isPresent();
    if (!small) {
      add(outlet, subject, Figure.of(declared), recomputed, "yuan", records, steps);
    }
  }
}
