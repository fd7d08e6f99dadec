// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What is there and what will be needed. Thread-safe. */
public interface Stocks {
  /** Sets what an enterprise has. */
  void count(SupplyStock stock);

  /**
   * Adds to what an enterprise has of a product, where it keeps count of it; may be negative.
   *
   * @throws RuleException {@code quantity-range}
   */
  void move(long enterprise, long product, BigDecimal by);

  /** What an enterprise has of a product; empty where nobody has counted. */
  Optional<SupplyStock> of(long enterprise, long product);

  List<SupplyStock> stock(Set<Long> enterprises);

  void forecast(SupplyForecast forecast);

  /** Of some partnerships, by month. */
  List<SupplyForecast> forecasts(Collection<Long> partners);
}
