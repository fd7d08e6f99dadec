// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.energy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.Month;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.greenheart.regulation.carbon.EnergyCarrier;
import org.greenheart.regulation.carbon.Uncertainty;
import org.greenheart.regulation.rules.Basis;
import org.greenheart.regulation.rules.LawException;
import org.greenheart.server.production.Periods;
import org.greenheart.storage.registry.CarbonChoice;
import org.greenheart.storage.registry.Tables;
import org.jspecify.annotations.Nullable;

/**
 * The carbon of a works in a year, by sources. A sum with a source that has no figure is none.
 *
 * @param total tCO2; null where a source has no figure
 * @param complete whether no reading is missing and the year is over
 * @param uncertainty ± percent of the total; null while one of its parts is not stated
 * @param unstated sources whose uncertainty is not stated
 */
record Inventory(
    int year,
    @Nullable BigDecimal total,
    boolean complete,
    List<Source> sources,
    @Nullable BigDecimal uncertainty,
    List<String> unstated,
    List<CarbonChoice> choices,
    List<BalanceView.ProductView> products,
    List<Finding> findings) {
  Inventory {
    sources = List.copyOf(sources);
    unstated = List.copyOf(unstated);
    choices = List.copyOf(choices);
    products = List.copyOf(products);
    findings = List.copyOf(findings);
  }

  /**
   * @param kind {@code fuel}, {@code material}, {@code electricity} or {@code heat}
   * @param basis where the rule stands; empty without a figure
   */
  record Source(
      String kind, BalanceView.UseView use, String basis, @Nullable BigDecimal uncertainty) {}

  static Inventory of(Tables tables, MeterReadings readings, long enterprise, int year) {
    LocalDate day = LocalDate.of(year, Month.DECEMBER, 31);
    List<CarbonChoice> chosen = tables.energy().choices(enterprise, year);
    CarbonChoices choices = CarbonChoices.of(year, chosen);
    CarbonCount count = new CarbonCount(choices);
    EnergyBalance balance = EnergyBalance.of(tables, readings, enterprise, Periods.year(year));
    List<Finding> findings = new ArrayList<>(balance.findings());
    if (LocalDate.ofInstant(tables.now(), Periods.BEIJING).getYear() <= year) {
      findings.addFirst(new Finding("year-not-over", String.valueOf(year), "", true));
    }
    List<Source> sources = new ArrayList<>();
    List<Uncertainty.Part> parts = new ArrayList<>();
    List<String> unstated = new ArrayList<>();
    BigDecimal total = BigDecimal.ZERO;
    boolean known = !balance.works().uses().isEmpty();
    for (CarrierUse use : balance.works().uses().values()) {
      Emission emission = count.of(use);
      if (count.assumesState(use.carrier())) {
        findings.add(new Finding("gas-state-assumed", use.carrier().word(), "0 °C", false));
      }
      Optional<BigDecimal> percent = uncertainty(choices, use.carrier());
      sources.add(
          new Source(
              use.carrier().kind().name().toLowerCase(Locale.ROOT),
              BalanceView.UseView.of(use, count, day),
              Optional.ofNullable(emission.basis())
                  .map(Basis::shown)
                  .map(Basis::citation)
                  .orElse(""),
              Shown.of(percent)));
      if (emission.tCO2().isEmpty()) {
        known = false;
        findings.add(new Finding("factor-missing", use.carrier().word(), emission.missing(), true));
      } else {
        total = total.add(emission.tCO2().get());
        percent.ifPresent(value -> parts.add(new Uncertainty.Part(emission.tCO2().get(), value)));
      }
      if (percent.isEmpty()) {
        unstated.add(use.carrier().word());
      }
    }
    return new Inventory(
        year,
        known ? Shown.of(total) : null,
        findings.stream().noneMatch(Finding::incomplete),
        sources,
        known && unstated.isEmpty() ? ofSum(parts) : null,
        unstated,
        chosen,
        ProductShares.of(balance, count, day).stream()
            .map(figure -> BalanceView.ProductView.of(figure, day))
            .toList(),
        findings);
  }

  private static @Nullable BigDecimal ofSum(List<Uncertainty.Part> parts) {
    try {
      return Shown.of(Uncertainty.ofSum(parts).value());
    } catch (LawException e) {
      return null; // a sum that is not above 0 has no percent
    }
  }

  /** Of activity and factor together; empty when one of them is not stated. */
  private static Optional<BigDecimal> uncertainty(CarbonChoices choices, EnergyCarrier carrier) {
    BigDecimal activity = choices.number("activity ± " + carrier.word());
    BigDecimal factor = choices.number("factor ± " + carrier.word());
    return activity == null || factor == null
        ? Optional.empty()
        : Optional.of(Uncertainty.ofProduct(List.of(activity, factor)).value());
  }

  /** By kind, tCO2; a kind with a source without a figure is left out. */
  Map<String, BigDecimal> byKind() {
    Map<String, BigDecimal> sums = new TreeMap<>();
    for (Source source : sources) {
      BigDecimal figure = source.use().tCO2();
      if (figure != null) {
        sums.merge(source.kind(), figure, BigDecimal::add);
      }
    }
    return sums;
  }
}
