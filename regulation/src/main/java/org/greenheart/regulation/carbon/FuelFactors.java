// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.carbon;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import org.greenheart.regulation.rules.Basis;

/**
 * What turns an amount of a fuel into CO2. Immutable.
 *
 * @param family the letter of the source that the defaults are of; {@code measured} when all were
 *     given
 * @param fuel its name in the table, or as the call has it
 * @param unit what amounts are in: {@code t}, or {@code 1e4Nm3}
 * @param ncv GJ for one unit
 * @param cc tC/GJ
 * @param of the part of the carbon that burns
 */
public record FuelFactors(
    String family,
    String fuel,
    String unit,
    BigDecimal ncv,
    BigDecimal cc,
    BigDecimal of,
    Basis basis) {
  public FuelFactors {
    requireNonNull(family, "family is null");
    requireNonNull(fuel, "fuel is null");
    requireNonNull(unit, "unit is null");
    requireNonNull(ncv, "ncv is null");
    requireNonNull(cc, "cc is null");
    requireNonNull(of, "of is null");
    requireNonNull(basis, "basis is null");
  }
}
