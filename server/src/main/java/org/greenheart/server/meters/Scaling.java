// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.meters;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.registry.MeterEntry;

/** From the number that was read to the value: times the scale, and the shift added. */
final class Scaling {
  private Scaling() {}

  /** Empty when it does not fit a {@link Decimal}. */
  static Optional<Decimal> value(MeterEntry entry, BigDecimal read) {
    BigDecimal value =
        read.multiply(entry.scale().toBigDecimal()).add(entry.shift().toBigDecimal());
    return Decimal.of(
        value.scale() > Decimal.MAX_SCALE
            ? value.setScale(Decimal.MAX_SCALE, RoundingMode.HALF_EVEN)
            : value);
  }
}
