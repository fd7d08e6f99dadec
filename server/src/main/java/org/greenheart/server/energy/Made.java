// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.energy;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.TimeRange;
import org.greenheart.storage.registry.Product;

/**
 * What was made of a product on a unit.
 *
 * @param unit 0 = not said
 * @param amount in the product's unit
 * @param qualified the part of it that passed
 * @param sources batches and meters that say so
 */
record Made(
    Product product,
    long unit,
    BigDecimal amount,
    BigDecimal qualified,
    List<EnergySource> sources) {
  private static final BigDecimal KG_PER_T = BigDecimal.valueOf(1_000);

  Made {
    requireNonNull(product, "product is null");
    requireNonNull(amount, "amount is null");
    requireNonNull(qualified, "qualified is null");
    sources = List.copyOf(sources);
  }

  /** Of the same product on the same unit. */
  Made plus(Made other) {
    List<EnergySource> all = new ArrayList<>(sources);
    all.addAll(other.sources);
    return new Made(product, unit, amount.add(other.amount), qualified.add(other.qualified), all);
  }

  /** Whether its meters have a reading of every hour. */
  boolean isRead() {
    return sources.stream().allMatch(EnergySource::complete);
  }

  /** When it was made. */
  List<TimeRange> times() {
    return sources.stream().map(EnergySource::time).toList();
  }

  /** Its mass in t; empty where that of one piece or m2 is not known. */
  Optional<BigDecimal> tonnes() {
    return tonnes(product, amount);
  }

  /** The mass of an amount of a product in t; empty where that of one piece or m2 is not known. */
  static Optional<BigDecimal> tonnes(Product product, BigDecimal amount) {
    if (product.unit().equals("t")) {
      return Optional.of(amount);
    }
    return Optional.ofNullable(product.kilograms())
        .map(Decimal::toBigDecimal)
        .map(kilograms -> amount.multiply(kilograms).divide(KG_PER_T));
  }
}
