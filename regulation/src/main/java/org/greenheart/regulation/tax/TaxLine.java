// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.tax;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;

/**
 * One pollutant in the tax of an outlet. Immutable.
 *
 * @param factor what is left of the tax by {@link Reduction}; 1: all
 * @param tax in yuan, to 0.01; 0 where it is not taxed
 */
public record TaxLine(Discharge discharge, Fate fate, BigDecimal factor, BigDecimal tax) {
  /** Whether a pollutant is taxed, and why not. */
  public enum Fate {
    TAXED,
    /** Others of its group have more equivalents. */
    OUTRANKED,
    /** One of those of which only one is taxed, and not the largest. */
    EXCLUDED
  }

  public TaxLine {
    requireNonNull(discharge, "discharge is null");
    requireNonNull(fate, "fate is null");
    requireNonNull(factor, "factor is null");
    requireNonNull(tax, "tax is null");
  }

  public boolean taxed() {
    return fate == Fate.TAXED;
  }
}
