// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.calculator;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.greenheart.regulation.cems.Conversion;
import org.greenheart.regulation.cems.Gas;
import org.greenheart.regulation.cems.GasState;
import org.greenheart.regulation.cems.NitrogenOxides;
import org.greenheart.regulation.cems.ReferenceOxygen;
import org.greenheart.regulation.rules.Figure;
import org.greenheart.regulation.rules.LawException;
import org.greenheart.regulation.rules.Reasoned;

/** Concentrations in gas: reference oxygen, states, nitrogen oxides. */
final class CemsGasFunctions {
  static final Field TEMPERATURE =
      Field.number("temperatureC", "°C", "烟气温度", "temperature of the gas");
  static final Field ATMOSPHERIC =
      Field.number("atmosphericPa", "Pa", "大气压", "air pressure, in Pa and not kPa");
  static final Field STATIC =
      Field.number("staticPa", "Pa", "烟气静压", "static pressure of the gas against the air");
  static final Field MOISTURE =
      Field.number("moisturePercent", "%", "含湿量", "water vapour by volume");

  /** A proposal of this program: more means that minutes were converted and then averaged. */
  private static final BigDecimal AGREED_PERCENT = BigDecimal.valueOf(5);

  private CemsGasFunctions() {}

  static List<LawFunction> all() {
    return List.of(convert(), reference(), dry(), standard(), moisture(), nox(), noxMass(), ppm());
  }

  /** The state of the gas from the four inputs. */
  static GasState state(Inputs inputs) {
    return new GasState(
        inputs.decimal("temperatureC"),
        // Pressures sent in kPa would make every flow a thousand times too small.
        inputs.decimal("atmosphericPa", "50000", "110000"),
        inputs.decimal("staticPa"),
        inputs.decimal("moisturePercent"));
  }

  private static LawFunction convert() {
    return new LawFunction(
        "cems/convert",
        "折算浓度（基准含氧量）",
        "concentration at reference oxygen",
        List.of(
            Field.number("measured", "mg/m3", "实测浓度（标干）", "measured, dry at standard state"),
            Field.number("o2", "%", "实测含氧量", "measured oxygen"),
            Field.number("o2Ref", "%", "基准含氧量", "reference oxygen of the limit").optional(),
            Field.number(
                    "alphaRef",
                    "",
                    "基准过量空气系数（代替基准含氧量）",
                    "reference excess air, instead of the reference oxygen")
                .optional(),
            Field.number(
                    "capO2",
                    "%",
                    "当地含氧量上限（平台规则）",
                    "local cap of the measured oxygen (a platform's rule)")
                .optional(),
            Field.number("sent", "mg/m3", "设备上报的折算值", "converted value as sent, to compare")
                .optional()),
        List.of(
            Field.number("converted", "mg/m3", "折算浓度", "concentration at reference oxygen"),
            Figures.MARK,
            Field.number("differencePercent", "%", "与上报值相差", "difference from the sent value")
                .optional(),
            Field.flag("agrees", "相差不超过 5%", "whether the difference is at most 5 %").optional()),
        Map.of("measured", 95, "o2", 17.2, "o2Ref", 18),
        CemsGasFunctions::convert);
  }

  private static Answer convert(Inputs inputs) {
    Conversion conversion =
        inputs.findDecimal("capO2").map(Conversion::cappedAt).orElse(Conversion.STANDARD);
    BigDecimal measured = inputs.decimal("measured");
    BigDecimal o2 = inputs.decimal("o2");
    Optional<BigDecimal> alphaRef = inputs.findDecimal("alphaRef");
    if (alphaRef.isPresent() && inputs.has("o2Ref")) {
      throw new LawException(
          LawException.Code.CONFLICT, "alphaRef", "alphaRef and o2Ref must not both be given");
    }
    Reasoned<Figure> result =
        alphaRef.isPresent()
            ? conversion.convertByExcessAir(measured, o2, alphaRef.get())
            : conversion.convert(measured, o2, inputs.decimal("o2Ref"));
    Answer answer = Figures.put(Answer.of(result), "converted", result.value());
    Optional<BigDecimal> sent = inputs.findDecimal("sent");
    Optional<BigDecimal> converted = result.value().number();
    if (sent.isPresent() && converted.isPresent()) {
      Optional<BigDecimal> difference = Conversion.differencePercent(sent.get(), converted.get());
      Figures.put(answer, "differencePercent", difference);
      answer.put(
          "agrees",
          difference
              .map(percent -> percent.compareTo(AGREED_PERCENT) <= 0)
              .orElse(sent.get().signum() == 0));
    }
    return answer;
  }

  private static LawFunction reference() {
    return new LawFunction(
        "cems/reference",
        "常用基准含氧量",
        "usual reference oxygen of a kind of facility",
        List.of(Field.choice("facility", "设施", "facility", ReferenceOxygen.facilities())),
        List.of(Field.number("o2Ref", "%", "基准含氧量", "reference oxygen")),
        Map.of("facility", "ceramics kiln"),
        inputs -> {
          Reasoned<BigDecimal> result =
              ReferenceOxygen.of(
                  inputs.choice("facility", ReferenceOxygen.facilities()), inputs.date());
          return Figures.put(Answer.of(result), "o2Ref", result.value());
        });
  }

  private static LawFunction dry() {
    return new LawFunction(
        "cems/dry",
        "湿基换算干基浓度",
        "dry concentration from a wet one",
        List.of(Field.number("wet", "mg/m3", "湿基浓度", "wet concentration"), MOISTURE),
        List.of(Field.number("dry", "mg/m3", "干基浓度", "dry concentration")),
        Map.of("wet", 45.75, "moisturePercent", 8.5),
        inputs -> {
          Reasoned<BigDecimal> result =
              GasState.dry(inputs.decimal("wet"), inputs.decimal("moisturePercent"));
          return Figures.put(Answer.of(result), "dry", result.value());
        });
  }

  private static LawFunction standard() {
    return new LawFunction(
        "cems/standard",
        "工况浓度换算标干浓度",
        "dry standard concentration from that of the gas as it is",
        List.of(
            Field.number("concentration", "mg/m3", "工况浓度", "concentration of the gas as it is"),
            TEMPERATURE,
            ATMOSPHERIC,
            STATIC,
            MOISTURE),
        List.of(
            Field.number("dryStandard", "mg/m3", "标干浓度", "concentration at standard state, dry")),
        Map.of(
            "concentration",
            30,
            "temperatureC",
            112,
            "atmosphericPa",
            101000,
            "staticPa",
            -120,
            "moisturePercent",
            8.5),
        inputs -> {
          Reasoned<BigDecimal> result = state(inputs).toStandard(inputs.amount("concentration"));
          return Figures.put(Answer.of(result), "dryStandard", result.value());
        });
  }

  private static LawFunction moisture() {
    return new LawFunction(
        "cems/moisture",
        "干湿氧法含湿量",
        "moisture from wet and dry oxygen",
        List.of(
            Field.number("o2Wet", "%", "湿氧", "oxygen of the wet gas"),
            Field.number("o2Dry", "%", "干氧", "oxygen of the dried gas")),
        List.of(MOISTURE),
        Map.of("o2Wet", 15.74, "o2Dry", 17.2),
        inputs -> {
          Reasoned<BigDecimal> result =
              GasState.moistureByOxygen(inputs.decimal("o2Wet"), inputs.decimal("o2Dry"));
          return Figures.put(Answer.of(result), "moisturePercent", result.value());
        });
  }

  private static LawFunction nox() {
    return new LawFunction(
        "cems/nox",
        "氮氧化物（体积浓度，以 NO2 计）",
        "nitrogen oxides as NO2, from volume",
        List.of(
            Field.number("noPpm", "ppm", "一氧化氮", "nitric oxide"),
            Field.number("no2Ppm", "ppm", "二氧化氮", "nitrogen dioxide")),
        List.of(Field.number("noxMgM3", "mg/m3", "氮氧化物", "nitrogen oxides as NO2")),
        Map.of("noPpm", 24, "no2Ppm", 1.5),
        inputs -> {
          Reasoned<BigDecimal> result =
              NitrogenOxides.ofPpm(inputs.decimal("noPpm"), inputs.decimal("no2Ppm"));
          return Figures.put(Answer.of(result), "noxMgM3", result.value());
        });
  }

  private static LawFunction noxMass() {
    return new LawFunction(
        "cems/noxmass",
        "氮氧化物（质量浓度，以 NO2 计）",
        "nitrogen oxides as NO2, from mass",
        List.of(
            Field.number("noMgM3", "mg/m3", "一氧化氮", "nitric oxide"),
            Field.number("no2MgM3", "mg/m3", "二氧化氮", "nitrogen dioxide")),
        List.of(Field.number("noxMgM3", "mg/m3", "氮氧化物", "nitrogen oxides as NO2")),
        Map.of("noMgM3", 30, "no2MgM3", 4),
        inputs -> {
          Reasoned<BigDecimal> result =
              NitrogenOxides.ofMass(inputs.decimal("noMgM3"), inputs.decimal("no2MgM3"));
          return Figures.put(Answer.of(result), "noxMgM3", result.value());
        });
  }

  private static LawFunction ppm() {
    return new LawFunction(
        "cems/ppm",
        "体积浓度换算质量浓度（273 K）",
        "mass concentration from volume, at 273 K",
        List.of(
            Field.number("ppm", "ppm", "体积浓度", "concentration by volume"),
            Field.choice("gas", "气体", "gas", List.of("SO2", "NO", "NO2", "CO"))),
        List.of(Field.number("mgM3", "mg/m3", "质量浓度", "concentration by mass")),
        Map.of("ppm", 35, "gas", "SO2"),
        inputs -> {
          Reasoned<BigDecimal> result = Gas.of(inputs.text("gas")).mgM3(inputs.decimal("ppm"));
          return Figures.put(Answer.of(result), "mgM3", result.value());
        });
  }
}
