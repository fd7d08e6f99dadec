// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.cems;

import java.math.BigDecimal;
import java.util.List;
import org.greenheart.regulation.rules.Basis;
import org.greenheart.regulation.rules.Check;
import org.greenheart.regulation.rules.Confidence;
import org.greenheart.regulation.rules.Reasoned;
import org.greenheart.regulation.rules.Shown;
import org.greenheart.regulation.rules.Step;

/** Mass that leaves a stack in an hour. */
public final class EmissionRate {
  public static final Basis BASIS =
      new Basis("HJ 75-2017", "", Confidence.MEDIUM, "an open flue-gas program; memory");

  private EmissionRate() {}

  /**
   * ρ × Q_sn × 10⁻⁶, kg/h.
   *
   * @param concentration mg/m3 dry at standard state, as measured: NOT converted to reference
   *     oxygen
   * @param flowDryStandard m3/h dry at standard state
   */
  public static Reasoned<BigDecimal> kgH(BigDecimal concentration, BigDecimal flowDryStandard) {
    Check.notNegative("concentration", concentration);
    Check.notNegative("flowDryStandard", flowDryStandard);
    BigDecimal rate = concentration.multiply(flowDryStandard).movePointLeft(6);
    return new Reasoned<>(
        rate,
        BASIS,
        List.of(
            new Step(
                "小时排放量 G = ρ标干（未折算）× Qsn × 10⁻⁶",
                "hourly emission G = ρ (dry standard, not converted) × Q_sn × 10⁻⁶",
                "%s × %s × 10⁻⁶".formatted(Shown.text(concentration), Shown.text(flowDryStandard)),
                Shown.text(rate) + " kg/h")));
  }
}
