// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.energy;

import java.time.Instant;
import java.util.Optional;

/** The carbon of what a works made, for those who pass it on. Thread-safe. */
public interface CarbonOfLot {
  /**
   * Of one unit of a product.
   *
   * @param product code of it
   * @param from of the time in which it was made
   * @return empty when the works has no such product or made none of it in the time
   */
  Optional<LotCarbon> of(long enterprise, String product, Instant from, Instant to);

  /** Of one unit of a batch, over the time in which it was made. */
  Optional<LotCarbon> ofBatch(long enterprise, String product, String batch);
}
