// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * What an enterprise has of a product.
 *
 * @param at when it was counted, or last moved by a delivery
 */
public record SupplyStock(long enterprise, long product, BigDecimal quantity, Instant at) {
  public SupplyStock {
    requireNonNull(quantity, "quantity is null");
    requireNonNull(at, "at is null");
  }
}
