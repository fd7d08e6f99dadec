// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.energy;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.greenheart.regulation.carbon.EnergyCarrier;
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
 *   <li>{@code tariff hours}: which hours are peak and valley, {@code peak 10-12; valley 23-7};
 *   <li>{@code activity ± C}, {@code factor ± C} of a carrier C: uncertainty in percent.
 * </ul>
 *
 * Immutable.
 */
final class CarbonChoices {
  private static final Pattern GRID = Pattern.compile("(.+?)\\s+(\\d{4})");
  private static final Pattern OF_FUEL = Pattern.compile("(family|ncv|cc|of) (.+)");
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
  static void check(String item, String value) {
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
          number(value, "0", "0.5");
        }
      } else if (item.equals("gas at")) {
        if (!back && !value.equals("20") && !value.equals("0")) {
          throw new RuleException("value", "must be 20 or 0", value, "choice-value");
        }
      } else if (fuel.matches() && FuelTable.fuels().contains(fuel.group(2))) {
        if (!back && fuel.group(1).equals("family")) {
          requireFamily(value);
        } else if (!back) {
          number(value, "0", "1000");
        }
      } else if (uncertainty.matches() && EnergyCarrier.find(uncertainty.group(2)).isPresent()) {
        if (!back) {
          number(value, "0", "1000");
        }
      } else {
        throw new RuleException("item", "is nothing that can be chosen", item, "choice-item");
      }
    } catch (LawException e) {
      throw new RuleException(
          "value", "cannot be counted with: " + e.getMessage(), value, "choice-value");
    }
  }

  private static void requireFamily(String value) {
    if (!FuelTable.families().contains(value)) {
      throw new RuleException(
          "value", "must be one of " + FuelTable.families(), value, "choice-value");
    }
  }

  private static void number(String value, String least, String most) {
    boolean fits =
        Decimal.parse(value)
            .map(Decimal::toBigDecimal)
            .filter(number -> number.compareTo(new BigDecimal(least)) >= 0)
            .filter(number -> number.compareTo(new BigDecimal(most)) <= 0)
            .isPresent();
    if (!fits) {
      throw unfit(value, least, most);
    }
  }

  private static RuleException unfit(String value, String least, String most) {
    return new RuleException(
        "value", "must be a number from %s to %s".formatted(least, most), value, "choice-value");
  }
}
