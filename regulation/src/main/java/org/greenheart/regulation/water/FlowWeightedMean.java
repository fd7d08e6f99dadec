// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.water;

import java.math.BigDecimal;
import java.util.List;
import org.greenheart.regulation.cems.AppendixD;
import org.greenheart.regulation.rules.LawException;
import org.greenheart.regulation.rules.Reasoned;
import org.jspecify.annotations.Nullable;

/**
 * The mean of a day that water is judged by: C_d = Σ(C_i × Q_i)/ΣQ_i, and the amount Σ(C_i × Q_i) ×
 * 10⁻³ kg: the load and weighted mean of HJ 212-2017 appendix D.
 */
public final class FlowWeightedMean {
  private FlowWeightedMean() {}

  /**
   * @param mgL concentration of each hour, null for one that is missing
   * @param m3 volume of each hour, as many
   * @return no mean when nothing flowed
   * @throws LawException when no concentration is there
   */
  public static Reasoned<AppendixD.Load> of(
      List<? extends @Nullable BigDecimal> mgL, List<BigDecimal> m3) {
    return AppendixD.load(AppendixD.Medium.WATER, m3, mgL);
  }
}
