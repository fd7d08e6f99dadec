// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.limits;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the place a limit is asked for: it decides among the limits of a standard. An
 * empty text or null: not said, then every limit stays in question. Immutable.
 *
 * @param conditions further words; each must name a point, grade, facility, fuel, region or
 *     condition of the limit
 * @param temperatureC of the water, °C: chooses between limits for warm and cold water
 * @param built when the works were built: chooses between limits for old and new ones
 */
public record Criteria(
    String medium,
    String point,
    String grade,
    String facility,
    String fuel,
    String region,
    List<String> conditions,
    @Nullable BigDecimal temperatureC,
    @Nullable LocalDate built) {
  /** Nothing is known. */
  public static final Criteria NONE = new Criteria("", "", "", "", "", "", List.of(), null, null);

  private static final Pattern TEMPERATURE = Pattern.compile("T(>|<=)(\\d+(?:\\.\\d+)?)C");
  private static final Pattern BUILT = Pattern.compile("built(>=|<=)(\\d{4}-\\d\\d-\\d\\d)");

  public Criteria {
    requireNonNull(medium, "medium is null");
    requireNonNull(point, "point is null");
    requireNonNull(grade, "grade is null");
    requireNonNull(facility, "facility is null");
    requireNonNull(fuel, "fuel is null");
    requireNonNull(region, "region is null");
    conditions = List.copyOf(conditions);
  }

  public Criteria withGrade(String one) {
    return new Criteria(
        medium, point, one, facility, fuel, region, conditions, temperatureC, built);
  }

  public Criteria withFacility(String one) {
    return new Criteria(medium, point, grade, one, fuel, region, conditions, temperatureC, built);
  }

  public Criteria withTemperatureC(@Nullable BigDecimal one) {
    return new Criteria(medium, point, grade, facility, fuel, region, conditions, one, built);
  }

  public Criteria withBuilt(@Nullable LocalDate one) {
    return new Criteria(
        medium, point, grade, facility, fuel, region, conditions, temperatureC, one);
  }

  /** Whether a limit may be meant. */
  boolean allow(LimitScope scope) {
    return (medium.isEmpty() || Words.namesMedium(medium, scope.medium()))
        && allows(point, scope.point())
        && (grade.isEmpty() || scope.grade().isEmpty() || Words.sameGrade(grade, scope.grade()))
        && allows(facility, scope.facility())
        && allows(fuel, scope.fuel())
        && allows(region, scope.region())
        && conditions.stream().allMatch(word -> names(word, scope))
        && scope.conditions().stream().allMatch(this::holds);
  }

  private static boolean allows(String word, String parts) {
    return word.isEmpty() || parts.isEmpty() || Words.names(word, parts);
  }

  private static boolean names(String word, LimitScope scope) {
    return Words.sameGrade(word, scope.grade())
        || Words.namesMedium(word, scope.medium())
        || Stream.of(scope.point(), scope.facility(), scope.fuel(), scope.region())
            .anyMatch(parts -> !parts.isEmpty() && Words.names(word, parts))
        || scope.conditions().stream().anyMatch(condition -> Words.names(word, condition));
  }

  /** Whether a limit's condition holds, as far as it is known. */
  private boolean holds(String condition) {
    Matcher warm = TEMPERATURE.matcher(condition);
    if (temperatureC != null && warm.matches()) {
      boolean above = temperatureC.compareTo(new BigDecimal(warm.group(2))) > 0;
      return above == warm.group(1).equals(">");
    }
    Matcher age = BUILT.matcher(condition);
    if (built != null && age.matches()) {
      LocalDate day = LocalDate.parse(age.group(2));
      return age.group(1).equals(">=") ? !built.isBefore(day) : !built.isAfter(day);
    }
    return true;
  }
}
