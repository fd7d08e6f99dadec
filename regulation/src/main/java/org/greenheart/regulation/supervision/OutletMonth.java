// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.supervision;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import org.greenheart.regulation.tax.TaxMedium;
import org.jspecify.annotations.Nullable;

/**
 * One outlet in one month. Immutable.
 *
 * @param code of the permit: DA001, DW001
 * @param rate due, yuan for one equivalent
 * @param works whose outlet this is
 * @param declared null: not declared
 * @param monitored null: nothing else is known of it
 */
public record OutletMonth(
    String code,
    TaxMedium medium,
    BigDecimal rate,
    Works works,
    @Nullable Declared declared,
    @Nullable Monitored monitored) {
  /** Whether central works stand behind the outlet. */
  public enum Works {
    NONE,
    WITHIN_STANDARD,
    EXCEEDING,
    OF_A_PARK
  }

  public OutletMonth {
    requireNonNull(code, "code is null");
    requireNonNull(medium, "medium is null");
    requireNonNull(rate, "rate is null");
    requireNonNull(works, "works is null");
  }
}
