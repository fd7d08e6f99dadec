// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Set;

/**
 * So much of a product, made together.
 *
 * @param id 0 for a new one
 * @param owner that of the product
 * @param code a GS1 key or a Handle-style code, unique with the owner
 * @param madeFrom the first day on which it was made
 * @param madeTo the last one
 * @param shown words of what whoever knows the code may see
 * @param version counts the changes
 */
public record SupplyLot(
    long id,
    long owner,
    long product,
    String code,
    BigDecimal quantity,
    LocalDate madeFrom,
    LocalDate madeTo,
    Set<String> shown,
    int version) {
  /**
   * @throws RuleException {@code quantity-range}, {@code quantity-places}, {@code lot-days}
   */
  public SupplyLot {
    code = Checks.text("code", code);
    quantity = Amounts.positive("quantity", quantity);
    requireNonNull(madeFrom, "madeFrom is null");
    requireNonNull(madeTo, "madeTo is null");
    shown = Set.copyOf(shown);
    if (madeTo.isBefore(madeFrom)) {
      throw new RuleException(
          "madeTo", "must not be before madeFrom (%s)".formatted(madeFrom), madeTo, "lot-days");
    }
  }
}
