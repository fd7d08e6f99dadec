// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.calculator;

import static org.greenheart.regulation.calculator.AirFunctions.LEVEL;
import static org.greenheart.regulation.calculator.AirFunctions.PERIOD;
import static org.greenheart.regulation.calculator.AirFunctions.POLLUTANT;
import static org.greenheart.regulation.calculator.AirFunctions.UNIT;
import static org.greenheart.regulation.calculator.AirFunctions.UNVERIFIED;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.greenheart.regulation.air.AmbientLimit;
import org.greenheart.regulation.air.AmbientLimits;
import org.greenheart.regulation.air.Averaging;
import org.greenheart.regulation.air.GasState;
import org.greenheart.regulation.air.Pollutant;
import org.greenheart.regulation.air.Statistics;
import org.greenheart.regulation.rules.LawException;
import org.greenheart.regulation.rules.Reasoned;

/** Limits of ambient air (GB 3095). */
final class AirLimitFunctions {
  private AirLimitFunctions() {}

  static List<LawFunction> all() {
    return List.of(limits(), exceedance(), state());
  }

  private static LawFunction limits() {
    return new LawFunction(
        "air/limits",
        "环境空气浓度限值",
        "limits of ambient air",
        List.of(
            Field.text(
                    "pollutant",
                    "污染物",
                    "SO2, NO2, CO, O3, PM10, PM2.5, TSP, NOx, Pb, BaP; reference values of Cd, Hg, As,"
                        + " Cr6, F")
                .known(
                    List.of("SO2", "NO2", "CO", "O3", "PM10", "PM2.5", "TSP", "NOx", "Pb", "BaP")),
            PERIOD.optional(),
            LEVEL),
        List.of(
            Field.object("limits", "各平均时间的限值", "by period"),
            Field.text("unit", "单位", "unit"),
            Field.text("stage", "过渡或最终", "transition or final"),
            Field.number("limit", UNIT, "所选平均时间的限值", "of the period asked for").optional(),
            Field.flag("reference", "是否参考限值", "whether it is a reference value of the annex")),
        Map.of("pollutant", "PM2.5", "period", "day"),
        inputs -> {
          String item = item(inputs.text("pollutant"));
          List<AmbientLimit> limits =
              AmbientLimits.of(item, AirFunctions.zone(inputs), inputs.date());
          if (limits.isEmpty()) {
            throw noLimit("pollutant", item, inputs);
          }
          Map<String, Object> byPeriod = new LinkedHashMap<>();
          limits.forEach(limit -> byPeriod.put(limit.averaging().word(), limit.value()));
          Optional<AmbientLimit> asked =
              inputs
                  .findText("period")
                  .map(text -> Averaging.of("period", text))
                  .map(
                      period ->
                          limits.stream()
                              .filter(limit -> limit.averaging() == period)
                              .findFirst()
                              .orElseThrow(() -> noLimit("period", item + " " + period, inputs)));
          AmbientLimit first = asked.orElse(limits.getFirst());
          Answer answer =
              Answer.by(first.basis())
                  .put("limits", byPeriod)
                  .put("unit", first.unit())
                  .put("stage", first.transition() ? "transition" : "final")
                  .put("reference", first.reference());
          asked.ifPresent(limit -> answer.put("limit", limit.value()));
          return answer.why(
              "按数据日期选用限值",
              "the limits in force on the data's day",
              inputs.date().toString(),
              first.validity().toString());
        });
  }

  private static LawFunction exceedance() {
    return new LawFunction(
        "air/exceedance",
        "是否超标及超标倍数",
        "exceedance and its multiple",
        List.of(POLLUTANT, PERIOD, Field.number("value", UNIT, "质量浓度", "concentration"), LEVEL),
        List.of(
            Field.number("limit", UNIT, "限值", "limit"),
            Field.flag("exceeded", "是否超标", "whether it is above"),
            Field.number("multiple", "", "超标倍数", "exceedance multiple, 0 within the limit")),
        Map.of("pollutant", "PM2.5", "period", "day", "value", 66),
        inputs -> {
          AmbientLimit limit =
              AmbientLimits.limit(
                  AirFunctions.indicator(inputs), AirFunctions.zone(inputs), inputs.date());
          BigDecimal value = inputs.amount("value");
          Reasoned<BigDecimal> multiple = Statistics.multiple(value, limit.value(), inputs.date());
          return Answer.by(limit.basis())
              .put("limit", limit.value())
              .put("exceeded", limit.isExceededBy(value))
              .put("multiple", multiple.value())
              .why(multiple.steps())
              .also(multiple.basis());
        });
  }

  private static LawFunction state() {
    return new LawFunction(
        "air/state",
        "换算到参考状态",
        "conversion to the reference state",
        List.of(
            POLLUTANT,
            Field.number("value", UNIT, "监测状态浓度", "concentration at the monitor"),
            Field.number("temperatureC", "degC", "气温", "temperature"),
            Field.number("pressureHPa", "hPa", "气压", "pressure"),
            UNVERIFIED),
        List.of(Field.number("converted", UNIT, "参考状态浓度", "at the reference state")),
        Map.of("pollutant", "SO2", "value", 20, "temperatureC", 10, "pressureHPa", 1000),
        inputs -> {
          Reasoned<BigDecimal> converted =
              GasState.convert(
                  AirFunctions.pollutant(inputs),
                  inputs.amount("value"),
                  inputs.decimal("temperatureC"),
                  inputs.decimal("pressureHPa"),
                  inputs.date(),
                  AirFunctions.enabled(inputs));
          return Answer.of(converted).put("converted", converted.value());
        });
  }

  /** An item of the limits: a basic pollutant by name or code, or another item by name. */
  static String item(String text) {
    return Pollutant.find(text).map(Pollutant::word).orElse(text);
  }

  private static LawException noLimit(String field, String what, Inputs inputs) {
    if (field.equals("pollutant")
        && AmbientLimits.items().stream().noneMatch(what::equalsIgnoreCase)) {
      return new LawException(
          LawException.Code.OUT_OF_RANGE,
          field,
          "pollutant (%s) must be one of %s"
              .formatted(what, String.join(", ", AmbientLimits.items())));
    }
    return new LawException(
        LawException.Code.NO_RULE,
        field,
        "no limit of %s is in force on %s".formatted(what, inputs.date()));
  }
}
