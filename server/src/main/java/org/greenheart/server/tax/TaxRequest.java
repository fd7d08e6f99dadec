// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.tax;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import org.greenheart.regulation.rules.Check;
import org.greenheart.regulation.tax.NoiseTax;
import org.greenheart.regulation.tax.Reduction;
import org.greenheart.regulation.tax.SolidWasteTax;
import org.jspecify.annotations.Nullable;

/**
 * What the tax of a month is asked with. Immutable.
 *
 * @param province whose rates count; null: the rates are given
 * @param dust of an outlet by its code: {@code smoke dust} of burning, {@code general dust} of a
 *     process
 */
record TaxRequest(
    YearMonth month,
    @Nullable String province,
    @Nullable BigDecimal airRate,
    @Nullable BigDecimal waterRate,
    Reduction.Boundary boundary,
    Map<String, String> dust,
    List<WasteAsked> wastes,
    @Nullable NoiseAsked noise) {
  TaxRequest {
    dust = Map.copyOf(dust);
    wastes = List.copyOf(wastes);
  }

  /**
   * A kind of waste.
   *
   * @param dumped or falsely declared: all that was generated counts (Regulation Art. 6)
   */
  record WasteAsked(String kind, SolidWasteTax.Waste waste, boolean dumped) {}

  /** Noise at the boundary; see {@link NoiseTax}. */
  record NoiseAsked(NoiseTax.Excess day, NoiseTax.Excess night, BigDecimal boundaryM, int places) {
    NoiseAsked {
      Check.notNegative("boundaryM", boundaryM);
      Check.notNegative("places", BigDecimal.valueOf(places));
    }
  }
}
