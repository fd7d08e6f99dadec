// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.cems;

import java.math.BigDecimal;
import java.util.List;
import org.greenheart.regulation.rules.Basis;
import org.greenheart.regulation.rules.Check;
import org.greenheart.regulation.rules.Confidence;
import org.greenheart.regulation.rules.Exact;
import org.greenheart.regulation.rules.LawException;
import org.greenheart.regulation.rules.Reasoned;
import org.greenheart.regulation.rules.Shown;
import org.greenheart.regulation.rules.Step;

/**
 * The state of the gas in the stack. Standard state (标准状态) is 273 K, 101 325 Pa, dry. Immutable.
 *
 * @param temperatureC above −273
 * @param atmosphericPa air pressure, above 0
 * @param staticPa static pressure of the gas against the air; the sum must be above 0
 * @param moisturePercent water vapour by volume, 0 to below 100
 */
public record GasState(
    BigDecimal temperatureC,
    BigDecimal atmosphericPa,
    BigDecimal staticPa,
    BigDecimal moisturePercent) {

  public static final Basis DRY =
      new Basis("HJ 75-2017", "", Confidence.MEDIUM, "two open flue-gas programs; memory");
  public static final Basis STANDARD =
      new Basis(
          "HJ 75-2017; HJ 1045-2019",
          "Appendix A of HJ 1045",
          Confidence.MEDIUM,
          "an open flue-gas program that names them; memory");
  public static final Basis MOISTURE =
      new Basis("HJ 75-2017", "Appendix C", Confidence.LOW, "memory");

  static final BigDecimal ZERO_C_IN_K = BigDecimal.valueOf(273);
  static final BigDecimal STANDARD_PA = BigDecimal.valueOf(101_325);
  static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  public GasState {
    if (temperatureC.compareTo(ZERO_C_IN_K.negate()) <= 0) {
      throw new LawException(
          LawException.Code.OUT_OF_RANGE,
          "temperatureC",
          "temperatureC (%s) must be above -273".formatted(temperatureC.toPlainString()));
    }
    Check.positive("atmosphericPa", atmosphericPa);
    if (atmosphericPa.add(staticPa).signum() <= 0) {
      throw new LawException(
          LawException.Code.OUT_OF_RANGE,
          "staticPa",
          "staticPa (%s) must leave a pressure above 0 with atmosphericPa (%s)"
              .formatted(staticPa.toPlainString(), atmosphericPa.toPlainString()));
    }
    Check.partOf100("moisturePercent", moisturePercent);
  }

  /** Dry concentration from a wet one: c/(1 − X_sw). */
  public static Reasoned<BigDecimal> dry(BigDecimal wet, BigDecimal moisturePercent) {
    Check.notNegative("wet", wet);
    Check.partOf100("moisturePercent", moisturePercent);
    BigDecimal dry = Exact.divide(wet.multiply(HUNDRED), HUNDRED.subtract(moisturePercent));
    return new Reasoned<>(
        dry,
        DRY,
        List.of(
            new Step(
                "干基浓度 c湿/(1 − Xsw)",
                "dry concentration, c_wet/(1 − X_sw)",
                "%s/(1 − %s/100)".formatted(Shown.text(wet), Shown.text(moisturePercent)),
                Shown.text(dry) + " mg/m3")));
  }

  /**
   * Moisture from the oxygen of the wet and of the dried gas: 1 − X'/X.
   *
   * @param o2Wet %, not above the dry one
   * @param o2Dry %, above 0
   */
  public static Reasoned<BigDecimal> moistureByOxygen(BigDecimal o2Wet, BigDecimal o2Dry) {
    Check.positive("o2Dry", Check.within("o2Dry", o2Dry, "0", "100"));
    Check.notAbove("o2Wet", Check.positive("o2Wet", o2Wet), "o2Dry", o2Dry);
    BigDecimal percent = HUNDRED.subtract(Exact.divide(o2Wet.multiply(HUNDRED), o2Dry));
    return new Reasoned<>(
        percent,
        MOISTURE,
        List.of(
            new Step(
                "含湿量 Xsw = 1 − X'O2/XO2",
                "moisture X_sw = 1 − X'_O2/X_O2",
                "1 − %s/%s".formatted(Shown.text(o2Wet), Shown.text(o2Dry)),
                Shown.text(percent) + " %")));
  }

  /**
   * A concentration of the actual wet gas at standard state, dry: c × 101325/(B_a + P_s) × (273 +
   * t)/273/(1 − X_sw). With a moisture of 0 it is only brought to standard temperature and
   * pressure.
   */
  public Reasoned<BigDecimal> toStandard(BigDecimal actual) {
    Check.notNegative("actual", actual);
    BigDecimal standard =
        Exact.divide(
            actual.multiply(STANDARD_PA).multiply(kelvin()).multiply(HUNDRED),
            pressure().multiply(ZERO_C_IN_K).multiply(HUNDRED.subtract(moisturePercent)));
    return new Reasoned<>(
        standard,
        STANDARD,
        List.of(
            new Step(
                "标干浓度 c × 101325/(Ba+Ps) × (273+ts)/273/(1−Xsw)",
                "dry standard concentration, c × 101325/(B_a+P_s) × (273+t_s)/273/(1−X_sw)",
                "%s × 101325/%s × %s/273/(1 − %s/100)"
                    .formatted(
                        Shown.text(actual),
                        Shown.text(pressure()),
                        Shown.text(kelvin()),
                        Shown.text(moisturePercent)),
                Shown.text(standard) + " mg/m3")));
  }

  /** Gas temperature on the scale of the standards, with 273 and not 273.15. */
  BigDecimal kelvin() {
    return ZERO_C_IN_K.add(temperatureC);
  }

  /** Pressure in the stack, Pa. */
  BigDecimal pressure() {
    return atmosphericPa.add(staticPa);
  }
}
