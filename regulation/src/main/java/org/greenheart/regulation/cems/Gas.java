// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.cems;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import org.greenheart.regulation.rules.Basis;
import org.greenheart.regulation.rules.Check;
import org.greenheart.regulation.rules.Confidence;
import org.greenheart.regulation.rules.Exact;
import org.greenheart.regulation.rules.LawException;
import org.greenheart.regulation.rules.Reasoned;
import org.greenheart.regulation.rules.Shown;
import org.greenheart.regulation.rules.Step;

/** Gases that analysers give in parts per million of volume. */
public enum Gas {
  SO2(64),
  NO(30),
  NO2(46),
  CO(28);

  public static final Basis BASIS =
      new Basis("HJ 75-2017", "", Confidence.MEDIUM, "two open flue-gas programs; memory");

  /** Litres of a mole at 273 K. The 24.45 of 25 °C is for ambient air only. */
  static final BigDecimal MOLAR_VOLUME = new BigDecimal("22.4");

  private final BigDecimal molarMass;

  Gas(int molarMass) {
    this.molarMass = BigDecimal.valueOf(molarMass);
  }

  /** g/mol, as the standards round it. */
  BigDecimal molarMass() {
    return molarMass;
  }

  /** mg/m3 at 273 K and 101 325 Pa: ppm × M/22.4. */
  public Reasoned<BigDecimal> mgM3(BigDecimal ppm) {
    Check.notNegative("ppm", ppm);
    BigDecimal mass = Exact.divide(ppm.multiply(molarMass), MOLAR_VOLUME);
    return new Reasoned<>(
        mass,
        BASIS,
        List.of(
            new Step(
                "体积浓度换算 ppm × M/22.4",
                "from volume, ppm × M/22.4",
                "%s × %s/22.4".formatted(Shown.text(ppm), molarMass),
                Shown.text(mass) + " mg/m3")));
  }

  /** By its formula, without regard to case. */
  public static Gas of(String name) {
    for (Gas gas : values()) {
      if (gas.name().equals(name.toUpperCase(Locale.ROOT))) {
        return gas;
      }
    }
    throw new LawException(
        LawException.Code.OUT_OF_RANGE,
        "gas",
        "gas (%s) must be one of %s".formatted(name, List.of(values())));
  }
}
