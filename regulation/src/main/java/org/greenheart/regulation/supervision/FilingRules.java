// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.supervision;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.greenheart.regulation.rules.Figure;
import org.greenheart.regulation.rules.Reasoned;
import org.greenheart.regulation.rules.Step;
import org.greenheart.regulation.tax.Filing;

/** Who should have declared and did not, or late: R1, R12, R13, R15. */
final class FilingRules {
  private FilingRules() {}

  /** A permit with taxable outlets, and no taxpayer or no declaration. */
  static void undeclared(ClueMaker clues) {
    FirmMonth dossier = clues.dossier();
    FirmMonth.Standing standing = dossier.standing();
    if (!standing.permitted() || standing.taxableOutlets() == 0) {
      return;
    }
    if (!standing.taxpayer() || !dossier.declares()) {
      List<Evidence> records = new ArrayList<>(standing.records());
      dossier.outlets().forEach(outlet -> records.addAll(OutletSums.records(outlet)));
      clues.yuan(
          "",
          OutletSums.declared(dossier),
          OutletSums.monitored(dossier),
          records,
          List.of(
              new Step(
                  standing.taxpayer() ? "当月未申报" : "未作纳税人识别",
                  standing.taxpayer() ? "nothing declared for the month" : "no taxpayer",
                  "",
                  standing.taxableOutlets() + " outlets")));
    }
  }

  /** A site at work without a declaration of its dust; how much dust is not computed. */
  static void sites(ClueMaker clues) {
    for (FirmMonth.Project project : clues.dossier().projects()) {
      if (project.active() && !project.dustDeclared()) {
        clues.yuan(
            "",
            project.number(),
            BigDecimal.ZERO,
            ClueMaker.NOT_KNOWN,
            List.of(project.record()),
            List.of());
      }
    }
  }

  /** Penalised for excess, and nothing declared or all of it reduced. */
  static void penalised(ClueMaker clues) {
    FirmMonth dossier = clues.dossier();
    List<Evidence> penalties =
        dossier.penalties().stream()
            .filter(penalty -> penalty.kind().ofExcess() && evades(dossier, penalty.kind()))
            .map(FirmMonth.Penalty::record)
            .toList();
    if (!penalties.isEmpty()) {
      List<Evidence> records = new ArrayList<>(penalties);
      dossier.outlets().forEach(outlet -> records.addAll(OutletSums.records(outlet)));
      clues.yuan(
          "", OutletSums.declared(dossier), OutletSums.monitored(dossier), records, List.of());
    }
  }

  /** Whether nothing of what exceeded was declared, or all of it was reduced. */
  private static boolean evades(FirmMonth dossier, FirmMonth.Penalty.Kind kind) {
    List<Declared> declared = new ArrayList<>();
    for (OutletMonth outlet : dossier.outlets()) {
      Declared one = outlet.declared();
      if (one != null && kind.isOf(outlet.medium())) {
        declared.add(one);
      }
    }
    List<Declared> amounts = declared.stream().filter(one -> !one.kg().isEmpty()).toList();
    return declared.isEmpty()
        || (!amounts.isEmpty()
            && amounts.stream()
                .allMatch(
                    one ->
                        one.kg().keySet().stream()
                            .allMatch(
                                name ->
                                    one.factors()
                                            .getOrDefault(name, BigDecimal.ONE)
                                            .compareTo(BigDecimal.ONE)
                                        < 0)));
  }

  /** Filed after the last day; what is not filed at all is R1's. */
  static void late(ClueMaker clues) {
    LocalDate filed = clues.dossier().filed();
    if (filed == null) {
      return;
    }
    Reasoned<LocalDate> due = Filing.due(clues.dossier().month());
    long days = ChronoUnit.DAYS.between(due.value(), filed);
    if (days > 0) {
      List<Evidence> records = new ArrayList<>();
      clues
          .dossier()
          .outlets()
          .forEach(
              outlet -> {
                Declared declared = outlet.declared();
                if (declared != null) {
                  records.addAll(declared.records());
                }
              });
      List<Step> steps = new ArrayList<>(due.steps());
      steps.add(new Step("逾期天数", "days late", due.value() + " … " + filed, days + " d"));
      clues.add(
          "",
          "",
          Figure.of(BigDecimal.valueOf(days)),
          Figure.of(BigDecimal.ZERO),
          "d",
          records,
          steps);
    }
  }
}
