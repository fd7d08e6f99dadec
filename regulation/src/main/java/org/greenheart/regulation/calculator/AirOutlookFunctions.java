// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.calculator;

import static org.greenheart.regulation.calculator.AirFunctions.LEVEL;
import static org.greenheart.regulation.calculator.AirFunctions.POLLUTANT;
import static org.greenheart.regulation.calculator.AirFunctions.UNIT;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.greenheart.regulation.air.AlertScheme;
import org.greenheart.regulation.air.AlertTrigger;
import org.greenheart.regulation.air.AmbientLimits;
import org.greenheart.regulation.air.Attainment;
import org.greenheart.regulation.air.Averaging;
import org.greenheart.regulation.air.Indicator;
import org.greenheart.regulation.rules.Exact;
import org.greenheart.regulation.rules.LawException;
import org.greenheart.regulation.rules.Reasoned;
import org.jspecify.annotations.Nullable;

/** What lies ahead: warnings of heavy pollution, and the target of the year. */
final class AirOutlookFunctions {
  private static final BigDecimal GOOD = BigDecimal.valueOf(100);

  private AirOutlookFunctions() {}

  static List<LawFunction> all() {
    return List.of(alert(), attainment());
  }

  private static LawFunction alert() {
    return new LawFunction(
        "air/alert",
        "重污染天气预警级别",
        "warning level of heavy pollution",
        List.of(
            Field.numbers("forecast", "", "逐日预报 AQI", "forecast of the daily index, day by day"),
            Field.text(
                    "scheme", "预警分级方案，默认按日期", "2024, 2017 or 2017bth; default: the one of the date")
                .known(List.of("2024", "2017", "2017bth"))
                .optional(),
            Field.integer(
                    "gapDays",
                    "d",
                    "间隔不超过几天算一次过程，默认 0",
                    "a gap of so many days does not end an episode; default 0")
                .optional()),
        List.of(
            Field.choice(
                "level",
                "预警级别",
                "warning level",
                List.of("none", "blue", "yellow", "orange", "red")),
            Field.text("levelZh", "预警级别（中文）", "warning level in Chinese"),
            Field.text("response", "响应级别", "response level, Ⅰ the highest"),
            Field.text("trigger", "触发条件；无预警为空", "what started it; empty without"),
            Field.text("scheme", "方案", "scheme")),
        Map.of("forecast", List.of(160, 210, 175, 120)),
        inputs -> {
          List<@Nullable BigDecimal> given = inputs.decimals("forecast");
          List<Integer> forecast = new ArrayList<>(given.size());
          for (int i = 0; i < given.size(); i++) {
            BigDecimal value = given.get(i);
            String field = "forecast[%s]".formatted(i);
            if (value == null) {
              throw new LawException(
                  LawException.Code.NO_DATA,
                  field,
                  "%s is missing: a forecast must have every day".formatted(field));
            }
            forecast.add(index(field, value));
          }
          AlertScheme scheme =
              inputs
                  .findText("scheme")
                  .map(AlertScheme::named)
                  .orElseGet(() -> AlertScheme.at(inputs.date()));
          int gapDays = inputs.has("gapDays") ? inputs.integer("gapDays", 0, 30) : 0;
          Reasoned<AlertScheme.Alert> alert = scheme.judge(forecast, gapDays);
          return Answer.of(alert)
              .put("level", alert.value().level().word())
              .put("levelZh", alert.value().level().zh())
              .put("response", alert.value().level().response())
              .put(
                  "trigger",
                  AirFunctions.boxed(alert.value().trigger().map(AlertTrigger::toString)))
              .put("scheme", scheme.name());
        });
  }

  /** A forecast may have decimals; an index is rounded up. */
  private static int index(String field, BigDecimal value) {
    if (value.compareTo(BigDecimal.valueOf(10_000)) > 0) {
      throw new LawException(
          LawException.Code.OUT_OF_RANGE,
          field,
          "%s (%s) must be an air quality index".formatted(field, value.toPlainString()));
    }
    return Exact.up(Inputs.notNegative(field, value)).intValueExact();
  }

  private static LawFunction attainment() {
    return new LawFunction(
        "air/attainment",
        "年度目标完成情况",
        "how far the year's target is",
        List.of(
            Field.choice(
                    "measure",
                    "目标种类：年均值或优良天数比例，默认年均值",
                    "mean of the year (default) or rate of good days",
                    List.of("mean", "goodDays"))
                .optional(),
            POLLUTANT.optional(),
            LEVEL,
            Field.number(
                    "target",
                    UNIT + ", %",
                    "目标；年均值缺省为该污染物年限值",
                    "target; of a mean, default: the pollutant's limit of the year")
                .optional(),
            Field.numbers(
                    "values",
                    "",
                    "今年逐日浓度或 AQI",
                    "daily means, or daily indices, of the year so far")
                .optional(),
            Field.number("yearToDate", UNIT, "今年以来平均（无 values 时）", "mean so far, without values")
                .optional(),
            Field.integer("goodDays", "d", "优良天数（无 values 时）", "good days, without values")
                .optional(),
            Field.integer("validDays", "d", "有效天数（无 values 时）", "valid days, without values")
                .optional(),
            Field.integer("daysLeft", "d", "剩余天数，默认按日期", "days left; default: after the date")
                .optional()),
        List.of(
            Field.number("target", UNIT + ", %", "目标", "target"),
            Field.number("yearToDate", UNIT + ", %", "今年以来", "year to date"),
            Field.integer("validDays", "d", "有效天数", "valid days"),
            Field.integer("daysLeft", "d", "剩余天数", "days left"),
            Field.number("allowedMean", UNIT, "剩余日均值最高", "what the rest may average at most"),
            Field.integer("badDaysAllowed", "d", "还可有的污染天数", "bad days still allowed"),
            Field.integer("goodDaysNeeded", "d", "还需的优良天数", "good days still needed"),
            Field.choice(
                "state",
                "状态",
                "where the year stands",
                List.of("reached", "on track", "behind", "out of reach"))),
        Map.of("date", "2026-09-30", "target", 30, "yearToDate", "28.5", "validDays", 270),
        AirOutlookFunctions::attain);
  }

  private static Answer attain(Inputs inputs) {
    boolean mean =
        inputs.findChoice("measure", List.of("mean", "goodDays")).orElse("mean").equals("mean");
    int daysLeft =
        inputs.has("daysLeft")
            ? inputs.integer("daysLeft", 0, 365)
            : AirFunctions.daysLeft(inputs.date());
    Reasoned<Attainment> attainment = mean ? mean(inputs, daysLeft) : goodDays(inputs, daysLeft);
    Attainment value = attainment.value();
    return Answer.of(attainment)
        .put("target", value.target())
        .put("yearToDate", value.yearToDate())
        .put("validDays", value.validDays())
        .put("daysLeft", value.daysLeft())
        .put("allowedMean", AirFunctions.boxed(value.allowedMean()))
        .put("badDaysAllowed", AirFunctions.boxed(value.badDaysAllowed()))
        .put("goodDaysNeeded", AirFunctions.boxed(value.goodDaysNeeded()))
        .put("state", value.state().word());
  }

  private static Reasoned<Attainment> mean(Inputs inputs, int daysLeft) {
    BigDecimal target =
        !inputs.has("target") && inputs.has("pollutant")
            ? AmbientLimits.limit(
                    new Indicator(AirFunctions.pollutant(inputs), Averaging.YEAR),
                    AirFunctions.zone(inputs),
                    inputs.date())
                .value()
            : inputs.decimal("target");
    if (inputs.has("values")) {
      List<BigDecimal> values = AirStatisticsFunctions.present("values", inputs.decimals("values"));
      BigDecimal sum = values.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
      return Attainment.ofMean(target, sum, values.size(), daysLeft);
    }
    int validDays = inputs.integer("validDays", 1, 366);
    BigDecimal sum = inputs.amount("yearToDate").multiply(BigDecimal.valueOf(validDays));
    return Attainment.ofMean(target, sum, validDays, daysLeft);
  }

  private static Reasoned<Attainment> goodDays(Inputs inputs, int daysLeft) {
    BigDecimal target = inputs.decimal("target");
    if (inputs.has("values")) {
      List<BigDecimal> values = AirStatisticsFunctions.present("values", inputs.decimals("values"));
      int good = (int) values.stream().filter(value -> value.compareTo(GOOD) <= 0).count();
      return Attainment.ofGoodDays(target, good, values.size(), daysLeft, inputs.date());
    }
    int validDays = inputs.integer("validDays", 1, 366);
    return Attainment.ofGoodDays(
        target, inputs.integer("goodDays", 0, validDays), validDays, daysLeft, inputs.date());
  }
}
