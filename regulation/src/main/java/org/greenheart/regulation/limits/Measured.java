// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.limits;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import org.greenheart.regulation.rules.LawException;
import org.jspecify.annotations.Nullable;

/**
 * A value to be judged. Immutable.
 *
 * @param value not negative
 * @param unit {@code mg/m3}; for pH {@code 1}
 * @param averaging over what time it is a mean
 * @param converted whether it stands at the reference oxygen already (折算值)
 * @param oxygenPercent measured beside it, from 0 and below 21; null: not known
 */
public record Measured(
    BigDecimal value,
    String unit,
    Averaging averaging,
    boolean converted,
    @Nullable BigDecimal oxygenPercent) {
  public Measured {
    requireNonNull(unit, "unit is null");
    requireNonNull(averaging, "averaging is null");
    if (value.signum() < 0) {
      throw new LawException(
          LawException.Code.OUT_OF_RANGE,
          "value",
          "value (%s) must not be negative".formatted(value.toPlainString()));
    }
    if (oxygenPercent != null
        && (oxygenPercent.signum() < 0 || oxygenPercent.compareTo(Limit.AIR_OXYGEN) >= 0)) {
      throw new LawException(
          LawException.Code.OUT_OF_RANGE,
          "o2",
          "o2 (%s) must be from 0 and below 21: at 21 nothing burns and nothing converts"
              .formatted(oxygenPercent.toPlainString()));
    }
  }

  /** A measured value, not converted. */
  public static Measured of(BigDecimal value, String unit, Averaging averaging) {
    return new Measured(value, unit, averaging, false, null);
  }

  /** A value at the reference oxygen. */
  public static Measured converted(BigDecimal value, String unit, Averaging averaging) {
    return new Measured(value, unit, averaging, true, null);
  }

  /** The same with the oxygen measured beside it, in percent. */
  public Measured withOxygen(BigDecimal percent) {
    return new Measured(value, unit, averaging, converted, percent);
  }
}
