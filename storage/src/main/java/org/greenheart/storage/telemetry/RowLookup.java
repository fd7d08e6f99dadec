// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.telemetry;

import org.greenheart.storage.Observation;
import org.greenheart.storage.RowKey;

/** Finds single rows: in the overlay first, then in the chunk of their time. Stateless. */
final class RowLookup {
  private RowLookup() {}

  /**
   * Where a row stands on disk.
   *
   * <p>The overlay is looked at first: a row that is folded into a chunk between the two look-ups
   * is then found twice at worst, but never missed.
   */
  static Standing standing(Store store, RowKey key) {
    byte[] value = store.get(Family.ROWS, Keys.row(key));
    if (value == null) {
      return Standing.NOWHERE;
    }
    boolean sealed = RowCodec.isSealedBeneath(value);
    Observation row = RowCodec.isDeleted(value) ? null : RowCodec.decode(key, value);
    return new Standing(row, true, sealed);
  }
}
