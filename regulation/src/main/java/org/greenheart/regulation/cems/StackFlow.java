// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.cems;

import java.math.BigDecimal;
import java.util.List;
import org.greenheart.regulation.rules.Basis;
import org.greenheart.regulation.rules.Check;
import org.greenheart.regulation.rules.Confidence;
import org.greenheart.regulation.rules.Exact;
import org.greenheart.regulation.rules.Reasoned;
import org.greenheart.regulation.rules.Shown;
import org.greenheart.regulation.rules.Step;

/**
 * The flow of gas through a section of a stack. Immutable.
 *
 * @param areaM2 of the section, above 0
 * @param velocityMS as measured, not negative
 * @param coefficient velocity-field coefficient (速度场系数) K_v; 1 when the velocity is the section's
 */
public record StackFlow(BigDecimal areaM2, BigDecimal velocityMS, BigDecimal coefficient) {
  public static final Basis BASIS = new Basis("HJ 75-2017", "", Confidence.LOW, "memory");

  private static final BigDecimal PI = new BigDecimal("3.1415926535897932384626433832795029");
  private static final BigDecimal SECONDS = BigDecimal.valueOf(3600);

  public StackFlow {
    Check.positive("areaM2", areaM2);
    Check.notNegative("velocityMS", velocityMS);
    Check.positive("velocityCoefficient", coefficient);
  }

  /** A round stack. */
  public static StackFlow round(
      BigDecimal diameterM, BigDecimal velocityMS, BigDecimal coefficient) {
    Check.positive("diameterM", diameterM);
    BigDecimal area =
        PI.multiply(diameterM).multiply(diameterM).divide(BigDecimal.valueOf(4), Exact.PRECISION);
    return new StackFlow(area, velocityMS, coefficient);
  }

  /** Flow of the gas as it is, m3/h: 3600 × F × K_v × V_p. */
  public Reasoned<BigDecimal> wetM3H() {
    BigDecimal flow = SECONDS.multiply(areaM2).multiply(coefficient).multiply(velocityMS);
    return new Reasoned<>(
        flow,
        BASIS,
        List.of(
            new Step(
                "工况湿烟气流量 Qs = 3600 × F × Vs",
                "actual wet flow Q_s = 3600 × F × V_s",
                "3600 × %s × %s"
                    .formatted(Shown.text(areaM2), Shown.text(coefficient.multiply(velocityMS))),
                Shown.text(flow) + " m3/h")));
  }

  /**
   * Flow at standard state, dry, m3/h: Q_s × 273/(273 + t) × (B_a + P_s)/101325 × (1 − X_sw). The
   * working holds that of {@link #wetM3H()} as well.
   */
  public Reasoned<BigDecimal> dryStandardM3H(GasState state) {
    Reasoned<BigDecimal> wet = wetM3H();
    BigDecimal flow =
        Exact.divide(
            wet.value()
                .multiply(GasState.ZERO_C_IN_K)
                .multiply(state.pressure())
                .multiply(GasState.HUNDRED.subtract(state.moisturePercent())),
            state.kelvin().multiply(GasState.STANDARD_PA).multiply(GasState.HUNDRED));
    Step step =
        new Step(
            "标干流量 Qsn = Qs × 273/(273+ts) × (Ba+Ps)/101325 × (1−Xsw)",
            "dry standard flow Q_sn = Q_s × 273/(273+t_s) × (B_a+P_s)/101325 × (1−X_sw)",
            "%s × 273/%s × %s/101325 × (1 − %s/100)"
                .formatted(
                    Shown.text(wet.value()),
                    Shown.text(state.kelvin()),
                    Shown.text(state.pressure()),
                    Shown.text(state.moisturePercent())),
            Shown.text(flow) + " m3/h");
    return new Reasoned<>(flow, BASIS, List.of(step)).after(wet.steps());
  }
}
