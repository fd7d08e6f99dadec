// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.calculator;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.greenheart.regulation.rules.Reasoned;
import org.greenheart.regulation.water.FloodSignal;
import org.greenheart.regulation.water.Overflow;
import org.greenheart.regulation.water.RainstormSignal;
import org.greenheart.regulation.water.SignalColour;

/** Floods, rain, overflow. */
final class FloodFunctions {
  private static final List<String> COLOURS = List.of("none", "blue", "yellow", "orange", "red");

  private FloodFunctions() {}

  static List<LawFunction> all() {
    return List.of(flood(), rain(), overflow(), pumped());
  }

  private static LawFunction flood() {
    return new LawFunction(
        "water/flood",
        "洪水预警信号",
        "flood signal of a station",
        List.of(
            Field.number("warning", "m", "警戒水位", "warning level"),
            Field.number("guarantee", "m", "保证水位", "guarantee level"),
            Field.number("record", "m", "历史最高水位", "highest level on record").optional(),
            Field.number("level", "m", "水位", "level"),
            Field.number(
                    "near",
                    "m",
                    "接近警戒的范围，默认 0.5（本程序的建议）",
                    "how near to the warning blue begins; default: 0.5, a proposal")
                .optional(),
            Field.number("returnYears", "a", "重现期", "return period").optional()),
        List.of(Field.choice("colour", "预警颜色", "colour", COLOURS)),
        Map.of("warning", 36, "guarantee", 38.37, "record", 39.18, "level", 36.4),
        FloodFunctions::flood);
  }

  private static Answer flood(Inputs inputs) {
    FloodSignal station =
        new FloodSignal(
            inputs.decimal("warning"),
            inputs.decimal("guarantee"),
            inputs.findDecimal("record").orElse(null),
            inputs.findDecimal("near").orElse(FloodSignal.USUAL_NEAR));
    Reasoned<SignalColour> result = station.at(inputs.decimal("level"));
    Optional<SignalColour> byYears =
        inputs.findDecimal("returnYears").map(FloodSignal::ofReturnPeriod);
    Answer answer = Answer.of(result);
    byYears.ifPresent(colour -> answer.why("按重现期", "by the return period", "", colour.word()));
    return answer.put("colour", result.value().worse(byYears.orElse(SignalColour.NONE)).word());
  }

  private static LawFunction rain() {
    return new LawFunction(
        "water/rain",
        "暴雨预警信号与雨量等级",
        "rainstorm signal and class of a day's rain",
        List.of(
            Field.number("mm3h", "mm", "3 小时雨量", "rain of 3 h").optional(),
            Field.number("mm6h", "mm", "6 小时雨量", "rain of 6 h").optional(),
            Field.number("mm12h", "mm", "12 小时雨量", "rain of 12 h").optional(),
            Field.number("mm24h", "mm", "24 小时雨量", "rain of 24 h").optional()),
        List.of(
            Field.choice("colour", "预警颜色", "colour", COLOURS),
            Field.text("class", "雨量等级", "none, light, moderate, heavy, storm, big storm, extreme")),
        Map.of("mm3h", 20, "mm6h", 55, "mm12h", 70, "mm24h", 80),
        inputs -> {
          Map<Integer, BigDecimal> windows = new LinkedHashMap<>();
          for (int hours : List.of(3, 6, 12)) {
            inputs.findDecimal("mm%sh".formatted(hours)).ifPresent(mm -> windows.put(hours, mm));
          }
          Optional<BigDecimal> day = inputs.findDecimal("mm24h");
          Reasoned<SignalColour> result = RainstormSignal.of(windows, inputs.date());
          return Answer.of(result)
              .put("colour", result.value().word())
              .put(
                  "class", day.map(mm -> RainstormSignal.dayClass(mm, inputs.date())).orElse(null));
        });
  }

  private static LawFunction overflow() {
    return new LawFunction(
        "water/overflow",
        "矩形堰溢流量估算",
        "estimate of an overflow over a rectangular weir",
        List.of(
            Field.number("widthM", "m", "堰宽", "width of the weir"),
            Field.number("headM", "m", "堰上水头", "head above the crest"),
            Field.number("minutes", "min", "历时", "duration"),
            Field.number("coefficient", "", "流量系数，默认 0.42", "discharge coefficient; 0.42")
                .optional()),
        List.of(
            Field.number("flowM3S", "m3/s", "流量", "flow"),
            Field.number("volumeM3", "m3", "溢流量", "volume")),
        Map.of("widthM", 2.0, "headM", 0.15, "minutes", 40),
        inputs -> {
          Reasoned<BigDecimal> flow =
              Overflow.flowM3S(
                  inputs.findDecimal("coefficient").orElse(Overflow.USUAL_COEFFICIENT),
                  inputs.decimal("widthM"),
                  inputs.decimal("headM"));
          BigDecimal volume = Overflow.volumeM3(flow.value(), inputs.amount("minutes"));
          Answer answer = Figures.put(Answer.of(flow), "flowM3S", flow.value());
          return Figures.put(answer, "volumeM3", volume);
        });
  }

  private static LawFunction pumped() {
    return new LawFunction(
        "water/pumped",
        "水泵排水量估算",
        "estimate of what pumps moved",
        List.of(
            Field.numbers("ratedM3H", "m3/h", "各泵额定流量", "rated flow of each pump"),
            Field.numbers("hours", "h", "各泵运行小时", "hours that each ran"),
            Field.number("factor", "", "效率系数，默认 1", "efficiency factor; 1").optional()),
        List.of(Field.number("volumeM3", "m3", "排水量", "volume")),
        Map.of("ratedM3H", List.of(600, 600), "hours", List.of(2.5, 1)),
        inputs -> {
          Reasoned<BigDecimal> result =
              Overflow.pumpedM3(
                  Figures.whole(inputs, "ratedM3H"),
                  Figures.whole(inputs, "hours"),
                  inputs.findDecimal("factor").orElse(BigDecimal.ONE));
          return Figures.put(Answer.of(result), "volumeM3", result.value());
        });
  }
}
