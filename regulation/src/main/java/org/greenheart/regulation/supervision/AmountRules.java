// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.supervision;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.greenheart.regulation.rules.Figure;
import org.greenheart.regulation.rules.Reasoned;
import org.greenheart.regulation.rules.Shown;
import org.greenheart.regulation.rules.Step;
import org.greenheart.regulation.tax.OutletTax;
import org.greenheart.regulation.tax.TaxItem;
import org.greenheart.regulation.tax.TaxItems;
import org.greenheart.regulation.tax.TaxLine;

/** Too little declared: R2, R3, R8, R9, R10. */
final class AmountRules {
  private AmountRules() {}

  /** Declared zero or stopped, and seen to discharge. */
  static void zero(ClueMaker clues, OutletMonth outlet, Declared declared) {
    if (declared.state() != Declared.State.EXEMPT
        && declared.isZero()
        && OutletSums.discharges(outlet, clues.dossier().date())) {
      raise(clues, outlet, List.of());
    }
  }

  /** Fewer equivalents than recomputed; what was declared as zero is R2's. */
  static void shortfall(
      ClueMaker clues, OutletMonth outlet, Declared declared, Monitored monitored) {
    if (declared.state() == Declared.State.RUNNING && !declared.isZero()) {
      LocalDate date = clues.dossier().date();
      Reasoned<TaxComparison> comparison =
          TaxComparison.of(
              declared.kg(),
              switch (declared.amount()) {
                case DISCHARGED -> OutletSums.amounts(outlet, declared, monitored, date);
                case GENERATED -> OutletSums.generatedAmounts(outlet, declared, monitored, date);
              },
              outlet.medium(),
              outlet.rate(),
              clues.rule(),
              date);
      if (comparison.value().clue()) {
        clues.yuan(
            outlet.code(),
            comparison.value().declaredTax(),
            Figure.of(comparison.value().recomputedTax()),
            OutletSums.records(outlet),
            comparison.steps());
      }
    }
  }

  /** A pollutant that should be taxed is not declared, or a value or the rate is not the law's. */
  static void items(ClueMaker clues, OutletMonth outlet, Declared declared, Monitored monitored) {
    if (declared.state() != Declared.State.RUNNING || declared.isZero()) {
      return;
    }
    LocalDate date = clues.dossier().date();
    List<Step> steps = new ArrayList<>();
    Set<String> names =
        declared.kg().entrySet().stream()
            .filter(one -> one.getValue().signum() > 0)
            .flatMap(one -> item(outlet, one.getKey(), date).stream())
            .map(TaxItem::name)
            .collect(Collectors.toSet());
    Set<String> missing = new TreeSet<>(taxed(outlet, declared, monitored, date));
    missing.removeAll(names);
    if (!missing.isEmpty()) {
      steps.add(new Step("应税而未申报", "to be taxed and not declared", "", String.join(", ", missing)));
    }
    declared.values().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            one ->
                item(outlet, one.getKey(), date)
                    .filter(item -> item.valueKg().compareTo(one.getValue()) != 0)
                    .ifPresent(
                        item ->
                            steps.add(
                                new Step(
                                    one.getKey() + " 当量值不符",
                                    one.getKey() + ": another equivalent value",
                                    Shown.text(one.getValue()),
                                    item.valueKg().toPlainString() + " kg"))));
    declared.kg().keySet().stream()
        .map(declared::rateOf)
        .filter(rate -> rate.compareTo(outlet.rate()) != 0)
        .distinct()
        .sorted()
        .forEach(
            rate ->
                steps.add(
                    new Step(
                        "单位税额不符",
                        "another rate",
                        Shown.text(rate),
                        Shown.text(outlet.rate()) + " yuan")));
    if (!steps.isEmpty()) {
      raise(clues, outlet, steps);
    }
  }

  private static Set<String> taxed(
      OutletMonth outlet, Declared declared, Monitored monitored, LocalDate date) {
    return TaxComparison.assess(
            "kg",
            OutletSums.amounts(outlet, declared, monitored, date),
            Map.of(),
            outlet.medium(),
            outlet.rate(),
            date)
        .map(OutletTax.Assessment::lines)
        .orElse(List.of())
        .stream()
        .filter(TaxLine::taxed)
        .map(line -> line.discharge().item())
        .collect(Collectors.toSet());
  }

  private static Optional<TaxItem> item(OutletMonth outlet, String name, LocalDate date) {
    return TaxItems.find(outlet.medium(), name, name, date);
  }

  /** Far under last year's same period, or the peers. */
  static void unlike(ClueMaker clues) {
    for (FirmMonth.Comparison comparison : clues.dossier().comparisons()) {
      BigDecimal least = comparison.like().multiply(clues.rule().tolerance());
      if (comparison.declared().compareTo(least) < 0) {
        clues.add(
            "",
            comparison.pollutant()
                + switch (comparison.measure()) {
                  case LAST_YEAR -> " / last year";
                  case PEERS -> " / peers";
                },
            Figure.of(comparison.declared()),
            Figure.of(comparison.like()),
            comparison.unit(),
            comparison.records(),
            List.of(
                new Step(
                    comparison.pollutant()
                        + switch (comparison.measure()) {
                          case LAST_YEAR -> "：与上年同期相比";
                          case PEERS -> "：单位产品与同行中位数相比";
                        },
                    comparison.pollutant()
                        + switch (comparison.measure()) {
                          case LAST_YEAR -> ": against last year";
                          case PEERS -> ": for one unit of product, against the peers' median";
                        },
                    "%s < %s × %s"
                        .formatted(
                            Shown.text(comparison.declared()),
                            Shown.text(comparison.like()),
                            Shown.text(clues.rule().tolerance())),
                    comparison.unit())));
      }
    }
  }

  /** Missing hours that were counted as nothing. */
  static void unfilled(
      ClueMaker clues, OutletMonth outlet, Declared declared, Monitored monitored) {
    if (declared.method() == Declared.Method.AUTOMATIC && monitored.zeroHours() > 0) {
      raise(
          clues,
          outlet,
          List.of(new Step("按零计的缺失小时", "missing hours as 0", "", monitored.zeroHours() + " h")));
    }
  }

  private static void raise(ClueMaker clues, OutletMonth outlet, List<Step> steps) {
    LocalDate date = clues.dossier().date();
    clues.yuan(
        outlet.code(),
        OutletSums.declared(outlet, date),
        OutletSums.monitored(outlet, date),
        OutletSums.records(outlet),
        steps);
  }
}
