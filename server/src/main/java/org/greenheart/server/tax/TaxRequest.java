// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.tax;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.greenheart.regulation.rules.Check;
import org.greenheart.regulation.rules.LawException;
import org.greenheart.regulation.tax.NoiseTax;
import org.greenheart.regulation.tax.Reduction;
import org.greenheart.regulation.tax.SolidWasteTax;
import org.greenheart.server.manual.MonthOfSamples.NotDetected;
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
    LaboratoryAsked laboratory,
    List<WasteAsked> wastes,
    List<NoiseAsked> noises) {
  TaxRequest {
    dust = Map.copyOf(dust);
    wastes = List.copyOf(wastes);
    noises = List.copyOf(noises);
    for (Ran ran : laboratory.ran().values()) {
      ran.requireWithin(month);
    }
  }

  /**
   * What has to be said before an amount can be made of laboratories' samples.
   *
   * @param ran of an outlet by its code: how long it ran, or what went out
   * @param carryOver whether the newest sample before counts in a month without one, within its
   *     quarter: only where the time that the authority has set for sampling allows it (Cai Shui
   *     2018 No. 23, 1)
   * @param notDetected what stands for it; null: not said
   * @param voluntary codes of outlets whose monitors no rule demands: when these told nothing, the
   *     laboratory's data may count (Cai Shui 2018 No. 117, 3)
   */
  record LaboratoryAsked(
      Map<String, Ran> ran,
      boolean carryOver,
      @Nullable NotDetected notDetected,
      Set<String> voluntary) {
    static final LaboratoryAsked NOTHING = new LaboratoryAsked(Map.of(), false, null, Set.of());

    LaboratoryAsked {
      ran = Map.copyOf(ran);
      voluntary = Set.copyOf(voluntary);
    }
  }

  /**
   * Exactly one of the two is given.
   *
   * @param hours of the month
   * @param volumeM3 of the month; of gas dry and standard
   */
  record Ran(@Nullable BigDecimal hours, @Nullable BigDecimal volumeM3) {
    private static final int HOURS_OF_DAY = 24;

    Ran {
      if ((hours == null) == (volumeM3 == null)) {
        throw new LawException(
            LawException.Code.CONFLICT,
            "laboratory.ran",
            "laboratory.ran must say either hours or volumeM3");
      }
      if (hours != null) {
        Check.notNegative("laboratory.ran.hours", hours);
      }
      if (volumeM3 != null) {
        Check.notNegative("laboratory.ran.volumeM3", volumeM3);
      }
    }

    /**
     * @throws LawException for more hours than the month has
     */
    void requireWithin(YearMonth month) {
      if (hours != null) {
        String most = Integer.toString(month.lengthOfMonth() * HOURS_OF_DAY);
        Check.within("laboratory.ran.hours", hours, "0", most);
      }
    }
  }

  /**
   * A kind of waste.
   *
   * @param dumped or falsely declared: all that was generated counts (Regulation Art. 6)
   */
  record WasteAsked(String kind, SolidWasteTax.Waste waste, boolean dumped) {}

  /**
   * Noise at the boundary; see {@link NoiseTax}. Sites at different places are taxed each for
   * itself and added up (annex 1, notes: medium, known by copies of the law).
   *
   * @param site as the enterprise calls it; empty: its only one
   */
  record NoiseAsked(
      String site, NoiseTax.Excess day, NoiseTax.Excess night, BigDecimal boundaryM, int places) {
    NoiseAsked {
      requireNonNull(site, "site is null");
      Check.notNegative("boundaryM", boundaryM);
      Check.notNegative("places", BigDecimal.valueOf(places));
    }
  }
}
