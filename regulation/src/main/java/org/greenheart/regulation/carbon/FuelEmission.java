// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.carbon;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.greenheart.regulation.rules.Basis;
import org.greenheart.regulation.rules.Check;
import org.greenheart.regulation.rules.Confidence;
import org.greenheart.regulation.rules.Exact;
import org.greenheart.regulation.rules.LawException;
import org.greenheart.regulation.rules.Reasoned;
import org.greenheart.regulation.rules.Shown;
import org.greenheart.regulation.rules.Step;
import org.jspecify.annotations.Nullable;

/**
 * CO2 of burning a fuel: FC × NCV × CC × OF × 44/12. Measured factors go before defaults. A default
 * is of the surest family that has the fuel whole; a family of low confidence counts only for who
 * names it.
 */
public final class FuelEmission {
  /** So many times above or below what is usual, a factor is in another unit. */
  private static final BigDecimal UNUSUAL = BigDecimal.valueOf(4);

  private static final BigDecimal SOLD_AT = new BigDecimal("293.15");
  private static final BigDecimal STANDARD_AT = new BigDecimal("273.15");

  private FuelEmission() {}

  /**
   * Measured or chosen factors; null for one to be taken from the table.
   *
   * @param family the letter of a family; null: the surest
   */
  public record Choice(
      @Nullable BigDecimal ncv,
      @Nullable BigDecimal cc,
      @Nullable BigDecimal of,
      @Nullable String family) {
    /** Nothing measured, nothing chosen. */
    public static final Choice DEFAULT = new Choice(null, null, null, null);

    private String given() {
      StringBuilder given = new StringBuilder();
      if (ncv != null) {
        given.append(", 实测 measured NCV");
      }
      if (cc != null) {
        given.append(", 实测 measured CC");
      }
      if (of != null) {
        given.append(", 实测 measured OF");
      }
      return given.toString();
    }

    private boolean complete() {
      return ncv != null && cc != null && of != null;
    }
  }

  /**
   * @param others the other families that know the fuel
   */
  public record Result(BigDecimal tCO2, FuelFactors factors, List<Alternative> others) {
    public Result {
      requireNonNull(tCO2, "tCO2 is null");
      requireNonNull(factors, "factors is null");
      others = List.copyOf(others);
    }
  }

  /** What another family makes of the same amount. */
  public record Alternative(FuelFactors factors, BigDecimal tCO2) {}

  /**
   * @param amount in the fuel's unit: t, or 10 000 m3 at 0 °C
   * @throws LawException for an unknown fuel, for factors in another unit, and where no family is
   *     sure enough
   */
  public static Reasoned<Result> of(String fuel, BigDecimal amount, Choice choice, LocalDate date) {
    Check.notNegative("amount", amount);
    FuelFactors factors = factors(fuel, choice, date);
    BigDecimal emission = emission(amount, factors);
    List<Alternative> others =
        FuelTable.find(fuel).map(name -> FuelTable.of(name, date)).orElse(List.of()).stream()
            .filter(other -> !other.family().equals(factors.family()))
            .map(other -> new Alternative(other, emission(amount, other)))
            .toList();
    List<Step> steps = new ArrayList<>();
    steps.add(
        new Step(
            "因子来源 " + factors.family() + choice.given(),
            "factors of family " + factors.family() + choice.given(),
            factors.basis().shown().document(),
            ""));
    steps.add(
        new Step(
            "排放量 = 消耗量 × 低位发热量 × 单位热值含碳量 × 氧化率 × 44/12",
            "emission = amount × NCV × carbon content × oxidation × 44/12",
            "%s × %s × %s × %s × 44/12"
                .formatted(
                    Shown.text(amount),
                    plain(factors.ncv()),
                    plain(factors.cc()),
                    plain(factors.of())),
            Shown.text(emission) + " tCO2"));
    for (Alternative other : others) {
      steps.add(
          new Step(
              "对照：因子来源 "
                  + other.factors().family()
                  + "（"
                  + other.factors().basis().document()
                  + "）",
              "for comparison: family %s (%s)"
                  .formatted(other.factors().family(), other.factors().basis().document()),
              "%s; %s; %s"
                  .formatted(
                      plain(other.factors().ncv()),
                      plain(other.factors().cc()),
                      plain(other.factors().of())),
              Shown.text(other.tCO2()) + " tCO2"));
    }
    return new Reasoned<>(new Result(emission, factors, others), factors.basis(), steps);
  }

  /** A volume of gas as sold at 20 °C, at 0 °C. */
  public static Reasoned<BigDecimal> atStandardState(BigDecimal sold) {
    Check.notNegative("amount", sold);
    BigDecimal standard = Exact.divide(sold.multiply(STANDARD_AT), SOLD_AT);
    return new Reasoned<>(
        standard,
        new Basis("gas law", "", Confidence.HIGH, "physics"),
        List.of(
            new Step(
                "20 °C 体积换算到 0 °C",
                "volume at 20 °C as at 0 °C",
                "%s × 273.15/293.15".formatted(Shown.text(sold)),
                Shown.text(standard))));
  }

  private static BigDecimal emission(BigDecimal amount, FuelFactors factors) {
    return Exact.divide(
        amount
            .multiply(factors.ncv())
            .multiply(factors.cc())
            .multiply(factors.of())
            .multiply(Carbon.CO2),
        Carbon.C);
  }

  private static FuelFactors factors(String fuel, Choice choice, LocalDate date) {
    Optional<String> name = FuelTable.find(fuel);
    checkGiven(name, choice);
    if (choice.complete()) {
      return measured(name.orElse(fuel), name.map(FuelTable::unit).orElse("t"), choice);
    }
    String known =
        name.orElseThrow(
            () ->
                new LawException(
                    LawException.Code.OUT_OF_RANGE,
                    "fuel",
                    "fuel (%s) must be one of %s, or come with ncv, cc and of"
                        .formatted(fuel, String.join(", ", FuelTable.fuels()))));
    FuelFactors base = family(known, choice, date);
    return new FuelFactors(
        base.family(),
        base.fuel(),
        base.unit(),
        or(choice.ncv(), base.ncv()),
        or(choice.cc(), base.cc()),
        or(choice.of(), base.of()),
        base.basis());
  }

  private static FuelFactors measured(String fuel, String unit, Choice choice) {
    BigDecimal ncv = choice.ncv();
    BigDecimal cc = choice.cc();
    BigDecimal of = choice.of();
    if (ncv == null || cc == null || of == null) {
      throw new IllegalStateException("not complete");
    }
    return new FuelFactors(
        "measured",
        fuel,
        unit,
        ncv,
        cc,
        of,
        new Basis(
            "陶瓷生产企业温室气体排放核算指南 NDRC guideline 2013",
            "",
            Confidence.MEDIUM,
            "four implementations agree on the formula; the factors were given"));
  }

  private static FuelFactors family(String fuel, Choice choice, LocalDate date) {
    List<FuelFactors> all = FuelTable.of(fuel, date);
    String wanted = choice.family();
    return all.stream()
        .filter(
            one ->
                wanted == null
                    ? one.basis().confidence() != Confidence.LOW
                    : one.family().equalsIgnoreCase(wanted))
        .findFirst()
        .orElseThrow(
            () ->
                new LawException(
                    LawException.Code.NO_RULE,
                    wanted == null ? "fuel" : "family",
                    wanted == null
                        ? "fuel (%s) has no default that is sure enough: give ncv, cc and of, or choose a family of %s (unverified)"
                            .formatted(fuel, all.stream().map(FuelFactors::family).toList())
                        : "family (%s) does not know %s; %s do"
                            .formatted(
                                wanted, fuel, all.stream().map(FuelFactors::family).toList())));
  }

  /**
   * Refuses measured factors that are in another unit.
   *
   * @param fuel of the table, or any other
   * @throws LawException {@code WRONG_UNIT}
   */
  public static void requireUnits(String fuel, Choice choice) {
    checkGiven(FuelTable.find(fuel), choice);
  }

  private static void checkGiven(Optional<String> fuel, Choice choice) {
    usual(fuel, "ncv", choice.ncv(), "GJ for one t or 10 000 m3", "1", "700");
    usual(fuel, "cc", choice.cc(), "tC/GJ", "0.001", "0.2");
    if (choice.of() != null) {
      inUnit("of", choice.of(), "a fraction", "0.5", "1");
    }
  }

  private static void usual(
      Optional<String> fuel,
      String parameter,
      @Nullable BigDecimal given,
      String unit,
      String least,
      String most) {
    if (given == null) {
      return;
    }
    inUnit(parameter, given, unit, least, most);
    fuel.flatMap(name -> FuelTable.usual(name, parameter))
        .ifPresent(
            usual ->
                inUnit(
                    parameter,
                    given,
                    unit,
                    plain(usual.divide(UNUSUAL)),
                    plain(usual.multiply(UNUSUAL))));
  }

  private static void inUnit(
      String field, BigDecimal value, String unit, String least, String most) {
    if (value.compareTo(new BigDecimal(least)) < 0 || value.compareTo(new BigDecimal(most)) > 0) {
      throw new LawException(
          LawException.Code.WRONG_UNIT,
          field,
          "%s (%s) must be in %s, from %s to %s here"
              .formatted(field, value.toPlainString(), unit, least, most));
    }
  }

  private static BigDecimal or(@Nullable BigDecimal given, BigDecimal otherwise) {
    return given == null ? otherwise : given;
  }

  private static String plain(BigDecimal value) {
    return Exact.plain(value).toPlainString();
  }
}
