// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.calculator;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.greenheart.regulation.rules.Check;
import org.greenheart.regulation.rules.LawException;
import org.greenheart.regulation.rules.Reasoned;
import org.greenheart.regulation.rules.Shown;
import org.greenheart.regulation.tax.Discharge;
import org.greenheart.regulation.tax.OutletTax;
import org.greenheart.regulation.tax.SpecialEquivalents;
import org.greenheart.regulation.tax.TaxItems;
import org.greenheart.regulation.tax.TaxLine;
import org.greenheart.regulation.tax.TaxMedium;

/** {@code tax/...}: the environmental protection tax of an outlet and month. */
final class TaxFunctions {
  private static final List<String> IN_AIR = TaxItems.names(TaxMedium.AIR);
  private static final List<String> IN_WATER = TaxItems.names(TaxMedium.WATER);
  static final List<String> ANY =
      Stream.of(IN_AIR, IN_WATER).flatMap(List::stream).distinct().toList();
  private static final List<String> AIR = List.of("combustion", "process", "unorganised");

  private static final List<Field> OUTPUTS =
      List.of(
          Field.object("equivalents", "污染当量数", "pollution equivalents"),
          Field.texts("taxed", "应税项目，按当量数排序", "taxed, by equivalents"),
          Field.texts("untaxed", "不征项目", "not taxed"),
          Field.texts("notListed", "税目税额表未列", "not listed in the annex"),
          Field.object("factors", "减征后系数", "what each reduction leaves"),
          Field.object("taxes", "各项税额", "tax of each"),
          Field.number("tax", "yuan", "应纳税额", "tax"));

  private TaxFunctions() {}

  static List<LawFunction> all() {
    return Stream.of(List.of(air(), water(), reduction()), TaxOtherFunctions.all())
        .flatMap(List::stream)
        .toList();
  }

  private static LawFunction air() {
    return new LawFunction(
        "tax/air",
        "大气污染物环境保护税（一个排放口一个月）",
        "environmental tax of an air outlet in a month",
        List.of(
            TaxInputs.KG.known(IN_AIR),
            Field.number("volumeM3", "m3", "标干废气量（代替排放量）", "dry standard gas, instead of kg")
                .optional(),
            Field.numbersByName("mgM3", "mg/m3", "实测浓度（配合废气量）", "concentrations in that gas")
                .known(IN_AIR)
                .optional(),
            TaxInputs.RATE,
            TaxInputs.PROVINCE,
            Field.choice(
                    "category",
                    "排放口类别：燃烧（颗粒物为烟尘）、工艺（一般性粉尘）、无组织",
                    "outlet: combustion (particulates are smoke dust), process (general dust),"
                        + " unorganised",
                    AIR)
                .optional(),
            TaxInputs.MEANS.known(IN_AIR),
            TaxInputs.LIMITS.known(IN_AIR),
            TaxInputs.EXCEEDANCES.known(IN_AIR),
            TaxInputs.BOUNDARY),
        OUTPUTS,
        Map.of(
            "kg",
            Map.of("NOx", 6840, "SO2", 1330, "smoke dust", 654, "fluoride", 130.5),
            "rate",
            2.4,
            "means",
            Map.of("NOx", 121, "SO2", 22, "smoke dust", 11),
            "limits",
            Map.of("NOx", 180, "SO2", 50, "smoke dust", 30),
            "exceedances",
            Map.of("SO2", 1)),
        inputs -> {
          inputs.findChoice("category", AIR);
          boolean gas = oneOf(inputs, "kg", "volumeM3");
          String field = gas ? "mgM3" : "kg";
          Map<String, BigDecimal> kg = TaxInputs.kg(inputs, field);
          if (gas) {
            BigDecimal volume = inputs.amount("volumeM3");
            kg.replaceAll((name, mg) -> mg.multiply(volume).movePointLeft(6));
          }
          return taxed(
              inputs, TaxInputs.pollutants(inputs, field, TaxMedium.AIR, kg), TaxMedium.AIR);
        });
  }

  private static LawFunction water() {
    return new LawFunction(
        "tax/water",
        "水污染物环境保护税（一个排放口一个月）",
        "environmental tax of a sewage outlet in a month",
        List.of(
            TaxInputs.KG.known(IN_WATER),
            Field.number(
                    "volumeT",
                    "t",
                    "污水排放量（代替排放量，或计 pH、色度）",
                    "sewage: instead of kg, or for pH and colour")
                .optional(),
            Field.numbersByName("mgL", "mg/L", "浓度（配合污水量）", "concentrations in that sewage")
                .known(IN_WATER)
                .optional(),
            Field.number("ph", "", "pH", "pH").optional(),
            Field.number("colourTimes", "", "色度超标倍数", "times that the colour exceeds").optional(),
            Field.flag("coliform", "大肠菌群数超标", "coliforms exceed").optional(),
            Field.flag("chlorine", "用氯消毒的医院废水", "a hospital's sewage, with chlorine").optional(),
            TaxInputs.RATE,
            TaxInputs.PROVINCE,
            Field.choice(
                    "category",
                    "去向：直接排放、进入集中处理厂、达标或超标的集中处理厂、工业园区处理厂",
                    "outlet: direct, to works, works within or over the standard, works of a park",
                    SewageLiability.words())
                .optional(),
            TaxInputs.MEANS.known(IN_WATER),
            TaxInputs.LIMITS.known(IN_WATER),
            TaxInputs.EXCEEDANCES.known(IN_WATER),
            TaxInputs.BOUNDARY),
        OUTPUTS,
        Map.of(
            "volumeT",
            40000,
            "mgL",
            Map.of("COD", 60, "NH3-N", 8, "TP", 0.8, "SS", 30, "BOD5", 15),
            "province",
            "Hunan"),
        TaxFunctions::water);
  }

  private static Answer water(Inputs inputs) {
    List<Discharge> discharges = new ArrayList<>();
    List<String> notListed = new ArrayList<>();
    if (inputs.has("kg") || inputs.has("mgL")) {
      boolean bySewage = oneOf(inputs, "kg", "mgL");
      String field = bySewage ? "mgL" : "kg";
      TaxInputs.Pollutants pollutants =
          TaxInputs.pollutants(
              inputs,
              field,
              TaxMedium.WATER,
              bySewage ? TaxInputs.kgInWater(inputs) : TaxInputs.kg(inputs, field));
      discharges.addAll(pollutants.discharges());
      notListed.addAll(pollutants.notListed());
    }
    inputs
        .findDecimal("ph")
        .map(ph -> SpecialEquivalents.ph(ph, inputs.amount("volumeT"), inputs.date()))
        .ifPresent(result -> discharges.add(Discharge.special("pH", "", result)));
    inputs
        .findDecimal("colourTimes")
        .map(times -> SpecialEquivalents.colour(inputs.amount("volumeT"), times, inputs.date()))
        .ifPresent(result -> discharges.add(Discharge.special("colour", "", result)));
    for (String germ : List.of("coliform", "chlorine")) {
      if (inputs.flag(germ, false)) {
        discharges.add(
            Discharge.special(
                germ,
                SpecialEquivalents.GERMS,
                SpecialEquivalents.germs(germ, inputs.amount("volumeT"), inputs.date())));
      }
    }
    TaxInputs.Pollutants all = new TaxInputs.Pollutants(discharges, notListed);
    return SewageLiability.of(inputs)
        .map(reason -> exempt(all, reason))
        .orElseGet(() -> taxed(inputs, all, TaxMedium.WATER));
  }

  private static LawFunction reduction() {
    return new LawFunction(
        "tax/reduction",
        "低浓度减征",
        "reduction for low concentrations",
        List.of(
            TaxInputs.MEDIUM,
            TaxInputs.KG.demanded().known(ANY),
            TaxInputs.RATE,
            TaxInputs.PROVINCE,
            TaxInputs.MEANS.demanded().known(ANY),
            TaxInputs.LIMITS.demanded().known(ANY),
            TaxInputs.EXCEEDANCES.demanded().known(ANY),
            TaxInputs.BOUNDARY),
        List.of(
            Field.texts("taxed", "应税项目，按当量数排序", "taxed, by equivalents"),
            Field.numbers("factors", "", "各应税项目减征后系数", "what the reduction leaves of each"),
            Field.number("unreduced", "yuan", "减征前税额", "tax before the reduction"),
            Field.number("total", "yuan", "应纳税额", "tax")),
        Map.of(
            "kg", Map.of("NOx", 6840),
            "province", "Hunan",
            "means", Map.of("NOx", 121),
            "limits", Map.of("NOx", 180),
            "exceedances", Map.of("NOx", 0)),
        inputs -> {
          TaxMedium medium = TaxInputs.medium(inputs).orElse(TaxMedium.AIR);
          List<Discharge> discharges =
              TaxInputs.pollutants(inputs, "kg", medium, TaxInputs.kg(inputs, "kg")).discharges();
          inputs.decimalsByName("means");
          Reasoned<OutletTax.Assessment> result = assess(inputs, discharges, medium);
          Reasoned<OutletTax.Assessment> full =
              OutletTax.of(
                  discharges,
                  TaxInputs.rate(inputs, medium),
                  Map.of(),
                  TaxInputs.boundary(inputs),
                  inputs.date());
          List<TaxLine> taxed = result.value().lines().stream().filter(TaxLine::taxed).toList();
          return Answer.of(result)
              .put("taxed", taxed.stream().map(line -> line.discharge().name()).toList())
              .put("factors", taxed.stream().map(TaxLine::factor).toList())
              .put("unreduced", full.value().total())
              .put("total", result.value().total());
        });
  }

  private static Reasoned<OutletTax.Assessment> assess(
      Inputs inputs, List<Discharge> discharges, TaxMedium medium) {
    return OutletTax.of(
        discharges,
        TaxInputs.rate(inputs, medium),
        TaxInputs.compliance(inputs, discharges),
        TaxInputs.boundary(inputs),
        inputs.date());
  }

  private static Answer taxed(Inputs inputs, TaxInputs.Pollutants pollutants, TaxMedium medium) {
    if (pollutants.discharges().isEmpty() && !pollutants.notListed().isEmpty()) {
      throw Check.noData(
          "kg",
          "none of %s is listed in annex 2".formatted(String.join(", ", pollutants.notListed())));
    }
    Reasoned<OutletTax.Assessment> result = assess(inputs, pollutants.discharges(), medium);
    List<TaxLine> lines = result.value().lines();
    Map<String, BigDecimal> factors = new LinkedHashMap<>();
    Map<String, BigDecimal> taxes = new LinkedHashMap<>();
    lines.stream()
        .filter(TaxLine::taxed)
        .forEach(
            line -> {
              factors.put(line.discharge().name(), line.factor());
              taxes.put(line.discharge().name(), line.tax());
            });
    List<String> untaxed =
        new ArrayList<>(
            lines.stream()
                .filter(line -> !line.taxed())
                .map(line -> line.discharge().name())
                .toList());
    untaxed.addAll(pollutants.notListed());
    return Answer.of(result)
        .put("equivalents", equivalents(pollutants.discharges()))
        .put("taxed", List.copyOf(factors.keySet()))
        .put("untaxed", untaxed)
        .put("notListed", pollutants.notListed())
        .put("factors", factors)
        .put("taxes", taxes)
        .put("tax", result.value().total());
  }

  private static Answer exempt(TaxInputs.Pollutants pollutants, Reasoned<String> reason) {
    List<String> untaxed =
        new ArrayList<>(pollutants.discharges().stream().map(Discharge::name).toList());
    untaxed.addAll(pollutants.notListed());
    return Answer.of(reason)
        .put("equivalents", equivalents(pollutants.discharges()))
        .put("taxed", List.of())
        .put("untaxed", untaxed)
        .put("notListed", pollutants.notListed())
        .put("factors", Map.of())
        .put("taxes", Map.of())
        .put("tax", BigDecimal.ZERO);
  }

  private static Map<String, BigDecimal> equivalents(List<Discharge> discharges) {
    Map<String, BigDecimal> equivalents = new LinkedHashMap<>();
    discharges.forEach(one -> equivalents.put(one.name(), Shown.number(one.equivalents())));
    return equivalents;
  }

  /** Whether the second of two ways to say an amount is used; exactly one must be. */
  private static boolean oneOf(Inputs inputs, String one, String other) {
    if (inputs.has(one) && inputs.has(other)) {
      throw new LawException(
          LawException.Code.CONFLICT,
          other,
          "%s and %s must not both be given".formatted(other, one));
    }
    return inputs.has(other);
  }
}
