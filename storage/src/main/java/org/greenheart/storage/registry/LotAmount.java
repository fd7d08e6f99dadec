// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.math.BigDecimal;

/** So much of a lot. */
public record LotAmount(long lot, BigDecimal quantity) {
  /**
   * @throws RuleException {@code quantity-range}, {@code quantity-places}
   */
  public LotAmount {
    quantity = Amounts.positive("quantity", quantity);
  }
}
