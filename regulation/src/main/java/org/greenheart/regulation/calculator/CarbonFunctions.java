// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.calculator;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.greenheart.regulation.carbon.FuelEmission;
import org.greenheart.regulation.carbon.FuelFactors;
import org.greenheart.regulation.carbon.FuelTable;
import org.greenheart.regulation.carbon.ProcessEmission;
import org.greenheart.regulation.carbon.Purchased;
import org.greenheart.regulation.rules.Reasoned;
import org.greenheart.regulation.rules.Shown;

/** {@code carbon/...}: CO2 by source. */
final class CarbonFunctions {
  private static final Field TCO2 = Field.number("tCO2", "t", "二氧化碳排放量", "emission of CO2");
  private static final int FIRST_YEAR = 1990;
  private static final int LAST_YEAR = 2200;

  private CarbonFunctions() {}

  static List<LawFunction> all() {
    return Stream.of(
            List.of(fuel(), process(), electricity(), heat(), steam()), CarbonEnergyFunctions.all())
        .flatMap(List::stream)
        .toList();
  }

  private static LawFunction fuel() {
    return new LawFunction(
        "carbon/fuel",
        "化石燃料燃烧排放",
        "CO2 of burning a fuel",
        List.of(
            Field.text("fuel", "燃料，如 natural gas、天然气、diesel", "fuel, like natural gas, diesel")
                .known(FuelTable.fuels()),
            Field.number(
                "amount", "t, 1e4Nm3", "消耗量：吨，气体为万立方米（0 °C）", "t; of a gas 10 000 m3 at 0 °C"),
            Field.number("ncv", "GJ/t, GJ/1e4Nm3", "实测低位发热量", "measured net calorific value")
                .optional(),
            Field.number("cc", "tC/GJ", "实测单位热值含碳量", "measured carbon content").optional(),
            Field.number("of", "", "实测碳氧化率（0–1）", "measured oxidation, 0 to 1").optional(),
            Field.choice(
                    "family",
                    "缺省因子来源（各来源并列），默认最可靠的一个",
                    "family of default factors; default: the surest",
                    FuelTable.families())
                .optional(),
            Field.flag("at20", "气体体积按 20 °C 计", "the volume of gas is at 20 °C, as sold")
                .optional()),
        List.of(
            TCO2,
            Field.text("family", "采用的因子来源", "family that was used"),
            Field.text("unit", "消耗量单位", "unit of the amount"),
            Field.object("factors", "采用的因子", "factors that were used"),
            Field.object("others", "其他来源的结果", "what other families make of it")),
        Map.of("fuel", "natural gas", "amount", 520, "ncv", 389.31, "cc", 0.0153, "of", 0.99),
        CarbonFunctions::fuel);
  }

  private static Answer fuel(Inputs inputs) {
    FuelEmission.Choice choice =
        new FuelEmission.Choice(
            inputs.findDecimal("ncv").orElse(null),
            inputs.findDecimal("cc").orElse(null),
            inputs.findDecimal("of").orElse(null),
            inputs.findChoice("family", FuelTable.families()).orElse(null));
    BigDecimal amount = inputs.amount("amount");
    List<Reasoned<BigDecimal>> converted =
        inputs.flag("at20", false) ? List.of(FuelEmission.atStandardState(amount)) : List.of();
    BigDecimal counted = converted.isEmpty() ? amount : converted.getFirst().value();
    Reasoned<FuelEmission.Result> result =
        FuelEmission.of(inputs.text("fuel"), counted, choice, inputs.date());
    if (!converted.isEmpty()) {
      result = result.after(converted.getFirst().steps());
    }
    FuelFactors factors = result.value().factors();
    Map<String, BigDecimal> used = new LinkedHashMap<>();
    used.put("ncv", factors.ncv());
    used.put("cc", factors.cc());
    used.put("of", factors.of());
    Map<String, BigDecimal> others = new LinkedHashMap<>();
    result
        .value()
        .others()
        .forEach(other -> others.put(other.factors().family(), Shown.number(other.tCO2())));
    return Figures.put(Answer.of(result), TCO2.name(), result.value().tCO2())
        .put("family", factors.family())
        .put("unit", factors.unit())
        .put("factors", used)
        .put("others", others);
  }

  private static LawFunction process() {
    return new LawFunction(
        "carbon/process",
        "碳酸盐分解过程排放",
        "CO2 that carbonates of the raw material give off",
        List.of(
            Field.number("rawT", "t", "原料使用量（干基）", "raw material used, dry"),
            Field.number("eta", "", "原料利用率（0–1）", "part of it that is used, 0 to 1"),
            Field.number("caco3", "", "碳酸钙质量分数（0–1）", "mass fraction of CaCO3, 0 to 1").optional(),
            Field.number("mgco3", "", "碳酸镁质量分数（0–1）", "mass fraction of MgCO3, 0 to 1").optional(),
            Field.numbersByName(
                    "carbonates",
                    "",
                    "其他碳酸盐质量分数（0–1）",
                    "mass fractions of other carbonates: "
                        + String.join(", ", ProcessEmission.carbonates()))
                .known(ProcessEmission.carbonates())
                .optional(),
            Field.choice(
                    "form",
                    "因子形式：guideline 44/100、44/84（默认），molar 摩尔质量",
                    "guideline: 44/100 and 44/84 (default); molar: by molar mass",
                    List.of("guideline", "molar"))
                .optional()),
        List.of(TCO2),
        Map.of("rawT", 48000, "eta", 0.9, "caco3", 0.021, "mgco3", 0.009),
        inputs -> {
          Map<String, BigDecimal> fractions = new LinkedHashMap<>();
          inputs.findDecimal("caco3").ifPresent(one -> fractions.put("CaCO3", one));
          inputs.findDecimal("mgco3").ifPresent(one -> fractions.put("MgCO3", one));
          if (inputs.has("carbonates")) {
            fractions.putAll(Figures.wholeByName(inputs, "carbonates"));
          }
          BigDecimal eta =
              inputs
                  .findDecimal("eta")
                  .orElseGet(() -> ProcessEmission.defaultUtilisation(inputs.date()));
          Reasoned<BigDecimal> result =
              ProcessEmission.of(
                  inputs.amount("rawT"),
                  eta,
                  fractions,
                  inputs
                          .findChoice("form", List.of("guideline", "molar"))
                          .orElse("guideline")
                          .equals("molar")
                      ? ProcessEmission.Form.MOLAR
                      : ProcessEmission.Form.GUIDELINE,
                  inputs.date());
          return Figures.put(Answer.of(result), TCO2.name(), result.value());
        });
  }

  private static LawFunction electricity() {
    return new LawFunction(
        "carbon/electricity",
        "净购入电力排放",
        "CO2 of bought electricity",
        List.of(
            Field.number("mwh", "MWh", "购入电量", "electricity bought"),
            Field.number("soldMwh", "MWh", "外供电量，默认 0", "electricity sold; 0").optional(),
            Field.text("province", "省份、区域或全国，默认全国", "province, region or China (default)")
                .known(Purchased.areas())
                .optional(),
            Field.integer("year", "", "数据年份，默认数据日期所在年", "year of the data; default: of the date")
                .optional()),
        List.of(
            TCO2,
            Field.number("factor", "tCO2/MWh", "排放因子", "factor"),
            Field.text("area", "因子所属区域", "area of the factor")),
        Map.of("mwh", 9800, "province", "Hunan", "year", 2023),
        inputs -> {
          Reasoned<Purchased.Electricity> result =
              Purchased.electricity(
                  inputs.amount("mwh").subtract(TaxOtherFunctions.orZero(inputs, "soldMwh")),
                  inputs.findText("province").orElse("China"),
                  inputs.has("year")
                      ? inputs.integer("year", FIRST_YEAR, LAST_YEAR)
                      : inputs.date().getYear());
          return Figures.put(Answer.of(result), TCO2.name(), result.value().tCO2())
              .put("factor", result.value().factor())
              .put("area", result.value().area());
        });
  }

  private static LawFunction heat() {
    return new LawFunction(
        "carbon/heat",
        "净购入热力排放",
        "CO2 of bought heat",
        List.of(
            Field.number("gj", "GJ", "购入热量", "heat bought"),
            Field.number("soldGj", "GJ", "外供热量，默认 0", "heat sold; 0").optional(),
            Field.number("factor", "tCO2/GJ", "供热方因子，默认 0.11", "factor of the supplier; 0.11")
                .optional()),
        List.of(TCO2),
        Map.of("gj", 1200),
        inputs -> {
          Reasoned<BigDecimal> result =
              Purchased.heat(
                  inputs.amount("gj").subtract(TaxOtherFunctions.orZero(inputs, "soldGj")),
                  inputs.findDecimal("factor"),
                  inputs.date());
          return Figures.put(Answer.of(result), TCO2.name(), result.value());
        });
  }

  private static LawFunction steam() {
    return new LawFunction(
        "carbon/steam",
        "蒸汽热量",
        "heat of steam",
        List.of(
            Field.number("massT", "t", "蒸汽质量", "mass of steam"),
            Field.number("enthalpy", "kJ/kg", "蒸汽焓", "its enthalpy")),
        List.of(Field.number("gj", "GJ", "热量", "heat")),
        Map.of("massT", 100, "enthalpy", 2763),
        inputs -> {
          Reasoned<BigDecimal> result =
              Purchased.steam(inputs.amount("massT"), inputs.decimal("enthalpy"), inputs.date());
          return Figures.put(Answer.of(result), "gj", result.value());
        });
  }
}
