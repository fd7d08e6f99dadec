// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.supervision;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.greenheart.regulation.rules.Figure;
import org.greenheart.regulation.rules.Reasoned;
import org.greenheart.regulation.rules.Shown;
import org.greenheart.regulation.rules.Step;
import org.greenheart.regulation.tax.SolidWasteTax;

/** Counted by the wrong means, or what went elsewhere: R6, R7, R11, R14. */
final class MethodRules {
  private MethodRules() {}

  /** Penalised for what makes the generated amount count, and taxed on the discharged one. */
  static void generation(ClueMaker clues, OutletMonth outlet, Declared declared) {
    List<Evidence> penalties =
        clues.dossier().penalties().stream()
            .filter(penalty -> penalty.kind().onGeneration())
            .map(FirmMonth.Penalty::record)
            .toList();
    if (!penalties.isEmpty() && declared.amount() == Declared.Amount.DISCHARGED) {
      List<Evidence> records = new ArrayList<>(penalties);
      records.addAll(OutletSums.records(outlet));
      LocalDate date = clues.dossier().date();
      clues.yuan(
          outlet.code(),
          OutletSums.declared(outlet, date),
          OutletSums.generated(outlet, declared, date),
          records,
          List.of());
    }
  }

  /** A lower way of counting, although the first one was there. */
  static void order(ClueMaker clues, OutletMonth outlet, Declared declared, Monitored monitored) {
    LocalDate date = clues.dossier().date();
    // What no monitor measures may be counted by a factor.
    Set<String> measured = new HashSet<>(OutletSums.measured(outlet, monitored, date).keySet());
    monitored.sampled().forEach(name -> measured.remove(OutletSums.itemOf(outlet, name, date)));
    List<String> lower =
        declared.kg().keySet().stream()
            .filter(name -> measured.contains(OutletSums.itemOf(outlet, name, date)))
            .filter(name -> isLower(declared.methodOf(name)))
            .sorted()
            .toList();
    if (!lower.isEmpty() && monitored.compliant() && declared.state() == Declared.State.RUNNING) {
      clues.yuan(
          outlet.code(),
          OutletSums.declared(outlet, date),
          OutletSums.monitored(outlet, date),
          OutletSums.records(outlet),
          List.of(new Step("按系数或抽样估算", "by factor or estimate", "", String.join(", ", lower))));
    }
  }

  private static boolean isLower(Declared.Method method) {
    return switch (method) {
      case FACTOR, ESTIMATE -> true;
      case AUTOMATIC, MONITORED -> false;
    };
  }

  /** Waste that went nowhere lawful, above what was declared. */
  static void waste(ClueMaker clues) {
    List<Evidence> dumping =
        clues.dossier().penalties().stream()
            .filter(penalty -> penalty.kind().onGeneratedWaste())
            .map(FirmMonth.Penalty::record)
            .toList();
    LocalDate date = clues.dossier().date();
    for (FirmMonth.WasteMonth waste : clues.dossier().wastes()) {
      Reasoned<BigDecimal> due =
          SolidWasteTax.of(waste.kind(), waste.ledger(), !dumping.isEmpty(), date);
      Reasoned<BigDecimal> declared =
          SolidWasteTax.of(
              waste.kind(),
              new SolidWasteTax.Waste(
                  waste.declaredT(), BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO),
              false,
              date);
      BigDecimal difference = due.value().subtract(declared.value());
      boolean tolerated =
          difference.compareTo(due.value().multiply(clues.rule().tolerance())) <= 0
              || difference.compareTo(clues.rule().leastYuan()) <= 0;
      if (!tolerated) {
        List<Evidence> records = new ArrayList<>(waste.records());
        records.addAll(dumping);
        clues.yuan(
            "", waste.kind(), declared.value(), Figure.of(due.value()), records, due.steps());
      }
    }
  }

  /**
   * Declared stopped, and used more than a stopped plant does; or used what the told output cannot
   * have used. A firm of which one outlet runs is not stopped.
   */
  static void running(ClueMaker clues) {
    List<Evidence> stopped = new ArrayList<>();
    boolean isStopped = false;
    boolean runs = false;
    for (OutletMonth outlet : clues.dossier().outlets()) {
      Declared declared = outlet.declared();
      if (declared != null) {
        isStopped |= declared.state() == Declared.State.STOPPED;
        runs |= !declared.isZero();
        stopped.addAll(declared.records());
      }
    }
    for (FirmMonth.Consumption consumption : clues.dossier().consumptions()) {
      BigDecimal idle = consumption.idle();
      if (isStopped && !runs && idle != null) {
        idle(clues, consumption, idle, stopped);
      }
      FirmMonth.Quota quota = consumption.quota();
      if (quota != null && !(isStopped && !runs)) {
        quota(clues, consumption, quota);
      }
    }
  }

  private static void idle(
      ClueMaker clues, FirmMonth.Consumption it, BigDecimal idle, List<Evidence> stopped) {
    BigDecimal most = idle.multiply(BigDecimal.ONE.add(clues.rule().tolerance()));
    if (it.used().compareTo(most) > 0) {
      List<Evidence> records = new ArrayList<>(stopped);
      records.add(it.record());
      clues.add(
          "",
          it.what(),
          Figure.of(idle),
          Figure.of(it.used()),
          it.unit(),
          records,
          List.of(
              new Step(
                  it.what() + "：停产时至多",
                  it.what() + ": at most when stopped",
                  "%s > %s".formatted(Shown.text(it.used()), Shown.text(most)),
                  it.unit())));
    }
  }

  /** Far more used than the output takes: more was made; far less: it came from elsewhere. */
  private static void quota(ClueMaker clues, FirmMonth.Consumption it, FirmMonth.Quota quota) {
    ConsumptionGap gap =
        ConsumptionGap.of(quota.output(), quota.low(), quota.high(), it.used()).value();
    BigDecimal most = gap.expectedHigh().multiply(BigDecimal.ONE.add(clues.rule().tolerance()));
    BigDecimal least =
        gap.expectedLow().multiply(BigDecimal.ONE.subtract(clues.rule().tolerance()));
    boolean more = it.used().compareTo(most) > 0;
    if (more || it.used().compareTo(least) < 0) {
      List<Evidence> records = new ArrayList<>(quota.records());
      records.add(it.record());
      clues.add(
          "",
          it.what() + " / output",
          Figure.of(more ? gap.expectedHigh() : gap.expectedLow()),
          Figure.of(it.used()),
          it.unit(),
          records,
          List.of(
              new Step(
                  "按产量与定额应耗",
                  "expected by output and quota",
                  "%s × %s … %s"
                      .formatted(
                          Shown.text(quota.output()),
                          Shown.text(quota.low()),
                          Shown.text(quota.high())),
                  "%s … %s %s"
                      .formatted(
                          Shown.text(gap.expectedLow()),
                          Shown.text(gap.expectedHigh()),
                          it.unit())),
              more
                  ? new Step(
                      "用量高于定额：产量可能少报",
                      "more than the quota: more may have been made",
                      "%s > %s".formatted(Shown.text(it.used()), Shown.text(most)),
                      it.unit())
                  : new Step(
                      "用量低于定额：可能另有来源",
                      "less than the quota: some may have come from elsewhere",
                      "%s < %s".formatted(Shown.text(it.used()), Shown.text(least)),
                      it.unit())));
    }
  }
}
