// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.calculator;

import static org.greenheart.regulation.calculator.AirFunctions.LEVEL;
import static org.greenheart.regulation.calculator.AirFunctions.PERIOD;
import static org.greenheart.regulation.calculator.AirFunctions.POLLUTANT;
import static org.greenheart.regulation.calculator.AirFunctions.UNIT;
import static org.greenheart.regulation.calculator.AirFunctions.UNVERIFIED;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.greenheart.regulation.air.AmbientLimit;
import org.greenheart.regulation.air.AmbientLimits;
import org.greenheart.regulation.air.CityMean;
import org.greenheart.regulation.air.CompositeIndex;
import org.greenheart.regulation.air.OzoneDay;
import org.greenheart.regulation.air.Pollutant;
import org.greenheart.regulation.air.Statistics;
import org.greenheart.regulation.air.YearEvaluation;
import org.greenheart.regulation.rules.Exact;
import org.greenheart.regulation.rules.LawException;
import org.greenheart.regulation.rules.Reasoned;
import org.jspecify.annotations.Nullable;

/** Means and the evaluation of periods (HJ 663). */
final class AirStatisticsFunctions {
  private static final BigDecimal GOOD = BigDecimal.valueOf(100);

  private AirStatisticsFunctions() {}

  static List<LawFunction> all() {
    return List.of(
        AirValidityFunction.validity(),
        ozone(),
        city(),
        percentile(),
        composite(),
        compliance(),
        evaluation());
  }

  private static LawFunction ozone() {
    return new LawFunction(
        "air/o3max8h",
        "臭氧日最大 8 小时平均",
        "maximum 8 h mean of ozone of a day",
        List.of(
            Field.numbers(
                "hours", "ug/m3", "24 个小时平均，01 至 24 时", "24 hourly means, ending at 01 to 24"),
            LEVEL),
        List.of(
            Field.number("max", "ug/m3", "最大值", "the maximum; empty without a valid window"),
            Field.integer("endHour", "h", "止于几时", "the hour that it ends with"),
            Field.integer("validWindows", "", "17 个窗口中有效的", "valid windows of the 17"),
            Field.flag("valid", "是否有效", "whether the day counts")),
        Map.of(
            "hours",
            List.of(
                40, 38, 35, 33, 30, 30, 34, 45, 60, 80, 100, 120, 140, 155, 160, 158, 150, 135, 110,
                90, 75, 65, 55, 48)),
        inputs -> {
          Reasoned<OzoneDay> day =
              OzoneDay.of(inputs.decimals("hours"), AirFunctions.zone(inputs), inputs.date());
          return Answer.of(day)
              .put("max", AirFunctions.boxed(day.value().maximum()))
              .put("endHour", day.value().endHour())
              .put("validWindows", day.value().validWindows())
              .put("valid", day.value().valid());
        });
  }

  private static LawFunction city() {
    return new LawFunction(
        "air/citymean",
        "城市平均",
        "mean of a city",
        List.of(
            Field.numbers("stations", UNIT, "各评价点位的值，无效写 -", "one a station; -: invalid"),
            UNVERIFIED),
        List.of(
            Field.number("mean", UNIT, "平均", "mean"),
            Field.number("validPercent", "%", "有效点位比例", "share of valid stations"),
            Field.flag("valid", "规则未启用时为空", "empty while its rule is not enabled")),
        Map.of("stations", List.of(31, 35, 38, 40)),
        inputs -> {
          Reasoned<CityMean> city =
              CityMean.of(inputs.decimals("stations"), inputs.date(), AirFunctions.enabled(inputs));
          return Answer.of(city)
              .put("mean", city.value().mean())
              .put("validPercent", city.value().validPercent())
              .put("valid", AirFunctions.boxed(city.value().valid()));
        });
  }

  private static LawFunction percentile() {
    return new LawFunction(
        "air/percentile",
        "百分位数",
        "percentile",
        List.of(
            Field.numbers("values", UNIT, "日值", "daily values"),
            Field.number("p", "", "百分位，90 或 0.9", "90 or 0.9: above 1 it is percent")),
        List.of(Field.number("percentile", UNIT, "百分位数", "percentile")),
        Map.of("values", List.of(10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110), "p", 95),
        inputs -> {
          BigDecimal p = inputs.decimal("p", "0", "100");
          Reasoned<BigDecimal> percentile =
              Statistics.percentile(
                  inputs.decimals("values"),
                  p.compareTo(BigDecimal.ONE) > 0 ? p : p.movePointRight(2),
                  inputs.date());
          return Answer.of(percentile).put("percentile", percentile.value());
        });
  }

  private static LawFunction composite() {
    return new LawFunction(
        "air/composite",
        "环境空气质量综合指数",
        "composite index",
        List.of(
            Field.number("SO2", "ug/m3", "平均", "mean"),
            Field.number("NO2", "ug/m3", "平均", "mean"),
            Field.number("PM10", "ug/m3", "平均", "mean"),
            Field.number("PM2.5", "ug/m3", "平均", "mean"),
            Field.number("COp95", "mg/m3", "第 95 百分位数", "95th percentile"),
            Field.number("O3p90", "ug/m3", "日最大 8 小时第 90 百分位数", "90th percentile")),
        List.of(
            Field.number("index", "", "综合指数", "composite index, two decimals"),
            Field.object("parts", "单项指数", "C/S of each, three decimals"),
            Field.texts("primary", "首要污染物", "the largest part")),
        Map.of("SO2", 8, "NO2", 27, "PM10", 58, "PM2.5", 36, "COp95", 1.1, "O3p90", 138),
        inputs -> {
          Map<Pollutant, BigDecimal> statistics = new EnumMap<>(Pollutant.class);
          for (Pollutant pollutant : Pollutant.values()) {
            String name =
                switch (pollutant) {
                  case CO -> "COp95";
                  case O3 -> "O3p90";
                  case SO2, NO2, PM10, PM25 -> pollutant.word();
                };
            statistics.put(pollutant, inputs.amount(name));
          }
          Reasoned<CompositeIndex> composite = CompositeIndex.of(statistics, inputs.date());
          Map<String, Object> parts = new LinkedHashMap<>();
          for (Pollutant pollutant : Pollutant.values()) {
            BigDecimal part = composite.value().parts().get(pollutant);
            if (part != null) {
              parts.put(pollutant.word(), Exact.round(part, 3));
            }
          }
          return Answer.of(composite)
              .put("index", composite.value().index())
              .put("parts", parts)
              .put("primary", composite.value().primary().stream().map(Pollutant::word).toList())
              .also(composite.value().limits());
        });
  }

  private static LawFunction compliance() {
    return new LawFunction(
        "air/compliance",
        "达标率或优良天数比例",
        "rate of compliance, or of good days",
        List.of(
            Field.numbers("aqi", "", "日空气质量指数", "daily indices: the rate of good days").optional(),
            POLLUTANT.optional(),
            PERIOD.optional(),
            Field.numbers("values", UNIT, "浓度", "concentrations: the rate of compliance")
                .optional(),
            LEVEL),
        List.of(
            Field.number("rate", "%", "比例，一位小数", "rate, one decimal"),
            Field.integer("met", "d", "达标天数", "days that comply"),
            Field.integer("valid", "d", "有效天数", "valid days")),
        Map.of("aqi", List.of(45, 88, 100, 101, 160)),
        inputs -> {
          String field = inputs.has("aqi") ? "aqi" : "values";
          List<BigDecimal> given = present(field, inputs.decimals(field));
          BigDecimal most = GOOD;
          @Nullable AmbientLimit limit = null;
          if (field.equals("values")) {
            limit =
                AmbientLimits.limit(
                    AirFunctions.indicator(inputs), AirFunctions.zone(inputs), inputs.date());
            most = limit.value();
          }
          int met = 0;
          for (BigDecimal value : given) {
            met += value.compareTo(most) <= 0 ? 1 : 0;
          }
          Reasoned<BigDecimal> rate = Statistics.rate(met, given.size(), inputs.date());
          Answer answer =
              Answer.of(rate)
                  .put("rate", rate.value())
                  .put("met", met)
                  .put("valid", given.size())
                  .why("达标的上限", "complies up to", "", most.toPlainString());
          return limit == null ? answer : answer.also(limit.basis());
        });
  }

  private static LawFunction evaluation() {
    return new LawFunction(
        "air/evaluation",
        "年评价",
        "evaluation of a year",
        List.of(
            POLLUTANT,
            Field.numbers("values", UNIT, "有效日值，O3 为日最大 8 小时", "valid daily values"),
            LEVEL,
            UNVERIFIED),
        List.of(
            Field.object("statistics", "各统计量与限值", "value, limit and verdict of each"),
            Field.flag("met", "是否达标", "empty while a rule that could fail is not enabled")),
        Map.of("pollutant", "PM2.5", "values", List.of(20, 25, 31, 44, 70)),
        inputs -> {
          Reasoned<YearEvaluation> year =
              YearEvaluation.of(
                  AirFunctions.pollutant(inputs),
                  inputs.decimals("values"),
                  AirFunctions.zone(inputs),
                  inputs.date(),
                  AirFunctions.enabled(inputs));
          Map<String, Object> statistics = new LinkedHashMap<>();
          for (YearEvaluation.Part part : year.value().parts()) {
            Map<String, @Nullable Object> shown = new LinkedHashMap<>();
            shown.put("value", part.value());
            shown.put("limit", part.limit().value());
            shown.put("met", AirFunctions.boxed(part.met()));
            statistics.put(part.statistic(), shown);
          }
          Answer answer =
              Answer.of(year)
                  .put("statistics", statistics)
                  .put("met", AirFunctions.boxed(year.value().met()));
          return answer.also(year.value().parts().getFirst().limit().basis());
        });
  }

  /** What is there of a list; something must be, and nothing negative. */
  static List<BigDecimal> present(String field, List<@Nullable BigDecimal> values) {
    List<BigDecimal> present = new ArrayList<>();
    for (BigDecimal value : values) {
      if (value != null) {
        present.add(Inputs.notNegative(field, value));
      }
    }
    if (present.isEmpty()) {
      throw new LawException(
          LawException.Code.NO_DATA, field, "%s must hold at least one number".formatted(field));
    }
    return present;
  }
}
