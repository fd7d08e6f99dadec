// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.supervision;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.greenheart.regulation.rules.Figure;
import org.greenheart.regulation.rules.Reasoned;
import org.greenheart.regulation.rules.Step;
import org.greenheart.regulation.tax.Filing;
import org.jspecify.annotations.Nullable;

/** Who should have declared and did not, or late: R1, R12, R13, R15. */
final class FilingRules {
  /** A week of holiday and the weekends beside it move the last day by less. */
  private static final int MOST_DAYS_OF_HOLIDAYS = 14;

  private FilingRules() {}

  /** Taxable outlets, and no taxpayer, no declaration, or one that leaves some of them out. */
  static void undeclared(ClueMaker clues) {
    FirmMonth dossier = clues.dossier();
    SortedMap<String, Evidence> permitted = new TreeMap<>();
    if (dossier.standing().permitted()) {
      permitted.putAll(dossier.standing().taxable());
    }
    SortedSet<String> outlets = new TreeSet<>(permitted.keySet());
    dossier.outlets().stream()
        .filter(outlet -> OutletSums.discharges(outlet, dossier.date()))
        .forEach(outlet -> outlets.add(outlet.code()));
    if (outlets.isEmpty()) {
      return;
    }
    if (dossier.standing().taxpayer() && dossier.declares()) {
      outlets.stream()
          .filter(code -> !isDeclared(dossier, code))
          .forEach(code -> leftOut(clues, code, permitted.get(code)));
    } else {
      List<Evidence> records = new ArrayList<>(permitted.values());
      dossier.outlets().forEach(outlet -> records.addAll(OutletSums.records(outlet)));
      clues.yuan(
          "",
          OutletSums.declared(dossier),
          OutletSums.monitored(dossier),
          records,
          List.of(
              new Step(
                  dossier.standing().taxpayer() ? "当月未申报" : "未作纳税人识别",
                  dossier.standing().taxpayer() ? "nothing declared for the month" : "no taxpayer",
                  "",
                  String.join(", ", outlets))));
    }
  }

  private static boolean isDeclared(FirmMonth dossier, String code) {
    return dossier.outlets().stream()
        .anyMatch(outlet -> outlet.code().equals(code) && outlet.declared() != null);
  }

  /** Each outlet is declared for itself (Regulation Art. 8). */
  private static void leftOut(ClueMaker clues, String code, @Nullable Evidence permit) {
    List<Evidence> records = new ArrayList<>();
    if (permit != null) {
      records.add(permit);
    }
    Figure due = ClueMaker.NOT_KNOWN;
    for (OutletMonth outlet : clues.dossier().outlets()) {
      if (outlet.code().equals(code)) {
        records.addAll(OutletSums.records(outlet));
        due = OutletSums.monitored(outlet, clues.dossier().date());
      }
    }
    clues.yuan(
        code,
        BigDecimal.ZERO,
        due,
        records,
        List.of(new Step("其他排放口已申报，该排放口漏报", "others are declared, this outlet is not", "", code)));
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

  /** Penalised for excess, and nothing or zero declared, exempt, or all of it reduced. */
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

  /** Whether nothing of what exceeded was declared to be taxed, or all of it was reduced. */
  private static boolean evades(FirmMonth dossier, FirmMonth.Penalty.Kind kind) {
    for (OutletMonth outlet : dossier.outlets()) {
      Declared declared = outlet.declared();
      if (declared != null && kind.isOf(outlet.medium()) && paysInFull(declared)) {
        return false;
      }
    }
    return true;
  }

  /** Whether any amount of it is taxed without a reduction. */
  private static boolean paysInFull(Declared declared) {
    return switch (declared.state()) {
      case STOPPED, EXEMPT -> false;
      case RUNNING ->
          declared.kg().entrySet().stream()
              .filter(one -> one.getValue().signum() > 0)
              .anyMatch(
                  one ->
                      declared
                              .factors()
                              .getOrDefault(one.getKey(), BigDecimal.ONE)
                              .compareTo(BigDecimal.ONE)
                          >= 0);
    };
  }

  /**
   * Filed after the last day; what is not filed at all is R1's. Holidays may have moved that day,
   * and the tax offices publish it: before they must be over, it is a possible clue only.
   */
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
          steps,
          days > MOST_DAYS_OF_HOLIDAYS
              ? List.of()
              : records.stream()
                  .limit(1)
                  .map(record -> new Explained(Explanation.HOLIDAYS, "", record))
                  .toList());
    }
  }
}
