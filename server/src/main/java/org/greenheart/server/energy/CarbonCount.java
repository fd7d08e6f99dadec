// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.energy;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.Month;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.greenheart.regulation.carbon.EnergyCarrier;
import org.greenheart.regulation.carbon.FuelEmission;
import org.greenheart.regulation.carbon.FuelFactors;
import org.greenheart.regulation.carbon.FuelTable;
import org.greenheart.regulation.carbon.ProcessEmission;
import org.greenheart.regulation.carbon.Purchased;
import org.greenheart.regulation.carbon.StandardCoal;
import org.greenheart.regulation.rules.Exact;
import org.greenheart.regulation.rules.LawException;
import org.greenheart.regulation.rules.Reasoned;
import org.greenheart.regulation.rules.Shown;
import org.greenheart.regulation.rules.Step;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.registry.RuleException;

/**
 * Carbon by the choices of one year. Where no factor is at hand there is no figure, and the answer
 * says what is missing: none is guessed, and no other year's stands in unless it was chosen.
 * Immutable.
 */
final class CarbonCount {
  private static final BigDecimal TEN_THOUSAND = BigDecimal.valueOf(10_000);

  private final CarbonChoices choices;
  private final LocalDate date;

  CarbonCount(CarbonChoices choices) {
    this.choices = requireNonNull(choices, "choices is null");
    this.date = LocalDate.of(choices.year(), Month.DECEMBER, 31);
  }

  /** Of what was used; carbonates by what their bills say of them. */
  Emission of(CarrierUse use) {
    return use.carrier().kind() == EnergyCarrier.Kind.MATERIAL
        ? process(use)
        : of(use.carrier(), use.amount());
  }

  /** Of an amount of energy. */
  Emission of(EnergyCarrier carrier, BigDecimal amount) {
    try {
      return switch (carrier.kind()) {
        case FUEL -> fuel(carrier, amount);
        case ELECTRICITY -> electricity(carrier, amount);
        case HEAT -> heat(carrier, amount);
        case MATERIAL ->
            Emission.without(carrier, amount, "its composition is in its bills: count them");
      };
    } catch (LawException e) {
      return Emission.without(carrier, amount, String.valueOf(e.getMessage()));
    }
  }

  /**
   * In standard coal, by the operator's own factor where there is one; what the heat value of a
   * fuel would make of it stands beside it, since tables disagree. Nothing for what is no energy.
   *
   * @param day whose table holds
   */
  Optional<Reasoned<BigDecimal>> coal(EnergyCarrier carrier, BigDecimal amount, LocalDate day) {
    BigDecimal own = choices.number("kgce " + carrier.word());
    return (own == null ? carrier.coal(amount, day) : carrier.coal(amount, own, day))
        .map(
            coal -> {
              List<Step> steps = new ArrayList<>(coal.steps().subList(0, 1));
              carrier.fuel().ifPresent(fuel -> steps.addAll(byHeat(fuel, amount)));
              return new Reasoned<>(coal.value(), coal.basis(), steps);
            });
  }

  /** By the measured heat value, else by that of the chosen family, else of the surest. */
  private List<Step> byHeat(String fuel, BigDecimal amount) {
    if (amount.signum() < 0) {
      return List.of(); // more was sold than bought: none of it was burnt
    }
    BigDecimal measured = choices.number("ncv " + fuel);
    Optional<String> family = choices.find("family " + fuel);
    Optional<BigDecimal> ncv =
        measured == null
            ? FuelTable.of(fuel, date).stream()
                .filter(one -> family.map(one.family()::equalsIgnoreCase).orElse(true))
                .map(FuelFactors::ncv)
                .findFirst()
            : Optional.of(measured);
    if (ncv.isEmpty()) {
      return List.of();
    }
    List<Step> steps = new ArrayList<>();
    BigDecimal units = units(fuel, amount, steps);
    steps.add(
        new Step(
            "对照：按低位发热量折算",
            "for comparison: by the heat value",
            "%s × %s GJ ÷ 29307.6 kJ"
                .formatted(Shown.text(units), Exact.plain(ncv.get()).toPlainString()),
            Shown.text(StandardCoal.ofHeat(units.multiply(ncv.get()))) + " kgce"));
    return steps;
  }

  /** What factors are for one of: t, or 10 000 m3 at 0 °C. */
  private BigDecimal units(String fuel, BigDecimal amount, List<Step> steps) {
    if (!isVolume(fuel)) {
      return amount;
    }
    BigDecimal volume = amount;
    if (choices.find("gas at").filter("20"::equals).isPresent()) {
      Reasoned<BigDecimal> standard = FuelEmission.atStandardState(amount);
      steps.addAll(standard.steps());
      volume = standard.value();
    }
    return volume.divide(TEN_THOUSAND);
  }

  private static boolean isVolume(String fuel) {
    return FuelTable.unit(fuel).startsWith("1e4");
  }

  /** Whether nobody has said at which temperature volumes of the gas are: they count as at 0 °C. */
  boolean assumesState(EnergyCarrier carrier) {
    return carrier.fuel().filter(CarbonCount::isVolume).isPresent()
        && choices.find("gas at").filter(at -> !at.isEmpty()).isEmpty();
  }

  /** By which the quota of a product is multiplied; 1 where nothing else was chosen. */
  BigDecimal thickness(String product) {
    BigDecimal chosen = choices.number("thickness " + product);
    return chosen == null ? BigDecimal.ONE : chosen;
  }

  private Emission fuel(EnergyCarrier carrier, BigDecimal amount) {
    String fuel = carrier.fuel().orElseThrow();
    List<Step> steps = new ArrayList<>();
    BigDecimal burnt = units(fuel, amount, steps);
    if (assumesState(carrier)) {
      steps.add(
          new Step(
              "气量按 0 °C（标准状态）计：未选择计量温度",
              "volume taken as at 0 °C: no temperature was chosen",
              "",
              ""));
    }
    FuelEmission.Choice choice =
        new FuelEmission.Choice(
            choices.number("ncv " + fuel),
            choices.number("cc " + fuel),
            choices.number("of " + fuel),
            choices.find("family " + fuel).orElse(null));
    Reasoned<FuelEmission.Result> result = FuelEmission.of(fuel, burnt, choice, date);
    steps.addAll(result.steps());
    return new Emission(
        carrier,
        amount,
        Optional.of(result.value().tCO2()),
        "%s: NCV %s, CC %s, OF %s"
            .formatted(
                result.value().factors().family(),
                result.value().factors().ncv().toPlainString(),
                result.value().factors().cc().toPlainString(),
                result.value().factors().of().toPlainString()),
        result.basis(),
        steps,
        result.value().others().stream()
            .map(
                other ->
                    new Emission.Other(
                        other.factors().family(),
                        other.factors().basis().shown().citation(),
                        other.factors().basis().confidence().name().toLowerCase(Locale.ROOT),
                        other.tCO2()))
            .toList(),
        "");
  }

  private Emission electricity(EnergyCarrier carrier, BigDecimal kwh) {
    CarbonChoices.Grid grid = choices.grid();
    Reasoned<Purchased.Electricity> result =
        Purchased.electricity(kwh.movePointLeft(3), grid.area(), grid.year());
    return new Emission(
        carrier,
        kwh,
        Optional.of(result.value().tCO2()),
        "%s %s: %s tCO2/MWh"
            .formatted(
                result.value().area(),
                result.value().year(),
                result.value().factor().toPlainString()),
        result.basis(),
        result.steps(),
        List.of(),
        "");
  }

  private Emission heat(EnergyCarrier carrier, BigDecimal gj) {
    Reasoned<BigDecimal> result =
        Purchased.heat(gj, Optional.ofNullable(choices.number("heat")), date);
    return new Emission(
        carrier,
        gj,
        Optional.of(result.value()),
        choices.find("heat").map(own -> own + " tCO2/GJ").orElse("0.11 tCO2/GJ"),
        result.basis(),
        result.steps(),
        List.of(),
        "");
  }

  private Emission process(CarrierUse use) {
    List<Step> steps = new ArrayList<>();
    BigDecimal total = BigDecimal.ZERO;
    Reasoned<BigDecimal> last = null;
    for (EnergySource source : use.sources()) {
      try {
        last = carbonates(source.amount(), source.facts(), date);
      } catch (LawException | RuleException e) {
        return Emission.without(
            use.carrier(), use.amount(), "%s: %s".formatted(source.name(), e.getMessage()));
      }
      total = total.add(last.value());
      steps.add(new Step(source.name(), source.name(), "", Shown.text(last.value()) + " tCO2"));
      steps.addAll(last.steps());
    }
    return last == null
        ? Emission.without(use.carrier(), use.amount(), "no bill says what the raw material is")
        : new Emission(
            use.carrier(),
            use.amount(),
            Optional.of(total),
            "44/100, 44/84",
            last.basis(),
            steps,
            List.of(),
            "");
  }

  /**
   * @param facts {@code CaCO3=0.021;MgCO3=0.009;eta=0.9}
   * @throws LawException for what cannot be counted with
   * @throws RuleException {@code facts-form}
   */
  static Reasoned<BigDecimal> carbonates(BigDecimal tonnes, String facts, LocalDate date) {
    Map<String, BigDecimal> fractions = new LinkedHashMap<>();
    BigDecimal eta = null;
    for (String fact : facts.split(";", -1)) {
      List<String> parts = List.of(fact.split("=", -1));
      if (fact.isBlank()) {
        continue;
      }
      try {
        BigDecimal value =
            Decimal.parse(parts.getLast())
                .filter(_ -> parts.size() == 2)
                .orElseThrow(() -> new NumberFormatException(fact))
                .toBigDecimal();
        if (parts.getFirst().strip().equals("eta")) {
          eta = value;
        } else {
          fractions.put(parts.getFirst().strip(), value);
        }
      } catch (NumberFormatException e) {
        throw new RuleException(
            "facts", "must be like CaCO3=0.021;MgCO3=0.009;eta=0.9", facts, "facts-form");
      }
    }
    return ProcessEmission.of(
        tonnes,
        eta == null ? ProcessEmission.defaultUtilisation(date) : eta,
        fractions,
        ProcessEmission.Form.GUIDELINE,
        date);
  }
}
