// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.calculator;

import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.greenheart.regulation.rules.LawException;
import org.greenheart.regulation.rules.Reasoned;
import org.greenheart.regulation.water.BlackGrade;
import org.greenheart.regulation.water.BlackOdorous;
import org.greenheart.regulation.water.RiverAssessment;
import org.greenheart.regulation.water.SectionCounts;
import org.greenheart.regulation.water.WaterClass;
import org.greenheart.regulation.water.WaterQuality;
import org.jspecify.annotations.Nullable;

/** Whole rivers, and black-odorous water. */
final class RiverFunctions {
  private RiverFunctions() {}

  static List<LawFunction> all() {
    return List.of(river(), black());
  }

  private static LawFunction river() {
    return new LawFunction(
        "water/river",
        "河流、水系水质评价（断面比例法）",
        "quality of a river by the shares of its sections",
        List.of(
            Field.numbersByName(
                    "sections", "", "各类别断面数", "number of sections: I-III, IV, V, inferior V")
                .known(List.of("I-III", "IV", "V", "inferior V"))),
        List.of(
            Field.number("goodPercent", "%", "Ⅰ～Ⅲ类比例", "share of I to III"),
            Field.number("inferiorPercent", "%", "劣Ⅴ类比例", "share beyond V"),
            SurfaceWaterFunctions.QUALITY,
            SurfaceWaterFunctions.QUALITY_EN,
            Figures.MARK),
        Map.of("sections", Map.of("I-III", 6, "IV", 1, "inferior V", 1)),
        RiverFunctions::river);
  }

  private static Answer river(Inputs inputs) {
    SectionCounts counts = counts(inputs);
    Reasoned<RiverAssessment.Shares> result = RiverAssessment.byShares(counts, inputs.date());
    RiverAssessment.Shares shares = result.value();
    Answer answer = Answer.of(result);
    Figures.put(answer, "goodPercent", shares.goodPercent());
    Figures.put(answer, "inferiorPercent", shares.inferiorPercent());
    answer
        .put("quality", shares.quality().map(WaterQuality::zh).orElse(null))
        .put("qualityEn", shares.quality().map(WaterQuality::en).orElse(null));
    if (shares.quality().isEmpty()) {
      Figures.mark(
          answer,
          "断面不足 %s 个（共 %s 个），不按比例评价：请用“地表水断面水质类别”按各项目均值评价"
              .formatted(RiverAssessment.LEAST_SECTIONS, counts.total()),
          "not judged by shares: %s sections are fewer than %s; judge the mean of each item with water/class"
              .formatted(counts.total(), RiverAssessment.LEAST_SECTIONS));
    }
    return answer;
  }

  private static SectionCounts counts(Inputs inputs) {
    int good = 0;
    Map<WaterClass, Integer> others = new EnumMap<>(WaterClass.class);
    for (Map.Entry<String, @Nullable BigDecimal> entry :
        inputs.decimalsByName("sections").entrySet()) {
      int count = count("sections." + entry.getKey(), entry.getValue());
      String key = entry.getKey().replaceAll("[\\s类]", "").replaceAll("[–—~～至]", "-");
      if (key.equalsIgnoreCase("I-III") || key.equals("Ⅰ-Ⅲ")) {
        good += count;
      } else {
        WaterClass one =
            SurfaceWaterFunctions.waterClass("sections." + entry.getKey(), entry.getKey());
        if (one.compareTo(WaterClass.III) <= 0) {
          good += count;
        } else {
          others.merge(one, count, Integer::sum);
        }
      }
    }
    return new SectionCounts(
        good,
        others.getOrDefault(WaterClass.IV, 0),
        others.getOrDefault(WaterClass.V, 0),
        others.getOrDefault(WaterClass.INFERIOR_V, 0));
  }

  private static int count(String field, @Nullable BigDecimal value) {
    if (value == null) {
      return 0;
    }
    try {
      int count = value.intValueExact();
      if (count >= 0 && count <= 1_000_000) {
        return count;
      }
    } catch (ArithmeticException e) {
      // Said below.
    }
    throw new LawException(
        LawException.Code.OUT_OF_RANGE,
        field,
        "%s (%s) must be a whole number from 0 to 1000000".formatted(field, value.toPlainString()));
  }

  private static LawFunction black() {
    return new LawFunction(
        "water/black",
        "城市黑臭水体分级",
        "grade of black-odorous water",
        List.of(
            Field.number("transparencyCm", "cm", "透明度", "transparency").optional(),
            Field.number("DO", "mg/L", "溶解氧", "dissolved oxygen").optional(),
            Field.number("ORP", "mV", "氧化还原电位", "redox potential").optional(),
            Field.number("NH3N", "mg/L", "氨氮", "ammonia nitrogen").optional(),
            Field.number("depthCm", "cm", "水深（不足 25 时）", "depth, where under 25").optional(),
            Field.flag(
                    "endsAreLight",
                    "轻度区间含端点，默认是",
                    "whether 25 cm, 2.0 mg/L, 50 mV and 8.0 mg/L are light; default: yes")
                .optional()),
        List.of(
            Field.object("items", "各项目分级", "grade by item"),
            Field.choice("grade", "分级", "grade", List.of("none", "light", "heavy"))),
        Map.of("transparencyCm", 22, "DO", 1.4, "ORP", -60, "NH3N", 9.2),
        RiverFunctions::black);
  }

  private static Answer black(Inputs inputs) {
    Map<BlackOdorous.Item, BigDecimal> values = new EnumMap<>(BlackOdorous.Item.class);
    for (BlackOdorous.Item item : BlackOdorous.Item.values()) {
      inputs.findDecimal(item.field()).ifPresent(value -> values.put(item, value));
    }
    BlackOdorous rule =
        inputs.flag("endsAreLight", true) ? BlackOdorous.AS_PRINTED : BlackOdorous.ENDS_EXCLUDED;
    Reasoned<Map<BlackOdorous.Item, BlackGrade>> result =
        rule.items(values, inputs.findDecimal("depthCm").orElse(null), inputs.date());
    Map<String, String> items = new LinkedHashMap<>();
    result.value().forEach((item, grade) -> items.put(item.field(), grade.word()));
    BlackGrade grade = result.value().values().stream().reduce(BlackGrade.NONE, BlackGrade::worse);
    return Answer.of(result)
        .why("以最差项目分级", "the worst item decides", "", grade.word())
        .put("items", items)
        .put("grade", grade.word());
  }
}
