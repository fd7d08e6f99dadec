// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.calculator;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.greenheart.regulation.rules.LawException;
import org.greenheart.regulation.rules.Reasoned;
import org.greenheart.regulation.rules.Shown;
import org.greenheart.regulation.water.CityWaterIndex;
import org.greenheart.regulation.water.MainPollutants;
import org.greenheart.regulation.water.SectionClass;
import org.greenheart.regulation.water.SurfaceWaterClass;
import org.greenheart.regulation.water.TrophicState;
import org.greenheart.regulation.water.WaterClass;
import org.greenheart.regulation.water.WaterItem;
import org.jspecify.annotations.Nullable;

/** Sections of rivers and lakes: classes, main pollutants, indices. */
final class SurfaceWaterFunctions {
  static final List<String> CLASSES = List.of("I", "II", "III", "IV", "V", "inferior V");
  private static final Map<String, Object> SECTION =
      Map.of("DO", 5.6, "CODMn", 5.1, "COD", 23, "BOD5", 3.2, "NH3-N", 1.18, "TP", 0.19);
  static final Field QUALITY = Field.text("quality", "水质评价", "quality, in Chinese");
  static final Field QUALITY_EN = Field.text("qualityEn", "水质评价（英文）", "quality");

  private SurfaceWaterFunctions() {}

  static List<LawFunction> all() {
    return List.of(classOf(), main(), change(), trophic(), cwqi());
  }

  private static LawFunction classOf() {
    return new LawFunction(
        "water/class",
        "地表水断面水质类别",
        "class of a section of surface water",
        List.of(
            WaterValues.TYPE,
            WaterValues.VALUES,
            WaterValues.SATURATION,
            Field.choice("target", "目标类别", "class that the section must have", CLASSES).optional()),
        List.of(
            Field.choice("class", "水质类别", "class", CLASSES),
            Field.texts("worst", "决定类别的项目", "the items that decided it"),
            Field.object("classes", "各项目类别", "class by item"),
            QUALITY,
            QUALITY_EN,
            Field.text("colour", "表征颜色", "colour on maps"),
            Field.texts("notCounted", "不参评项目", "known items that do not count"),
            Field.texts("missing", "无数值项目", "items without a value"),
            Field.flag("met", "达到目标", "whether the target is met").optional()),
        Map.of("type", "river", "values", SECTION),
        SurfaceWaterFunctions::classOf);
  }

  private static Answer classOf(Inputs inputs) {
    WaterValues values = WaterValues.of(inputs);
    Reasoned<SectionClass> result = SurfaceWaterClass.of(values.sample(), inputs.date());
    SectionClass section = result.value();
    WaterClass worst = section.worst();
    Map<String, String> classes = new LinkedHashMap<>();
    values
        .names()
        .forEach(
            (item, name) ->
                Optional.ofNullable(section.byItem().get(item))
                    .ifPresent(one -> classes.put(name, one.word())));
    Answer answer =
        Answer.of(result.after(values.steps()))
            .put("class", worst.word())
            .put("worst", values.named(section.decisive()))
            .put("classes", classes)
            .put("quality", worst.quality().zh())
            .put("qualityEn", worst.quality().en())
            .put("colour", worst.colour())
            .put("notCounted", values.notCounted())
            .put("missing", values.missing());
    inputs
        .findText("target")
        .ifPresent(word -> answer.put("met", worst.meets(waterClass("target", word))));
    return answer;
  }

  private static LawFunction main() {
    return new LawFunction(
        "water/main",
        "断面主要污染指标",
        "main pollutants of a section",
        List.of(WaterValues.TYPE, WaterValues.VALUES, WaterValues.SATURATION),
        List.of(
            Field.texts("main", "主要污染指标（至多三项）", "main pollutants, at most three"),
            Field.object("multiples", "超Ⅲ类倍数", "multiples beyond class III"),
            Field.object("gaps", "超出Ⅲ类的级数", "classes beyond III")),
        Map.of("type", "river", "values", SECTION),
        inputs -> {
          WaterValues values = WaterValues.of(inputs);
          Reasoned<List<MainPollutants.Beyond>> result =
              MainPollutants.ofSection(values.sample(), inputs.date());
          Map<String, @Nullable Object> multiples = new LinkedHashMap<>();
          Map<String, Integer> gaps = new LinkedHashMap<>();
          for (MainPollutants.Beyond one : result.value()) {
            String name = values.name(one.item());
            multiples.put(name, one.multiple().map(Shown::number).orElse(null));
            gaps.put(name, one.gap());
          }
          return Answer.of(result.after(values.steps()))
              .put("main", List.copyOf(gaps.keySet()))
              .put("multiples", multiples)
              .put("gaps", gaps);
        });
  }

  private static LawFunction change() {
    return new LawFunction(
        "water/change",
        "两时段水质变化",
        "change of a section between two periods",
        List.of(
            Field.choice("before", "前一时段类别", "class before", CLASSES),
            Field.choice("now", "本时段类别", "class now", CLASSES)),
        List.of(
            Field.text("change", "变化", "none, better, clearly better, worse, clearly worse"),
            Field.integer("classes", "", "好转级数，负为变差", "classes better, negative: worse")),
        Map.of("before", "IV", "now", "III"),
        inputs -> {
          int better =
              waterClass("now", inputs.text("now"))
                  .betterThan(waterClass("before", inputs.text("before")));
          String direction = better > 0 ? "better" : "worse";
          String much = Math.abs(better) > 1 ? "clearly " + direction : direction;
          return Answer.by(WaterClass.CHANGE)
              .put("change", better == 0 ? "none" : much)
              .put("classes", better)
              .why("好转级数，负为变差", "classes better, negative: worse", "", String.valueOf(better));
        });
  }

  static WaterClass waterClass(String field, String word) {
    return WaterClass.find(word)
        .orElseThrow(
            () ->
                new LawException(
                    LawException.Code.OUT_OF_RANGE,
                    field,
                    "%s (%s) must be one of %s"
                        .formatted(field, word, String.join(", ", CLASSES))));
  }

  private static LawFunction trophic() {
    return new LawFunction(
        "water/trophic",
        "湖库综合营养状态指数",
        "trophic level index of a lake",
        List.of(
            Field.number("chla", "mg/m3", "叶绿素a", "chlorophyll a"),
            Field.number("TP", "mg/L", "总磷", "total phosphorus"),
            Field.number("TN", "mg/L", "总氮", "total nitrogen"),
            Field.number("SD", "m", "透明度", "transparency"),
            Field.number("CODMn", "mg/L", "高锰酸盐指数", "permanganate index")),
        List.of(
            Field.number("tli", "", "综合营养状态指数", "index"),
            Field.object("items", "各项目指数", "index by item"),
            Field.text("level", "营养状态", "trophic state"),
            Field.text("levelZh", "营养状态（中文）", "trophic state, in Chinese")),
        Map.of("chla", 20, "TP", 0.05, "TN", 1.2, "SD", 0.8, "CODMn", 4.5),
        inputs -> {
          Map<String, BigDecimal> values = new LinkedHashMap<>();
          for (String item : List.of("chla", "TP", "TN", "SD", "CODMn")) {
            values.put(item, inputs.decimal(item));
          }
          Reasoned<TrophicState.Index> result = TrophicState.of(values, inputs.date());
          TrophicState.Index index = result.value();
          return Figures.put(Answer.of(result), "tli", index.tli())
              .put("items", Figures.shown(index.byItem(), name -> name))
              .put("level", index.level().en())
              .put("levelZh", index.level().zh());
        });
  }

  private static LawFunction cwqi() {
    return new LawFunction(
        "water/cwqi",
        "城市水质指数",
        "city water quality index",
        List.of(
            WaterValues.TYPE,
            WaterValues.VALUES,
            Field.number("previous", "", "上一时段指数", "index of the period before").optional()),
        List.of(
            Field.number("cwqi", "", "城市水质指数（21 项）", "index, of all 21 items"),
            Field.object("items", "各项目指数", "index by item"),
            Field.texts("missing", "缺少的项目", "items that are missing"),
            Field.number("changePercent", "%", "变化率，正为变差", "change, positive: worse").optional(),
            Figures.MARK),
        Map.of("type", "river", "values", SECTION),
        inputs -> {
          WaterValues values = WaterValues.of(inputs);
          Reasoned<CityWaterIndex.Index> result = CityWaterIndex.of(values.sample(), inputs.date());
          CityWaterIndex.Index index = result.value();
          Answer answer = Answer.of(result.after(values.steps()));
          Figures.put(answer, "cwqi", index.cwqi());
          answer
              .put("items", Figures.shown(index.byItem(), values::name))
              .put("missing", index.missing().stream().map(WaterItem::word).toList());
          Optional<BigDecimal> previous = inputs.findDecimal("previous");
          if (previous.isPresent() && index.cwqi().number().isPresent()) {
            Figures.put(
                answer,
                "changePercent",
                CityWaterIndex.changePercent(index.cwqi().number().get(), previous.get()));
          }
          return answer;
        });
  }
}
