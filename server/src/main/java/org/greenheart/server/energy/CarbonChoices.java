// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.energy;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.Month;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.greenheart.regulation.carbon.EnergyCarrier;
import org.greenheart.regulation.carbon.FuelEmission;
import org.greenheart.regulation.carbon.FuelFactors;
import org.greenheart.regulation.carbon.FuelTable;
import org.greenheart.regulation.carbon.Purchased;
import org.greenheart.regulation.rules.LawException;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.registry.CarbonChoice;
import org.greenheart.storage.registry.RuleException;
import org.jspecify.annotations.Nullable;

/**
 * What an operator chose for a year, by item:
 *
 * <ul>
 *   <li>{@code grid}: area and year of the factor of electricity, {@code Hunan 2023};
 *   <li>{@code heat}: tCO2/GJ of the supplier of heat;
 *   <li>{@code gas at}: {@code 20} where gas is metered at 20 °C and to be converted to 0 °C;
 *   <li>{@code family F}, {@code ncv F}, {@code cc F}, {@code of F} of a fuel F: the letter of a
 *       family of factors, or a measured one;
 *   <li>{@code kgce C} of a carrier C: standard coal of one of its unit, from a measured heat
 *       value;
 *   <li>{@code thickness P} of a product P: the factor by which its quota is multiplied;
 *   <li>{@code tariff hours}: which hours are peak and valley, {@code peak 10-12; valley 23-7};
 *   <li>{@code activity ± C}, {@code factor ± C} of a carrier C: uncertainty in percent.
 * </ul>
 *
 * Immutable.
 */
final class CarbonChoices {
  private static final Pattern GRID = Pattern.compile("(.+?)\\s+(\\d{4})");
  private static final Pattern OF_FUEL = Pattern.compile("(family|ncv|cc|of) (.+)");
  private static final Pattern OF_CARRIER = Pattern.compile("kgce (.+)");
  private static final Pattern OF_PRODUCT = Pattern.compile("thickness (.+)");
  private static final Pattern UNCERTAINTY = Pattern.compile("(activity|factor) ± (.+)");

  private final int year;
  private final Map<String, String> values;

  private CarbonChoices(int year, Map<String, String> values) {
    this.year = year;
    this.values = Map.copyOf(values);
  }

  static CarbonChoices of(int year, List<CarbonChoice> choices) {
    Map<String, String> values = new LinkedHashMap<>();
    choices.forEach(choice -> values.put(choice.item(), choice.value()));
    return new CarbonChoices(year, values);
  }

  int year() {
    return year;
  }

  Optional<String> find(String item) {
    return Optional.ofNullable(values.get(item));
  }

  @Nullable BigDecimal number(String item) {
    return find(item).map(BigDecimal::new).orElse(null);
  }

  /** Where and of which year the factor of electricity is. */
  record Grid(String area, int year) {
    Grid {
      requireNonNull(area, "area is null");
    }
  }

  /** Without a choice that of the nation in the year itself, which may not be known yet. */
  Grid grid() {
    return find("grid").map(CarbonChoices::grid).orElse(new Grid("China", year));
  }

  /** Hours of peak and valley; empty where none were chosen or they were taken back. */
  Optional<TariffHours> tariffHours() {
    return find("tariff hours").filter(text -> !text.isEmpty()).map(TariffHours::of);
  }

  private static Grid grid(String text) {
    Matcher parts = GRID.matcher(text);
    if (!parts.matches()) {
      throw new RuleException(
          "value", "must be an area and a year such as Hunan 2023", text, "choice-value");
    }
    return new Grid(parts.group(1), Integer.parseInt(parts.group(2)));
  }

  /**
   * Refuses what could not be counted with.
   *
   * @throws RuleException {@code choice-item}, {@code choice-value}
   */
  static void check(int year, String item, String value) {
    LocalDate date = LocalDate.of(year, Month.DECEMBER, 31);
    Matcher coal = OF_CARRIER.matcher(item);
    Matcher fuel = OF_FUEL.matcher(item);
    Matcher uncertainty = UNCERTAINTY.matcher(item);
    boolean back = value.isEmpty();
    try {
      if (item.equals("grid")) {
        if (!back) {
          Grid grid = grid(value);
          var _ = Purchased.electricity(BigDecimal.ONE, grid.area(), grid.year());
        }
      } else if (item.equals("tariff hours")) {
        if (!back) {
          var _ = TariffHours.of(value);
        }
      } else if (item.equals("heat")) {
        if (!back) {
          var _ = number(value, "0", "0.5");
        }
      } else if (item.equals("gas at")) {
        if (!back && !value.equals("20") && !value.equals("0")) {
          throw new RuleException("value", "must be 20 or 0", value, "choice-value");
        }
      } else if (fuel.matches() && FuelTable.fuels().contains(fuel.group(2))) {
        if (!back) {
          requireFuel(fuel.group(2), fuel.group(1), value, date);
        }
      } else if (coal.matches() && energy(coal.group(1)).isPresent()) {
        if (!back) {
          BigDecimal kgce = number(value, "0", "100000");
          var _ = energy(coal.group(1)).orElseThrow().coal(BigDecimal.ONE, kgce, date);
        }
      } else if (productOf(item).isPresent()) {
        if (!back) {
          var _ = number(value, "1", "5");
        }
      } else if (uncertainty.matches() && EnergyCarrier.find(uncertainty.group(2)).isPresent()) {
        if (!back) {
          var _ = number(value, "0", "1000");
        }
      } else {
        throw new RuleException("item", "is nothing that can be chosen", item, "choice-item");
      }
    } catch (LawException e) {
      throw new RuleException(
          "value", "cannot be counted with: " + e.getMessage(), value, "choice-value");
    }
  }

  private static Optional<EnergyCarrier> energy(String word) {
    return EnergyCarrier.find(word)
        .filter(
            carrier ->
                carrier.kind() != EnergyCarrier.Kind.MATERIAL && carrier.word().equals(word));
  }

  /** The code of the product whose thickness is chosen; nothing for another item. */
  static Optional<String> productOf(String item) {
    Matcher product = OF_PRODUCT.matcher(item);
    return product.matches() ? Optional.of(product.group(1)) : Optional.empty();
  }

  private static void requireFuel(String fuel, String part, String value, LocalDate date) {
    if (part.equals("family")) {
      List<String> families = FuelTable.of(fuel, date).stream().map(FuelFactors::family).toList();
      if (!families.contains(value)) {
        throw new RuleException(
            "value",
            "must be one of %s, which know %s".formatted(families, fuel),
            value,
            "choice-value");
      }
      return;
    }
    BigDecimal given = number(value, "0", "1000");
    FuelEmission.requireUnits(
        fuel,
        new FuelEmission.Choice(
            part.equals("ncv") ? given : null,
            part.equals("cc") ? given : null,
            part.equals("of") ? given : null,
            null));
  }

  private static BigDecimal number(String value, String least, String most) {
    return Decimal.parse(value)
        .map(Decimal::toBigDecimal)
        .filter(number -> number.compareTo(new BigDecimal(least)) >= 0)
        .filter(number -> number.compareTo(new BigDecimal(most)) <= 0)
        .orElseThrow(() -> unfit(value, least, most));
  }

  private static RuleException unfit(String value, String least, String most) {
    return new RuleException(
        "value", "must be a number from %s to %s".formatted(least, most), value, "choice-value");
  }
}
