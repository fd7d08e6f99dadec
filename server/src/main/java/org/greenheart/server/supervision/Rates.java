// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.supervision;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.greenheart.regulation.rules.LawException;
import org.greenheart.regulation.tax.TaxMedium;
import org.greenheart.regulation.tax.TaxRates;
import org.jspecify.annotations.Nullable;

/**
 * Yuan for one equivalent: those of a province, or given ones. Immutable.
 *
 * @param province null: they are given
 */
record Rates(@Nullable String province, @Nullable BigDecimal air, @Nullable BigDecimal water) {
  /**
   * The rate of a medium on a day.
   *
   * @throws LawException when none is known, or no province may set it so
   */
  BigDecimal of(TaxMedium medium, LocalDate date) {
    BigDecimal given =
        switch (medium) {
          case AIR -> air;
          case WATER -> water;
        };
    if (given != null) {
      return TaxRates.given(given, medium, date).value();
    }
    if (province == null) {
      throw new LawException(
          LawException.Code.MISSING, "province", "the input province or a rate must be given");
    }
    return TaxRates.of(province, medium, date).value();
  }
}
