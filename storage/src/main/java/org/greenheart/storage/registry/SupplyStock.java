// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * What an enterprise has of a product.
 *
 * @param id 0 for one that is counted
 * @param quantity below 0 where more was shipped than had been counted
 * @param at when it was counted, or last moved by a delivery
 */
public record SupplyStock(long id, long enterprise, long product, BigDecimal quantity, Instant at) {
  /**
   * @throws RuleException {@code quantity-range}, {@code quantity-places}
   */
  public SupplyStock {
    quantity = Amounts.signed("quantity", quantity);
    requireNonNull(at, "at is null");
  }

  /**
   * What somebody has counted.
   *
   * @throws RuleException {@code quantity-range}, {@code quantity-places}
   */
  public static SupplyStock counted(
      long enterprise, long product, BigDecimal quantity, Instant at) {
    return new SupplyStock(0, enterprise, product, Amounts.notNegative("quantity", quantity), at);
  }
}
