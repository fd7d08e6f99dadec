// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.energy;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.greenheart.regulation.rules.Exact;
import org.greenheart.server.production.Periods;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.TimeRange;
import org.greenheart.storage.registry.OutputEntry;
import org.greenheart.storage.registry.Product;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.Tables;

/** Answers from the balance of the time in which a lot was made. Thread-safe. */
final class LotFigures implements CarbonOfLot {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private final Registry registry;
  private final MeterReadings readings;

  LotFigures(Registry registry, MeterReadings readings) {
    this.registry = requireNonNull(registry, "registry is null");
    this.readings = requireNonNull(readings, "readings is null");
  }

  @Override
  public Optional<LotCarbon> of(long enterprise, String product, Instant from, Instant to) {
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException("from (%s) must be before to (%s)".formatted(from, to));
    }
    return registry.read(tables -> figure(tables, enterprise, product, from, to));
  }

  @Override
  public Optional<LotCarbon> ofBatch(long enterprise, String product, String batch) {
    return registry.read(
        tables ->
            find(tables, enterprise, product)
                .flatMap(
                    one ->
                        tables.production().history(one.id(), batch).stream()
                            .findFirst()
                            .filter(entry -> !entry.withdrawn()))
                .flatMap(
                    (OutputEntry entry) ->
                        figure(tables, enterprise, product, entry.from(), entry.to())));
  }

  private static Optional<Product> find(Tables tables, long enterprise, String code) {
    return tables.production().products().list().stream()
        .filter(one -> one.enterprise() == enterprise && one.code().equals(code))
        .findFirst();
  }

  private Optional<LotCarbon> figure(
      Tables tables, long enterprise, String product, Instant from, Instant to) {
    EnergyBalance balance = EnergyBalance.of(tables, readings, enterprise, TimeRange.of(from, to));
    LocalDate day = LocalDate.ofInstant(from, Periods.BEIJING);
    CarbonChoices choices =
        CarbonChoices.of(day.getYear(), tables.energy().choices(enterprise, day.getYear()));
    CarbonCount count = new CarbonCount(choices);
    return ProductShares.of(balance, count, day).stream()
        .filter(one -> one.product().code().equals(product))
        .findFirst()
        .map(figure -> carbon(figure, balance, count, from, to));
  }

  private static LotCarbon carbon(
      ProductFigure figure, EnergyBalance balance, CarbonCount count, Instant from, Instant to) {
    List<String> missing = new ArrayList<>(figure.missing());
    if (figure.qualified().signum() == 0) {
      missing.add("nothing of it passed");
    }
    Product product = figure.product();
    return new LotCarbon(
        missing.isEmpty()
            ? figure.kgCO2().map(all -> Exact.divide(all, figure.qualified()))
            : Optional.empty(),
        product.unit(),
        product.unit().equals("t")
            ? Optional.of(BigDecimal.valueOf(1_000))
            : Optional.ofNullable(product.kilograms()).map(Decimal::toBigDecimal),
        from,
        to,
        LotCarbon.GATE_TO_GATE,
        method(figure, balance, count),
        missing.isEmpty() ? HUNDRED : BigDecimal.ZERO,
        missing);
  }

  /** In a sentence that can stand beside the figure. */
  private static String method(ProductFigure figure, EnergyBalance balance, CarbonCount count) {
    List<String> factors =
        balance.works().uses().values().stream()
            .map(count::of)
            .filter(emission -> emission.tCO2().isPresent())
            .map(emission -> emission.carrier().word() + " " + emission.chosen())
            .toList();
    String shared =
        figure
            .measured()
            .map(part -> Exact.text(part.movePointRight(2), 1))
            .map(
                "%s %% of it from units that made this product alone, the rest shared out by mass; "
                    ::formatted)
            .orElse("");
    return "GB/T 32151.9 family: fuel, carbonates, bought electricity and heat; "
        + shared
        + String.join("; ", factors);
  }
}
