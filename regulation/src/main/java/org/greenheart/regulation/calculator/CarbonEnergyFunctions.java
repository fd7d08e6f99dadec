// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.calculator;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.greenheart.regulation.carbon.EnergyQuota;
import org.greenheart.regulation.carbon.StandardCoal;
import org.greenheart.regulation.carbon.Uncertainty;
import org.greenheart.regulation.rules.Check;
import org.greenheart.regulation.rules.Exact;
import org.greenheart.regulation.rules.Figure;
import org.greenheart.regulation.rules.LawException;
import org.greenheart.regulation.rules.Reasoned;
import org.greenheart.regulation.rules.Shown;

/** Standard coal, energy for a product, and what sources come to together. */
final class CarbonEnergyFunctions {
  private static final List<Field> COAL =
      List.of(
          Field.number("tce", "t", "综合能耗（标准煤）", "energy in standard coal"),
          Field.object("kgce", "各能源折标准煤", "kgce of each"));
  private static final List<String> SOURCES = List.of("fuel", "process", "electricity", "heat");
  private static final String COUNTED_IN = "kg, m3, kWh, MJ; another unit in brackets: diesel (t)";

  private CarbonEnergyFunctions() {}

  static List<LawFunction> all() {
    return List.of(coal(), balance(), intensity(), inventory());
  }

  private static LawFunction coal() {
    return new LawFunction(
        "carbon/coal",
        "能源折标准煤",
        "energy in standard coal",
        List.of(
            Field.numbersByName(
                    "amounts",
                    COUNTED_IN,
                    "各能源消耗量（也可直接以能源名称为字段）",
                    "amount of each carrier; or each as a field of its own")
                .known(StandardCoal.carriers())
                .optional(),
            Field.others("carriers", COUNTED_IN)),
        COAL,
        Map.of("amounts", Map.of("natural gas", 5200000, "electricity", 9800000, "diesel", 35000)),
        inputs -> {
          Map<String, BigDecimal> amounts = new LinkedHashMap<>();
          if (inputs.has("amounts")) {
            amounts.putAll(notNegative(Figures.wholeByName(inputs, "amounts")));
          }
          notNegative(inputs.others(Set.of("amounts")))
              .forEach(
                  (name, amount) -> {
                    if (amounts.put(name, amount) != null) {
                      throw new LawException(
                          LawException.Code.CONFLICT, name, "%s is given twice".formatted(name));
                    }
                  });
          return coal(StandardCoal.of(amounts, inputs.date()));
        });
  }

  private static Map<String, BigDecimal> notNegative(Map<String, BigDecimal> amounts) {
    amounts.forEach(Inputs::notNegative);
    return amounts;
  }

  private static Answer coal(Reasoned<StandardCoal.Balance> result) {
    return Figures.put(Answer.of(result), "tce", result.value().tce())
        .put("kgce", Figures.shown(result.value().kgce(), name -> name));
  }

  private static LawFunction balance() {
    return new LawFunction(
        "carbon/balance",
        "能源平衡：消耗 = 购入 − 外供 + 期初库存 − 期末库存",
        "energy balance: used = bought − sold + first stock − last stock",
        List.of(
            Field.numbersByName("bought", COUNTED_IN, "购入", "bought")
                .known(StandardCoal.carriers()),
            Field.numbersByName("sold", COUNTED_IN, "外供", "sold")
                .known(StandardCoal.carriers())
                .optional(),
            Field.numbersByName("stockFirst", COUNTED_IN, "期初库存", "stock at the start")
                .known(StandardCoal.carriers())
                .optional(),
            Field.numbersByName("stockLast", COUNTED_IN, "期末库存", "stock at the end")
                .known(StandardCoal.carriers())
                .optional()),
        List.of(
            Field.object("used", "各能源消耗量", "used, by carrier"), COAL.getFirst(), COAL.getLast()),
        Map.of(
            "bought", Map.of("diesel (t)", 40, "electricity", 9800000),
            "stockFirst", Map.of("diesel (t)", 2),
            "stockLast", Map.of("diesel (t)", 7)),
        inputs -> {
          Map<String, BigDecimal> used = new LinkedHashMap<>();
          add(used, inputs, "bought", false);
          add(used, inputs, "stockFirst", false);
          add(used, inputs, "sold", true);
          add(used, inputs, "stockLast", true);
          Reasoned<StandardCoal.Balance> result = StandardCoal.of(used, inputs.date());
          return coal(result).put("used", used);
        });
  }

  private static void add(Map<String, BigDecimal> used, Inputs inputs, String field, boolean less) {
    if (inputs.has(field)) {
      notNegative(Figures.wholeByName(inputs, field))
          .forEach(
              (name, amount) -> used.merge(name, less ? amount.negate() : amount, BigDecimal::add));
    }
  }

  private static LawFunction intensity() {
    return new LawFunction(
        "carbon/intensity",
        "单位产品综合能耗与限额等级（GB 21252-2023）",
        "energy for one unit of product, and its level (GB 21252-2023)",
        List.of(
            Field.number("kgce", "kgce", "综合能耗", "energy in all"),
            Field.number(
                "outputT",
                "t, m2",
                "合格产量，单位与产品限额一致（t 或 m2）",
                "qualified output in the unit of the product's quota: t or m2"),
            Field.choice("product", "产品", "product", EnergyQuota.products()),
            Field.choice(
                    "outputUnit",
                    "产量单位，用于核对",
                    "unit of the output, to be checked",
                    List.of("t", "m2"))
                .optional(),
            Field.number("thickness", "", "厚度系数，默认 1.00", "thickness factor; 1").optional(),
            Field.number("tCO2", "t", "二氧化碳排放量", "emission, for its intensity").optional()),
        List.of(
            Field.number("unit", "kgce/t, kgce/m2", "单位产品综合能耗", "energy for one unit"),
            Field.text("per", "单位产品", "t or m2"),
            Field.integer("level", "", "限额等级，超过 3 级为空", "level; empty above the third"),
            Field.flag("meets", "达到 3 级", "meets the third level"),
            Field.numbers("levels", "kgce/t, kgce/m2", "1、2、3 级限额", "levels 1, 2, 3"),
            Field.number("kgCO2", "kg", "单位产品二氧化碳排放", "CO2 for one unit").optional(),
            Figures.MARK),
        Map.of("kgce", 7569778.5, "outputT", 1350000, "product", "dry-pressed tile E<=0.2%"),
        CarbonEnergyFunctions::intensity);
  }

  private static Answer intensity(Inputs inputs) {
    BigDecimal output = inputs.decimal("outputT");
    Reasoned<EnergyQuota.Result> result =
        EnergyQuota.of(
            inputs.text("product"),
            inputs.amount("kgce"),
            output,
            inputs.findChoice("outputUnit", List.of("t", "m2")).orElse(""),
            inputs.findDecimal("thickness").orElse(BigDecimal.ONE),
            inputs.date());
    EnergyQuota.Result quota = result.value();
    Answer answer =
        Figures.put(Answer.of(result), "unit", quota.unit())
            .put("per", quota.per())
            .put("level", quota.level().isPresent() ? quota.level().getAsInt() : null)
            .put("meets", quota.level().isPresent())
            .put("levels", quota.most());
    if (quota.level().isEmpty()) {
      String most = Shown.text(quota.most().getLast());
      Figures.mark(answer, "超过 3 级（%s）".formatted(most), "above level 3 (%s)".formatted(most));
    }
    inputs
        .findDecimal("tCO2")
        .ifPresent(t -> Figures.put(answer, "kgCO2", Exact.divide(t.movePointRight(3), output)));
    return answer;
  }

  private static LawFunction inventory() {
    return new LawFunction(
        "carbon/inventory",
        "排放清单合计、占比与不确定性",
        "emission in all, shares and uncertainty",
        List.of(
            Field.numbersByName("amounts", "t", "各排放源二氧化碳", "CO2 of each source").known(SOURCES),
            Field.numbersByName("percents", "%", "各排放源不确定性 ±", "uncertainty of each, ±")
                .known(SOURCES)
                .optional()),
        List.of(
            Field.number("total", "t", "合计", "in all"),
            Field.object("shares", "占比（%）", "share of each, %"),
            Field.number("uncertaintyPercent", "%", "总不确定性 ±", "uncertainty of the sum, ±")),
        Map.of(
            "amounts", Map.of("fuel", 11243.38, "process", 602.83, "electricity", 4876.48),
            "percents", Map.of("fuel", 5, "process", 10, "electricity", 3)),
        inputs -> {
          Map<String, BigDecimal> amounts = Figures.wholeByName(inputs, "amounts");
          Map<String, BigDecimal> percents =
              inputs.has("percents") ? Figures.wholeByName(inputs, "percents") : Map.of();
          List<Uncertainty.Part> parts = new ArrayList<>();
          amounts.forEach(
              (source, amount) -> {
                if (percents.containsKey(source)) {
                  parts.add(new Uncertainty.Part(amount, percents.getOrDefault(source, amount)));
                }
              });
          if (!amounts.keySet().containsAll(percents.keySet())) {
            throw new LawException(
                LawException.Code.OUT_OF_RANGE,
                "percents",
                "percents (%s) must name sources of amounts".formatted(percents.keySet()));
          }
          BigDecimal total = amounts.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
          if (total.signum() <= 0) {
            throw Check.noData("amounts", "an inventory needs a sum above 0");
          }
          boolean whole = parts.size() == amounts.size();
          Reasoned<BigDecimal> uncertainty =
              Uncertainty.ofSum(
                  whole
                      ? parts
                      : amounts.values().stream()
                          .map(amount -> new Uncertainty.Part(amount, BigDecimal.ZERO))
                          .toList());
          Map<String, BigDecimal> shares = new LinkedHashMap<>();
          amounts.forEach(
              (source, amount) ->
                  shares.put(source, Shown.number(Exact.divide(amount.movePointRight(2), total))));
          Answer answer = whole ? Answer.of(uncertainty) : Answer.by(uncertainty.basis());
          Figures.put(answer, "total", total).put("shares", shares);
          return Figures.put(
              answer,
              "uncertaintyPercent",
              whole
                  ? Figure.of(uncertainty.value())
                  : Figure.absent(
                      "uncertainty-unknown",
                      "并非每个排放源都有不确定性",
                      "not every source has an uncertainty"));
        });
  }
}
