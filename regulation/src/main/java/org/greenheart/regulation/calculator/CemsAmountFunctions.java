// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.calculator;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.greenheart.regulation.cems.Amounts;
import org.greenheart.regulation.cems.AppendixD;
import org.greenheart.regulation.cems.EmissionRate;
import org.greenheart.regulation.cems.Gap;
import org.greenheart.regulation.cems.StackFlow;
import org.greenheart.regulation.cems.Substitute;
import org.greenheart.regulation.cems.Substitution;
import org.greenheart.regulation.rules.LawException;
import org.greenheart.regulation.rules.Reasoned;

/** Flows and amounts of gas, and what stands in for missing amounts. */
final class CemsAmountFunctions {
  private static final int HOURS_OF_A_YEAR = 8784;
  private static final BigDecimal HOURS_OF_A_DAY = BigDecimal.valueOf(24);

  private CemsAmountFunctions() {}

  static List<LawFunction> all() {
    return List.of(flow(), rate(), amount(), substitute(), slices());
  }

  private static LawFunction flow() {
    return new LawFunction(
        "cems/flow",
        "烟气流量与排放速率",
        "flow of a stack and its emission",
        List.of(
            Field.number("diameterM", "m", "烟囱内径", "inner diameter of a round stack").optional(),
            Field.number("areaM2", "m2", "断面面积（代替内径）", "area of the section, instead").optional(),
            Field.number("velocityMS", "m/s", "烟气流速", "velocity of the gas"),
            Field.number("velocityCoefficient", "", "速度场系数，默认 1", "velocity-field coefficient, 1")
                .optional(),
            CemsGasFunctions.TEMPERATURE,
            CemsGasFunctions.ATMOSPHERIC,
            CemsGasFunctions.STATIC,
            CemsGasFunctions.MOISTURE,
            Field.number(
                    "concentrationDry",
                    "mg/m3",
                    "标干实测浓度（未折算）",
                    "dry standard concentration, not converted")
                .optional()),
        List.of(
            Field.number("flowWetM3H", "m3/h", "工况湿流量", "flow of the gas as it is"),
            Field.number("flowDryStandardM3H", "m3/h", "标干流量", "flow at standard state, dry"),
            Field.number("emissionKgH", "kg/h", "排放速率", "emission an hour"),
            Field.number("emissionTD", "t/d", "折合日排放量", "emission a day at this rate")),
        Map.of(
            "diameterM", 1.6,
            "velocityMS", 9.4,
            "temperatureC", 112,
            "atmosphericPa", 101000,
            "staticPa", -120,
            "moisturePercent", 8.5,
            "concentrationDry", 52.3),
        CemsAmountFunctions::flow);
  }

  private static Answer flow(Inputs inputs) {
    BigDecimal velocity = inputs.decimal("velocityMS");
    BigDecimal coefficient = inputs.findDecimal("velocityCoefficient").orElse(BigDecimal.ONE);
    Optional<BigDecimal> area = inputs.findDecimal("areaM2");
    if (area.isPresent() && inputs.has("diameterM")) {
      throw new LawException(
          LawException.Code.CONFLICT, "areaM2", "areaM2 and diameterM must not both be given");
    }
    StackFlow flow =
        area.isPresent()
            ? new StackFlow(area.get(), velocity, coefficient)
            : StackFlow.round(inputs.decimal("diameterM"), velocity, coefficient);
    Reasoned<BigDecimal> dry = flow.dryStandardM3H(CemsGasFunctions.state(inputs));
    Answer answer = Answer.of(dry);
    Figures.put(answer, "flowWetM3H", flow.wetM3H().value());
    Figures.put(answer, "flowDryStandardM3H", dry.value());
    Optional<Reasoned<BigDecimal>> emission =
        inputs
            .findDecimal("concentrationDry")
            .map(concentration -> EmissionRate.kgH(concentration, dry.value()));
    emission.ifPresent(rate -> answer.why(rate.steps()));
    Figures.put(answer, "emissionKgH", emission.map(Reasoned::value));
    return Figures.put(
        answer,
        "emissionTD",
        emission.map(rate -> rate.value().multiply(HOURS_OF_A_DAY).movePointLeft(3)));
  }

  private static LawFunction rate() {
    return new LawFunction(
        "cems/rate",
        "排放速率",
        "emission an hour",
        List.of(
            Field.number(
                "concentration",
                "mg/m3",
                "标干实测浓度（未折算）",
                "dry standard concentration, not converted"),
            Field.number("flowDryStandard", "m3/h", "标干流量", "flow at standard state, dry")),
        List.of(Field.number("kgH", "kg/h", "排放速率", "emission an hour")),
        Map.of("concentration", 52.3, "flowDryStandard", 43951),
        inputs -> {
          Reasoned<BigDecimal> result =
              EmissionRate.kgH(inputs.decimal("concentration"), inputs.decimal("flowDryStandard"));
          return Figures.put(Answer.of(result), "kgH", result.value());
        });
  }

  private static LawFunction amount() {
    return new LawFunction(
        "cems/amount",
        "排放量合计（小时→日，日→月、季、年）",
        "amount of a day from its hours, of a month, quarter or year from its days",
        List.of(
            Field.numbers("hours", "kg", "各小时排放量", "amount of each hour").optional(),
            Field.numbers("days", "t", "各日排放量（代替小时）", "amount of each day, instead").optional()),
        List.of(
            Field.number("tonnes", "t", "排放量", "amount"),
            Field.integer("counted", "", "计入个数", "values counted"),
            Field.integer("missing", "", "缺失个数", "values missing"),
            Field.flag("complete", "无缺失", "whether none is missing")),
        Map.of("hours", List.of(2.2987, 2.31, 2.28)),
        inputs -> {
          if (inputs.has("hours") && inputs.has("days")) {
            throw new LawException(
                LawException.Code.CONFLICT, "days", "days and hours must not both be given");
          }
          Reasoned<Amounts.Sum> result =
              inputs.has("days")
                  ? Amounts.ofDays(inputs.decimals("days"))
                  : Amounts.ofHours(inputs.decimals("hours"));
          Amounts.Sum sum = result.value();
          return Figures.put(Answer.of(result), "tonnes", sum.tonnes())
              .put("counted", sum.counted())
              .put("missing", sum.missing())
              .put("complete", sum.complete());
        });
  }

  private static LawFunction substitute() {
    return new LawFunction(
        "cems/substitute",
        "缺失时段排放量替代",
        "substitution of missing hourly amounts",
        List.of(
            Field.number("capturePercent", "%", "季度有效数据捕集率", "capture rate of the quarter"),
            Field.integer("gapHours", "h", "连续缺失小时", "consecutive hours missing"),
            Field.numbers(
                "previous",
                "kg/h",
                "缺失前各小时排放量，最近的在后；失控时段取上次校准前",
                "hourly amounts before the gap, newest last; out of control: before the last calibration"),
            Field.number(
                    "next",
                    "kg/h",
                    "缺失后首个有效值（HJ/T 75-2007 需要）",
                    "first valid amount after the gap (HJ/T 75-2007 needs it)")
                .optional()),
        List.of(
            Field.integer("windowValidHours", "h", "取值窗口（有效小时）", "valid hours looked at"),
            Field.number("substituteKgH", "kg/h", "替代值", "what stands in for each hour"),
            Field.number("gapTotalKg", "kg", "缺失时段合计", "for the whole gap"),
            Figures.MARK),
        Map.of("capturePercent", 97.73, "gapHours", 10, "previous", List.of(2.1, 2.4, 2.2)),
        CemsAmountFunctions::substitute);
  }

  private static Answer substitute(Inputs inputs) {
    Gap gap =
        new Gap(
            inputs.decimal("capturePercent"),
            inputs.integer("gapHours", 1, HOURS_OF_A_YEAR),
            inputs.decimals("previous"),
            inputs.findDecimal("next").orElse(null));
    Reasoned<Substitute> result = Substitution.of(gap, inputs.date());
    Substitute substitute = result.value();
    Answer answer = Answer.of(result).put("windowValidHours", substitute.window());
    Figures.put(answer, "substituteKgH", substitute.kgH());
    return Figures.put(answer, "gapTotalKg", substitute.totalKg());
  }

  private static LawFunction slices() {
    return new LawFunction(
        "cems/slices",
        "数采仪切片流量累计",
        "volume of a logger's slices",
        List.of(
            Field.choice("medium", "介质（水 L/s，气 m3/s）", "water in L/s, air in m3/s", mediums()),
            Field.numbers("flows", "L/s, m3/s", "各切片流量", "flow of each slice"),
            Field.number("sliceSeconds", "s", "切片秒数，不超过 5", "seconds of a slice, at most 5")),
        List.of(
            Field.number("volumeM3", "m3", "体积", "volume"),
            Field.number("meanFlow", "L/s, m3/s", "平均流量", "mean flow"),
            Field.flag(
                "tenMinutesValid",
                "够十分钟（120 片）",
                "whether these are enough for ten minutes (120)")),
        Map.of("medium", "water", "flows", List.of(12.5, 12.7, 12.6), "sliceSeconds", 5),
        inputs -> {
          AppendixD.Medium medium =
              inputs.choice("medium", mediums()).equals("water")
                  ? AppendixD.Medium.WATER
                  : AppendixD.Medium.AIR;
          List<BigDecimal> flows = Figures.whole(inputs, "flows");
          Reasoned<AppendixD.Volume> result =
              AppendixD.volume(medium, flows, inputs.decimal("sliceSeconds"));
          Answer answer = Figures.put(Answer.of(result), "volumeM3", result.value().volumeM3());
          return Figures.put(answer, "meanFlow", result.value().meanFlow())
              .put("tenMinutesValid", AppendixD.tenMinutesValid(flows.size()));
        });
  }

  private static List<String> mediums() {
    return List.of("water", "air");
  }
}
