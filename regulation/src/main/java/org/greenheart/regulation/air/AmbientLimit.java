// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.air;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import org.greenheart.regulation.rules.Basis;
import org.greenheart.regulation.rules.Validity;

/**
 * A limit of ambient air. Immutable.
 *
 * @param item a {@link Pollutant#word()}, or one of TSP, NOx, Pb, BaP, Cd, Hg, As, Cr6, F
 * @param averaging what mean it limits; of ozone 8 h: the maximum of the day
 * @param value at most this
 * @param unit ug/m3 or mg/m3
 * @param transition whether a stricter one follows on a fixed day (过渡阶段浓度限值)
 * @param reference whether it binds only where it is adopted (Annex A)
 */
public record AmbientLimit(
    String item,
    Averaging averaging,
    Zone zone,
    BigDecimal value,
    String unit,
    boolean transition,
    boolean reference,
    Validity validity,
    Basis basis) {
  public AmbientLimit {
    requireNonNull(item, "item is null");
    requireNonNull(averaging, "averaging is null");
    requireNonNull(zone, "zone is null");
    requireNonNull(unit, "unit is null");
    requireNonNull(validity, "validity is null");
    requireNonNull(basis, "basis is null");
    if (value.signum() <= 0) {
      throw new IllegalArgumentException("a limit (%s) must be above 0".formatted(value));
    }
  }

  /** Whether a mean is above the limit; equal to it is within. */
  public boolean isExceededBy(BigDecimal concentration) {
    return concentration.compareTo(value) > 0;
  }
}
