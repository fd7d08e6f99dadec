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

/** Nitrogen oxides are one figure, counted as NO2. */
public final class NitrogenOxides {
  public static final Basis BASIS =
      new Basis("HJ 75-2017", "", Confidence.MEDIUM, "two open flue-gas programs; memory");

  private NitrogenOxides() {}

  /** From volume, mg/m3 as NO2 at 273 K: (NO + NO2) × 46/22.4. */
  public static Reasoned<BigDecimal> ofPpm(BigDecimal noPpm, BigDecimal no2Ppm) {
    Check.notNegative("noPpm", noPpm);
    Check.notNegative("no2Ppm", no2Ppm);
    BigDecimal sum =
        Exact.divide(noPpm.add(no2Ppm).multiply(Gas.NO2.molarMass()), Gas.MOLAR_VOLUME);
    return reasoned(sum, "(NO + NO2) × 46/22.4", "(%s + %s) × 46/22.4".formatted(noPpm, no2Ppm));
  }

  /** From mass, mg/m3 as NO2: NO × 46/30 + NO2. */
  public static Reasoned<BigDecimal> ofMass(BigDecimal noMgM3, BigDecimal no2MgM3) {
    Check.notNegative("noMgM3", noMgM3);
    Check.notNegative("no2MgM3", no2MgM3);
    BigDecimal sum =
        Exact.divide(noMgM3.multiply(Gas.NO2.molarMass()), Gas.NO.molarMass()).add(no2MgM3);
    return reasoned(sum, "NO × 46/30 + NO2", "%s × 46/30 + %s".formatted(noMgM3, no2MgM3));
  }

  private static Reasoned<BigDecimal> reasoned(BigDecimal sum, String formula, String expression) {
    return new Reasoned<>(
        sum,
        BASIS,
        List.of(
            new Step(
                "氮氧化物（以 NO2 计） " + formula,
                "nitrogen oxides as NO2, " + formula,
                expression,
                Shown.text(sum) + " mg/m3")));
  }
}
