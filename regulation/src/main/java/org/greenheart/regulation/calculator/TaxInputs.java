// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.calculator;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.greenheart.regulation.rules.Check;
import org.greenheart.regulation.rules.LawException;
import org.greenheart.regulation.rules.Reasoned;
import org.greenheart.regulation.tax.Compliance;
import org.greenheart.regulation.tax.Discharge;
import org.greenheart.regulation.tax.Reduction;
import org.greenheart.regulation.tax.TaxItem;
import org.greenheart.regulation.tax.TaxItems;
import org.greenheart.regulation.tax.TaxMedium;
import org.greenheart.regulation.tax.TaxRates;
import org.jspecify.annotations.Nullable;

/** What the functions of the environmental tax ask for alike. */
final class TaxInputs {
  static final Field KG =
      Field.numbersByName("kg", "kg", "各污染物当月排放量", "amount of each pollutant in the month")
          .optional();
  static final Field RATE =
      Field.number("rate", "yuan", "每污染当量税额（或给出省份）", "rate of one equivalent; or province")
          .optional();
  static final Field PROVINCE =
      Field.choice("province", "省份（代替税额）", "province, instead of rate", TaxRates.provinces())
          .optional();
  static final Field MEANS =
      Field.numbersByName(
              "means",
              "mg/m3, mg/L",
              "月均浓度（大气：小时均值的平均；水：日均值的平均）",
              "mean of the month: of the hourly means in air, of the daily means in water")
          .optional();
  static final Field LIMITS =
      Field.numbersByName("limits", "mg/m3, mg/L", "排放限值", "limit of each, in the unit of its mean")
          .optional();
  static final Field EXCEEDANCES =
      Field.numbersByName(
              "exceedances",
              "",
              "当月超标次数；给出月均浓度时必填，无超标填 0",
              "how often each exceeded in the month; needed with means, 0 for never")
          .optional();
  static final Field BOUNDARY =
      Field.choice(
              "boundary",
              "恰低于限值 30%、50% 是否减征，默认是",
              "whether exactly 30 % or 50 % under the limit is reduced; default: included",
              List.of("included", "excluded"))
          .optional();

  private static final List<String> MEDIUMS = List.of("air", "water");

  static final Field MEDIUM =
      Field.choice("medium", "介质，默认大气", "medium; default: air", MEDIUMS).optional();

  /** One litre of water weighs one kilogram: no more mg can be in it. */
  private static final BigDecimal MG_IN_A_LITRE = new BigDecimal("1000000");

  private TaxInputs() {}

  /** What a call says of the pollutants of an outlet. */
  record Pollutants(List<Discharge> discharges, List<String> notListed) {}

  /** Air or water, if the call says so. */
  static Optional<TaxMedium> medium(Inputs inputs) {
    return inputs
        .findChoice(MEDIUM.name(), MEDIUMS)
        .map(word -> word.equals("air") ? TaxMedium.AIR : TaxMedium.WATER);
  }

  static Reasoned<BigDecimal> rate(Inputs inputs, TaxMedium medium) {
    Optional<BigDecimal> rate = inputs.findDecimal("rate");
    if (rate.isPresent() && inputs.has("province")) {
      throw new LawException(
          LawException.Code.CONFLICT, "province", "province and rate must not both be given");
    }
    if (rate.isPresent()) {
      return TaxRates.given(rate.get(), medium, inputs.date());
    }
    if (!inputs.has("province")) {
      throw new LawException(
          LawException.Code.MISSING, "rate", "the input rate is missing; or give province");
    }
    return TaxRates.of(inputs.text("province"), medium, inputs.date());
  }

  /** The amounts in kg, given as such. */
  static Map<String, BigDecimal> kg(Inputs inputs, String field) {
    Map<String, BigDecimal> amounts = Figures.wholeByName(inputs, field);
    amounts.forEach((name, value) -> Inputs.notNegative(field + "." + name, value));
    if (amounts.isEmpty()) {
      throw Check.noData(field, "the amount of at least one pollutant is needed");
    }
    return amounts;
  }

  /** The amounts in kg of sewage and its concentrations. */
  static Map<String, BigDecimal> kgInWater(Inputs inputs) {
    BigDecimal volume = inputs.amount("volumeT");
    Map<String, BigDecimal> amounts = kg(inputs, "mgL");
    amounts.replaceAll(
        (name, mg) ->
            Check.notAbove("mgL." + name, mg, "all of the water", MG_IN_A_LITRE)
                .multiply(volume)
                .movePointLeft(3));
    return amounts;
  }

  /** The pollutants of annex 2 among the amounts, and those that it does not list. */
  static Pollutants pollutants(
      Inputs inputs, String field, TaxMedium medium, Map<String, BigDecimal> kg) {
    List<Discharge> discharges = new ArrayList<>();
    List<String> notListed = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    kg.forEach(
        (name, amount) -> {
          Optional<TaxItem> item =
              TaxItems.find(medium, field + "." + name, dust(inputs, name), inputs.date());
          if (item.isEmpty()) {
            notListed.add(name);
          } else if (seen.add(item.get().name())) {
            discharges.add(Discharge.ofKg(name, item.get(), amount));
          } else {
            throw new LawException(
                LawException.Code.CONFLICT,
                field + "." + name,
                "%s.%s is %s, which is given twice".formatted(field, name, item.get().name()));
          }
        });
    return new Pollutants(discharges, notListed);
  }

  /** Particulates by where they come from; other names as they are. */
  private static String dust(Inputs inputs, String name) {
    if (!TaxItems.isParticulates(name)) {
      return name;
    }
    return switch (inputs.findText("category").orElse("").toLowerCase(Locale.ROOT)) {
      case "combustion" -> "smoke dust";
      case "process" -> "general dust";
      default -> name;
    };
  }

  static Map<String, Compliance> compliance(Inputs inputs, List<Discharge> discharges) {
    if (!inputs.has("means")) {
      return Map.of();
    }
    if (!inputs.has("exceedances")) {
      throw new LawException(
          LawException.Code.MISSING,
          "exceedances",
          "the input exceedances is missing: without it no reduction can be told (0, or {} for none"
              + " at all)");
    }
    Map<String, @Nullable BigDecimal> limits = inputs.decimalsByName("limits");
    Map<String, @Nullable BigDecimal> exceedances = inputs.decimalsByName("exceedances");
    Map<String, @Nullable BigDecimal> means = inputs.decimalsByName("means");
    List<String> names = discharges.stream().map(Discharge::name).toList();
    for (Map<String, @Nullable BigDecimal> map : List.of(means, limits, exceedances)) {
      map.keySet().forEach(name -> known(name, names));
    }
    Map<String, Compliance> compliance = new HashMap<>();
    means.forEach(
        (name, mean) -> {
          BigDecimal limit = limits.get(name);
          BigDecimal times = exceedances.get(name);
          if (mean != null && limit == null) {
            throw new LawException(
                LawException.Code.MISSING,
                "limits." + name,
                "the input limits.%s is missing: the mean has nothing to be held against"
                    .formatted(name));
          }
          if (mean != null && limit != null) {
            compliance.put(name, new Compliance(mean, limit, times(name, times)));
          }
        });
    return compliance;
  }

  private static int times(String name, @Nullable BigDecimal times) {
    if (times == null) {
      return 0;
    }
    try {
      return Check.within("exceedances." + name, times, "0", "10000").intValueExact();
    } catch (ArithmeticException e) {
      throw new LawException(
          LawException.Code.NOT_READABLE,
          "exceedances." + name,
          "exceedances.%s (%s) must be a whole number".formatted(name, times));
    }
  }

  private static void known(String name, List<String> names) {
    if (!names.contains(name)) {
      throw new LawException(
          LawException.Code.OUT_OF_RANGE,
          name,
          "%s must be written as one of the amounts: %s".formatted(name, String.join(", ", names)));
    }
  }

  static Reduction.Boundary boundary(Inputs inputs) {
    return inputs.findChoice("boundary", BOUNDARY.choices()).orElse("included").equals("included")
        ? Reduction.Boundary.INCLUDED
        : Reduction.Boundary.EXCLUDED;
  }
}
