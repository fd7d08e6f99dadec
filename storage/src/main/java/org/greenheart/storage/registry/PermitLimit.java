// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import org.greenheart.storage.Decimal;
import org.jspecify.annotations.Nullable;

/**
 * What a permit allows at an outlet for a pollutant, from a day on, until another one begins. One
 * without any amount says that there is no limit from then on. Of several with one beginning the
 * one recorded last counts; the others are history.
 *
 * @param id 0 while not kept yet
 * @param code of the pollutant
 * @param from first day
 * @param averaging the mean that the concentration is about
 * @param unit of minimum and maximum: mg/m3 for air, mg/L for water, empty where there is none (pH,
 *     colour)
 * @param minimum lowest allowed, where there is such (pH)
 * @param maximum highest allowed concentration
 * @param kilogramsPerHour highest allowed rate
 * @param tonnesPerYear highest allowed amount of a calendar year
 * @param recorded when it became known here
 */
public record PermitLimit(
    long id,
    long permit,
    long outlet,
    String code,
    LocalDate from,
    Interval averaging,
    String unit,
    @Nullable Decimal minimum,
    @Nullable Decimal maximum,
    @Nullable Decimal kilogramsPerHour,
    @Nullable Decimal tonnesPerYear,
    Instant recorded) {
  public PermitLimit {
    code = Checks.text("code", code);
    unit = unit.strip();
    requireNonNull(from, "from is null");
    requireNonNull(averaging, "averaging is null");
    requireNonNull(recorded, "recorded is null");
    notNegative("minimum", minimum);
    notNegative("maximum", maximum);
    notNegative("kilogramsPerHour", kilogramsPerHour);
    notNegative("tonnesPerYear", tonnesPerYear);
    if (minimum != null && maximum != null && minimum.compareTo(maximum) > 0) {
      throw new RuleException(
          "maximum", "must not be below the minimum " + minimum, maximum, "limit-order");
    }
  }

  private static void notNegative(String field, @Nullable Decimal amount) {
    if (amount != null && amount.unscaled() < 0) {
      throw new RuleException(field, "must not be negative", amount, "negative");
    }
  }

  /** Whether it limits anything. */
  public boolean limits() {
    return minimum != null || maximum != null || kilogramsPerHour != null || tonnesPerYear != null;
  }

  /** Whether it says the same about the same from the same day on. */
  boolean sameAs(PermitLimit other) {
    return permit == other.permit
        && outlet == other.outlet
        && code.equals(other.code)
        && from.equals(other.from)
        && averaging == other.averaging
        && unit.equals(other.unit)
        && Objects.equals(minimum, other.minimum)
        && Objects.equals(maximum, other.maximum)
        && Objects.equals(kilogramsPerHour, other.kilogramsPerHour)
        && Objects.equals(tonnesPerYear, other.tonnesPerYear);
  }
}
