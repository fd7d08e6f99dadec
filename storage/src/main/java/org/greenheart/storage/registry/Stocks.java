// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

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

  /**
   * What some enterprises have, and of others what those have of products that they offer, newest
   * first.
   *
   * @param before only those with a smaller id
   */
  List<SupplyStock> stock(
      Collection<Long> enterprises, Collection<Long> others, long before, int limit);

  void forecast(SupplyForecast forecast);

  Optional<SupplyForecast> forecast(long partner, long product, YearMonth month);

  /**
   * Of some partnerships, newest first.
   *
   * @param before only those with a smaller id
   */
  List<SupplyForecast> forecasts(Collection<Long> partners, long before, int limit);
}
