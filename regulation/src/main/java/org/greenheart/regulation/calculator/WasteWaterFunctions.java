// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.calculator;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.greenheart.regulation.cems.AppendixD;
import org.greenheart.regulation.rules.Reasoned;
import org.greenheart.regulation.rules.Shown;
import org.greenheart.regulation.water.ComparisonTolerance;
import org.greenheart.regulation.water.FlowWeightedMean;
import org.greenheart.regulation.water.WaterSubstitution;

/** Waste water: means and loads, missing values, comparisons. */
final class WasteWaterFunctions {
  private WasteWaterFunctions() {}

  static List<LawFunction> all() {
    return List.of(substitute(), mean(), comparison());
  }

  private static LawFunction substitute() {
    return new LawFunction(
        "water/substitute",
        "废水缺失值替代",
        "substitution of missing values of waste water",
        List.of(
            Field.text(
                "item",
                "项目：" + String.join(" ", WaterSubstitution.items()),
                "item: " + String.join(", ", WaterSubstitution.items())),
            Field.numbers(
                "previous", "mg/L", "缺失前等长时段的值", "values of the equally long period before")),
        List.of(Field.number("value", "mg/L", "替代值", "what stands in for each value")),
        Map.of("item", "COD", "previous", List.of(42, 45, 39, 50)),
        inputs -> {
          Reasoned<BigDecimal> result =
              WaterSubstitution.of(inputs.text("item"), inputs.decimals("previous"), inputs.date());
          return Figures.put(Answer.of(result), "value", result.value());
        });
  }

  private static LawFunction mean() {
    return new LawFunction(
        "water/mean",
        "流量加权日均浓度与排放量",
        "flow-weighted mean of a day, and its amount",
        List.of(
            Field.numbers("concentrations", "mg/L", "各时段浓度", "concentration of each part"),
            Field.numbers("volumes", "m3", "各时段水量", "volume of each part")),
        List.of(
            Field.number("mean", "mg/L", "加权均值", "weighted mean"),
            Field.number("amountKg", "kg", "排放量", "amount"),
            Field.integer("missing", "", "缺浓度的时段数", "parts without a concentration"),
            Figures.MARK),
        Map.of("concentrations", List.of(40, 60), "volumes", List.of(300, 100)),
        inputs -> {
          Reasoned<AppendixD.Load> result =
              FlowWeightedMean.of(
                  inputs.decimals("concentrations"), Figures.whole(inputs, "volumes"));
          AppendixD.Load load = result.value();
          Answer answer = Figures.put(Answer.of(result), "mean", load.mean());
          return Figures.put(answer, "amountKg", load.loadKg()).put("missing", load.missing());
        });
  }

  private static LawFunction comparison() {
    return new LawFunction(
        "water/comparison",
        "废水在线仪器比对误差",
        "comparison of an instrument with the laboratory",
        List.of(
            Field.text(
                "item",
                "项目：" + String.join(" ", ComparisonTolerance.items()),
                "item: " + String.join(", ", ComparisonTolerance.items())),
            Field.numbers("instrument", "mg/L", "仪器值", "values of the instrument"),
            Field.numbers("laboratory", "mg/L", "实验室值", "values of the laboratory")),
        List.of(
            Field.numbers("errors", "mg/L or %", "各对误差", "error of each pair"),
            Field.numbers("tolerances", "mg/L or %", "各对允许误差", "tolerance of each pair"),
            Field.texts("units", "误差单位：绝对或百分比", "absolute or percent"),
            Field.flag("enough", "不少于三对", "whether there are three pairs or more"),
            Field.flag("pass", "合格", "whether all are within, and enough")),
        Map.of(
            "item", "COD",
            "instrument", List.of(52, 48, 50),
            "laboratory", List.of(45, 47, 55)),
        inputs -> {
          Reasoned<List<ComparisonTolerance.Pair>> result =
              ComparisonTolerance.of(
                  inputs.text("item"),
                  Figures.whole(inputs, "instrument"),
                  Figures.whole(inputs, "laboratory"),
                  inputs.date());
          List<ComparisonTolerance.Pair> pairs = result.value();
          boolean enough = pairs.size() >= ComparisonTolerance.LEAST_PAIRS;
          return Answer.of(result)
              .put("errors", pairs.stream().map(pair -> Shown.number(pair.error())).toList())
              .put("tolerances", pairs.stream().map(ComparisonTolerance.Pair::tolerance).toList())
              .put(
                  "units",
                  pairs.stream().map(pair -> pair.percent() ? "percent" : "absolute").toList())
              .put("enough", enough)
              .put("pass", enough && pairs.stream().allMatch(ComparisonTolerance.Pair::within));
        });
  }
}
