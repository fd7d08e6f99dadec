// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.supervision;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
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
          OutletSums.generated(outlet, date),
          records,
          List.of());
    }
  }

  /** A lower way of counting, although the first one was there. */
  static void order(ClueMaker clues, OutletMonth outlet, Declared declared, Monitored monitored) {
    boolean lower =
        switch (declared.method()) {
          case FACTOR, ESTIMATE -> true;
          case AUTOMATIC, MONITORED -> false;
        };
    if (lower && monitored.compliant() && declared.state() == Declared.State.RUNNING) {
      LocalDate date = clues.dossier().date();
      clues.yuan(
          outlet.code(),
          OutletSums.declared(outlet, date),
          OutletSums.monitored(outlet, date),
          OutletSums.records(outlet),
          List.of());
    }
  }

  /** Waste that went nowhere lawful, above what was declared. */
  static void waste(ClueMaker clues) {
    List<Evidence> dumping =
        clues.dossier().penalties().stream()
            .filter(penalty -> penalty.kind() == FirmMonth.Penalty.Kind.DUMPING)
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

  /** Declared stopped, and used more than a stopped plant does. */
  static void running(ClueMaker clues) {
    List<Evidence> stopped = new ArrayList<>();
    boolean isStopped = false;
    for (OutletMonth outlet : clues.dossier().outlets()) {
      Declared declared = outlet.declared();
      if (declared != null && declared.state() == Declared.State.STOPPED) {
        isStopped = true;
        stopped.addAll(declared.records());
      }
    }
    if (!isStopped) {
      return;
    }
    for (FirmMonth.Consumption consumption : clues.dossier().consumptions()) {
      BigDecimal most = consumption.idle().multiply(BigDecimal.ONE.add(clues.rule().tolerance()));
      if (consumption.used().compareTo(most) > 0) {
        List<Evidence> records = new ArrayList<>(stopped);
        records.add(consumption.record());
        clues.add(
            "",
            consumption.what(),
            Figure.of(consumption.idle()),
            Figure.of(consumption.used()),
            consumption.unit(),
            records,
            List.of(
                new Step(
                    consumption.what() + "：停产时至多",
                    consumption.what() + ": at most when stopped",
                    "%s > %s".formatted(Shown.text(consumption.used()), Shown.text(most)),
                    consumption.unit())));
      }
    }
  }
}
