// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.supervision;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.greenheart.regulation.rules.Exact;
import org.greenheart.regulation.rules.Figure;
import org.greenheart.regulation.tax.Compliance;
import org.greenheart.regulation.tax.OutletTax;
import org.greenheart.regulation.tax.Tax;
import org.greenheart.regulation.tax.TaxItem;
import org.greenheart.regulation.tax.TaxItems;

/** The tax of an outlet as it was declared, and as other lists have it. */
final class OutletSums {
  private OutletSums() {}

  /** As declared, with the values, rate and reductions that were declared; 0 when it was not. */
  static BigDecimal declared(OutletMonth outlet, LocalDate date) {
    Declared declared = outlet.declared();
    if (declared == null || declared.state() != Declared.State.RUNNING) {
      return BigDecimal.ZERO.setScale(2);
    }
    BigDecimal total = BigDecimal.ZERO.setScale(2);
    for (Map.Entry<String, BigDecimal> one : declared.kg().entrySet()) {
      BigDecimal value = valueOf(outlet, declared, one.getKey(), date);
      if (value.signum() > 0) {
        total =
            total.add(
                Tax.yuan(
                    Exact.divide(one.getValue(), value)
                        .multiply(declared.rateOf(one.getKey()))
                        .multiply(declared.factors().getOrDefault(one.getKey(), BigDecimal.ONE))));
      }
    }
    return total;
  }

  private static BigDecimal valueOf(
      OutletMonth outlet, Declared declared, String name, LocalDate date) {
    BigDecimal used = declared.values().get(name);
    return used != null
        ? used
        : TaxItems.find(outlet.medium(), name, name, date)
            .map(TaxItem::valueKg)
            .orElse(BigDecimal.ZERO);
  }

  /** By monitoring, with the reductions that are due. */
  static Figure monitored(OutletMonth outlet, LocalDate date) {
    Monitored monitored = outlet.monitored();
    if (monitored == null) {
      return ClueMaker.NOT_KNOWN;
    }
    Declared declared = outlet.declared();
    Map<String, Compliance> kept = new HashMap<>();
    monitored.compliance().forEach((name, one) -> kept.put(itemOf(outlet, name, date), one));
    return TaxComparison.assess(
            "kg",
            declared == null ? monitored.kg() : amounts(outlet, declared, monitored, date),
            declared == null ? monitored.compliance() : kept,
            outlet.medium(),
            outlet.rate(),
            date)
        .map(OutletTax.Assessment::total)
        .map(Figure::of)
        .orElse(ClueMaker.NOT_KNOWN);
  }

  /**
   * What is known of each pollutant, by its name in the annex: monitored, else as declared. What no
   * monitor measures is no less there, and is ranked with the others.
   */
  static Map<String, BigDecimal> amounts(
      OutletMonth outlet, Declared declared, Monitored monitored, LocalDate date) {
    Map<String, BigDecimal> known = new HashMap<>();
    declared.kg().forEach((name, kg) -> known.put(itemOf(outlet, name, date), kg));
    Map<String, BigDecimal> measured = new HashMap<>();
    monitored
        .kg()
        .forEach((name, kg) -> measured.merge(itemOf(outlet, name, date), kg, BigDecimal::add));
    known.putAll(measured);
    return known;
  }

  private static String itemOf(OutletMonth outlet, String name, LocalDate date) {
    return TaxItems.find(outlet.medium(), name, name, date).map(TaxItem::name).orElse(name);
  }

  /** By what was generated before treatment: no reduction. */
  static Figure generated(OutletMonth outlet, LocalDate date) {
    Monitored monitored = outlet.monitored();
    if (monitored == null || monitored.generatedKg().isEmpty()) {
      return ClueMaker.NOT_KNOWN;
    }
    return TaxComparison.assess(
            "generatedKg", monitored.generatedKg(), Map.of(), outlet.medium(), outlet.rate(), date)
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
