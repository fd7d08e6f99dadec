// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.supervision;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.greenheart.regulation.rules.Figure;
import org.greenheart.regulation.tax.Compliance;
import org.greenheart.regulation.tax.Discharge;
import org.greenheart.regulation.tax.OutletTax;
import org.greenheart.regulation.tax.Reduction;
import org.greenheart.regulation.tax.Tax;
import org.greenheart.regulation.tax.TaxItem;
import org.greenheart.regulation.tax.TaxItems;
import org.greenheart.regulation.tax.TaxLine;
import org.greenheart.regulation.tax.TaxRates;
import org.jspecify.annotations.Nullable;

/** The tax of an outlet as it was declared, and as other lists have it. */
final class OutletSums {
  private OutletSums() {}

  /**
   * As declared, with the values, rate and reductions that were declared; 0 when it was not. Of
   * more pollutants than are taxed the first count, as on the other side.
   */
  static BigDecimal declared(OutletMonth outlet, LocalDate date) {
    BigDecimal total = BigDecimal.ZERO.setScale(2);
    Declared declared = outlet.declared();
    if (declared == null || declared.state() != Declared.State.RUNNING) {
      return total;
    }
    for (TaxLine line : ranked(outlet, declared, date)) {
      String name = line.discharge().name();
      total =
          total.add(
              Tax.yuan(
                  line.discharge()
                      .equivalents()
                      .multiply(declared.rateOf(name))
                      .multiply(declared.factors().getOrDefault(name, BigDecimal.ONE))));
    }
    return total;
  }

  /** What is taxed of a declaration, by its own equivalent values. */
  private static List<TaxLine> ranked(OutletMonth outlet, Declared declared, LocalDate date) {
    List<Discharge> discharges = new ArrayList<>();
    declared.kg().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            one ->
                TaxItems.find(outlet.medium(), one.getKey(), one.getKey(), date)
                    .map(item -> valued(item, declared.values().get(one.getKey())))
                    .ifPresent(
                        item ->
                            discharges.add(Discharge.ofKg(one.getKey(), item, one.getValue()))));
    return discharges.isEmpty()
        ? List.of()
        : OutletTax.of(
                discharges,
                TaxRates.given(outlet.rate(), outlet.medium(), date),
                Map.of(),
                Reduction.Boundary.INCLUDED,
                date)
            .value()
            .lines()
            .stream()
            .filter(TaxLine::taxed)
            .toList();
  }

  /** With the value that was used; one of 0 divides nothing. */
  private static TaxItem valued(TaxItem item, @Nullable BigDecimal used) {
    return used == null || used.signum() == 0
        ? item
        : new TaxItem(item.group(), item.name(), item.zh(), used, item.exclusive(), item.basis());
  }

  /** By monitoring, with the reductions that are due. */
  static Figure monitored(OutletMonth outlet, LocalDate date) {
    Monitored monitored = outlet.monitored();
    if (monitored == null) {
      return ClueMaker.NOT_KNOWN;
    }
    Declared declared = outlet.declared();
    return TaxComparison.assess(
            "kg",
            declared == null
                ? measured(outlet, monitored, date)
                : amounts(outlet, declared, monitored, date),
            compliance(outlet, monitored, date),
            outlet.medium(),
            outlet.rate(),
            date)
        .map(OutletTax.Assessment::total)
        .map(Figure::of)
        .orElse(ClueMaker.NOT_KNOWN);
  }

  /** How each pollutant kept to its limit, by its name in the annex. */
  static Map<String, Compliance> compliance(
      OutletMonth outlet, Monitored monitored, LocalDate date) {
    Map<String, Compliance> kept = new HashMap<>();
    monitored.compliance().forEach((name, one) -> kept.put(itemOf(outlet, name, date), one));
    return kept;
  }

  /** Monitored amounts, by their names in the annex. */
  static Map<String, BigDecimal> measured(OutletMonth outlet, Monitored monitored, LocalDate date) {
    return byItem(outlet, monitored.kg(), date);
  }

  private static Map<String, BigDecimal> byItem(
      OutletMonth outlet, Map<String, BigDecimal> kg, LocalDate date) {
    Map<String, BigDecimal> amounts = new HashMap<>();
    kg.forEach((name, one) -> amounts.merge(itemOf(outlet, name, date), one, BigDecimal::add));
    return amounts;
  }

  /** Whether anything that is taxed was seen to go out. */
  static boolean discharges(OutletMonth outlet, LocalDate date) {
    Monitored monitored = outlet.monitored();
    return monitored != null
        && monitored.kg().entrySet().stream()
            .anyMatch(
                one ->
                    one.getValue().signum() > 0
                        && TaxItems.find(outlet.medium(), one.getKey(), one.getKey(), date)
                            .isPresent());
  }

  /**
   * What is known of each pollutant, by its name in the annex: monitored, else as declared. What no
   * monitor measures is no less there, and is ranked with the others.
   */
  static Map<String, BigDecimal> amounts(
      OutletMonth outlet, Declared declared, Monitored monitored, LocalDate date) {
    Map<String, BigDecimal> known = new HashMap<>();
    declared.kg().forEach((name, kg) -> known.put(itemOf(outlet, name, date), kg));
    known.putAll(measured(outlet, monitored, date));
    return known;
  }

  /** Its name in the annex; its own where that does not list it. */
  static String itemOf(OutletMonth outlet, String name, LocalDate date) {
    return TaxItems.find(outlet.medium(), name, name, date).map(TaxItem::name).orElse(name);
  }

  /**
   * What was generated before treatment (Regulation Art. 7), where that is known; of the other
   * pollutants at least what was discharged.
   */
  static Map<String, BigDecimal> generatedAmounts(
      OutletMonth outlet, Declared declared, Monitored monitored, LocalDate date) {
    Map<String, BigDecimal> known = amounts(outlet, declared, monitored, date);
    known.putAll(byItem(outlet, monitored.generatedKg(), date));
    return known;
  }

  /** By what was generated before treatment: no reduction. */
  static Figure generated(OutletMonth outlet, Declared declared, LocalDate date) {
    Monitored monitored = outlet.monitored();
    if (monitored == null || monitored.generatedKg().isEmpty()) {
      return ClueMaker.NOT_KNOWN;
    }
    return TaxComparison.assess(
            "generatedKg",
            generatedAmounts(outlet, declared, monitored, date),
            Map.of(),
            outlet.medium(),
            outlet.rate(),
            date)
        .map(OutletTax.Assessment::total)
        .map(Figure::of)
        .orElse(ClueMaker.NOT_KNOWN);
  }

  /** All outlets together; what is not known of one is not known of all. */
  static Figure monitored(FirmMonth dossier) {
    BigDecimal total = BigDecimal.ZERO.setScale(2);
    for (OutletMonth outlet : dossier.outlets()) {
      Figure one = monitored(outlet, dossier.date());
      if (one.number().isEmpty()) {
        return ClueMaker.NOT_KNOWN;
      }
      total = total.add(one.number().orElseThrow());
    }
    return dossier.outlets().isEmpty() ? ClueMaker.NOT_KNOWN : Figure.of(total);
  }

  /** What was declared for all outlets. */
  static BigDecimal declared(FirmMonth dossier) {
    return dossier.outlets().stream()
        .map(outlet -> declared(outlet, dossier.date()))
        .reduce(BigDecimal.ZERO.setScale(2), BigDecimal::add);
  }

  /** The records on both sides of an outlet. */
  static List<Evidence> records(OutletMonth outlet) {
    List<Evidence> records = new ArrayList<>();
    Declared declared = outlet.declared();
    Monitored monitored = outlet.monitored();
    if (declared != null) {
      records.addAll(declared.records());
    }
    if (monitored != null) {
      records.addAll(monitored.records());
    }
    return records;
  }
}
