// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.calculator;

import static org.greenheart.regulation.calculator.AirFunctions.PERIOD;
import static org.greenheart.regulation.calculator.AirFunctions.UNIT;

import java.math.BigDecimal;
import java.time.Month;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.greenheart.regulation.air.Averaging;
import org.greenheart.regulation.air.DataValidity;
import org.greenheart.regulation.rules.LawException;
import org.greenheart.regulation.rules.Reasoned;
import org.jspecify.annotations.Nullable;

/** Whether there is enough data for a mean (GB 3095 Table 4): one function of several shapes. */
final class AirValidityFunction {
  private AirValidityFunction() {}

  static LawFunction validity() {
    return new LawFunction(
        "air/validity",
        "数据有效性",
        "validity of data",
        List.of(
            Field.text(
                    "pollutant",
                    "污染物",
                    "SO2, NO2, CO, O3, PM10, PM2.5, NOx, TSP, BaP, Pb; needed with validHours")
                .optional(),
            Field.integer("validMinutes", "min", "一小时内有效分钟", "of an hour").optional(),
            Field.integer("validHours", "h", "有效小时：日；O3 为 8 小时", "of a day; of O3, of 8 hours")
                .optional(),
            Field.integer("validDays", "d", "全年有效日数；给 month 时为当月", "of a year, or of the month")
                .optional(),
            Field.numbersByName("byMonth", "d", "各月有效日数", "by month, 01 to 12").optional(),
            Field.integer("month", "", "月份：月均值", "for the mean of a month, 1 to 12").optional(),
            Field.numbers("hours", UNIT, "8 个（O3）或 24 个小时值", "8 hourly means (O3), or 24 of a day")
                .optional(),
            PERIOD.optional()),
        List.of(
            Field.flag("valid", "是否有效", "whether the mean is valid"),
            Field.number("mean", UNIT, "给出小时值时的平均；无效为空", "of the hourly values; empty when invalid")
                .optional()),
        Map.of("pollutant", "PM2.5", "validHours", 20),
        AirValidityFunction::apply);
  }

  private static Answer apply(Inputs inputs) {
    if (inputs.has("hours")) {
      return mean(inputs);
    }
    Reasoned<Boolean> valid;
    if (inputs.has("validDays")) {
      valid = days(inputs);
    } else if (inputs.has("validMinutes")) {
      valid =
          DataValidity.enough(
              "validMinutes",
              item(inputs, "SO2"),
              Averaging.HOUR,
              inputs.integer("validMinutes", 0, 60),
              inputs.date());
    } else {
      valid = hours(inputs);
    }
    return Answer.of(valid).put("valid", valid.value());
  }

  private static Reasoned<Boolean> hours(Inputs inputs) {
    int hours = inputs.integer("validHours", 0, 24);
    String item = AirLimitFunctions.item(inputs.text("pollutant"));
    Averaging period =
        inputs
            .findText("period")
            .map(text -> Averaging.of("period", text))
            .orElse(item.equals("O3") ? Averaging.EIGHT_HOURS : Averaging.DAY);
    return DataValidity.enough("validHours", item, period, hours, inputs.date());
  }

  private static Reasoned<Boolean> days(Inputs inputs) {
    int days = inputs.integer("validDays", 0, 366);
    String item = item(inputs, "PM2.5");
    if (inputs.has("month")) {
      return DataValidity.month(
          item, Month.of(inputs.integer("month", 1, 12)), days, inputs.date());
    }
    return DataValidity.year(
        item,
        days,
        DataValidity.byMonth("byMonth", inputs.decimalsByName("byMonth")),
        inputs.date());
  }

  private static Answer mean(Inputs inputs) {
    List<@Nullable BigDecimal> hours = inputs.decimals("hours");
    String item = item(inputs, "O3");
    Reasoned<Optional<BigDecimal>> mean =
        switch (hours.size()) {
          case 8 -> DataValidity.eightHours(item, hours, inputs.date());
          case 24 -> DataValidity.dayMean(item, hours, inputs.date());
          default ->
              throw new LawException(
                  LawException.Code.OUT_OF_RANGE,
                  "hours",
                  "hours (%s values) must be 8, or 24 of a day, null for a missing one"
                      .formatted(hours.size()));
        };
    return Answer.of(mean)
        .put("mean", AirFunctions.boxed(mean.value()))
        .put("valid", mean.value().isPresent());
  }

  private static String item(Inputs inputs, String otherwise) {
    return inputs.findText("pollutant").map(AirLimitFunctions::item).orElse(otherwise);
  }
}
