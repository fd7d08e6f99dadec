// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.time.YearMonth;

/**
 * What a buyer expects to need of a product in a month.
 *
 * @param id 0 for one that is said
 */
public record SupplyForecast(
    long id, long partner, long product, YearMonth month, BigDecimal quantity) {
  /**
   * @throws RuleException {@code quantity-range}, {@code quantity-places}
   */
  public SupplyForecast {
    requireNonNull(month, "month is null");
    quantity = Amounts.notNegative("quantity", quantity);
  }

  /** Whether another one says the same, however its amount is written. */
  public boolean says(SupplyForecast other) {
    return partner == other.partner
        && product == other.product
        && month.equals(other.month)
        && quantity.compareTo(other.quantity) == 0;
  }
}
