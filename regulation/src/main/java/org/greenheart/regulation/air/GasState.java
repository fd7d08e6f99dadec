// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.air;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Predicate;
import org.greenheart.regulation.rules.Exact;
import org.greenheart.regulation.rules.LawException;
import org.greenheart.regulation.rules.Reasoned;
import org.greenheart.regulation.rules.RuleRow;
import org.greenheart.regulation.rules.RuleTable;
import org.greenheart.regulation.rules.Step;

/**
 * The state that concentrations refer to: gases 298.15 K and 1013.25 hPa, particles that at the
 * monitor. Thread-safe.
 */
public final class GasState {
  private static final RuleTable TABLE = Air.table("gas-state.tsv");
  private static final BigDecimal ZERO_CELSIUS = new BigDecimal("273.15");

  private GasState() {}

  /**
   * A concentration at the state of the monitor, converted to the reference state.
   *
   * @param celsius above −273.15
   * @param hectopascal above 0
   */
  public static Reasoned<BigDecimal> convert(
      Pollutant pollutant,
      BigDecimal concentration,
      BigDecimal celsius,
      BigDecimal hectopascal,
      LocalDate day,
      Predicate<RuleRow> enabled) {
    Air.notNegative("value", concentration);
    BigDecimal kelvin = celsius.add(ZERO_CELSIUS);
    positive("temperatureC", celsius, kelvin);
    positive("pressureHPa", hectopascal, hectopascal);
    RuleRow row =
        TABLE.at(day).stream()
            .findFirst()
            .orElseThrow(() -> Air.noRule("date", "the state of the gas", day));
    if (pollutant == Pollutant.PM10 || pollutant == Pollutant.PM25) {
      return new Reasoned<>(
          concentration,
          row.basis(),
          List.of(
              new Step(
                  "颗粒物按监测时的实际状态",
                  "particles are reported at the state of the monitor",
                  "",
                  concentration.toPlainString())));
    }
    if (!enabled.test(row)) {
      throw Air.disabled("date", "the state of the gas", row);
    }
    BigDecimal value =
        Exact.divide(
            concentration.multiply(kelvin).multiply(row.decimal("pressure")),
            row.decimal("temperature").multiply(hectopascal));
    return new Reasoned<>(
        value,
        row.basis(),
        List.of(
            new Step(
                "换算到参考状态",
                "converted to the reference state",
                "%s × (%s/%s) × (%s/%s)"
                    .formatted(
                        concentration.toPlainString(),
                        kelvin.toPlainString(),
                        row.text("temperature"),
                        row.text("pressure"),
                        hectopascal.toPlainString()),
                Exact.text(value, 4))));
  }

  private static void positive(String field, BigDecimal given, BigDecimal absolute) {
    if (absolute.signum() <= 0) {
      throw new LawException(
          LawException.Code.OUT_OF_RANGE,
          field,
          "%s (%s) is below what can be".formatted(field, given.toPlainString()));
    }
  }
}
