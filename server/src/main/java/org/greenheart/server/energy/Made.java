// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.energy;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.registry.Product;

/**
 * What was made of a product on a unit.
 *
 * @param unit 0 = not said
 * @param amount in the product's unit
 * @param qualified the part of it that passed
 * @param batches what it rests on; empty when it was measured
 */
record Made(
    Product product, long unit, BigDecimal amount, BigDecimal qualified, List<String> batches) {
  private static final BigDecimal KG_PER_T = BigDecimal.valueOf(1_000);

  Made {
    batches = List.copyOf(batches);
  }

  /** Its mass in t; empty where that of one piece or m2 is not known. */
  Optional<BigDecimal> tonnes() {
    if (product.unit().equals("t")) {
      return Optional.of(amount);
    }
    return Optional.ofNullable(product.kilograms())
        .map(Decimal::toBigDecimal)
        .map(kilograms -> amount.multiply(kilograms).divide(KG_PER_T));
  }
}
