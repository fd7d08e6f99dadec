// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where a standard has to be kept, and which of its limits; never changed afterwards. Of several
 * for one place, standard and beginning the one recorded last counts.
 *
 * @param id 0 while not kept yet
 * @param target id of outlet, enterprise or area; the beginning of an industry code; empty for all
 * @param built when the works were built; null when it is not known
 * @param merged whether streams with different limits leave there together
 * @param from first day of the data; null: since ever
 * @param to last day of the data; null: still
 * @param applies false: it does not, from then on
 */
public record StandardUse(
    long id,
    Scope scope,
    String target,
    Medium medium,
    String standard,
    Which which,
    @Nullable LocalDate built,
    boolean merged,
    @Nullable LocalDate from,
    @Nullable LocalDate to,
    boolean applies,
    String author,
    String reason,
    Instant recorded) {
  /** Which outlets are meant. */
  public enum Scope {
    OUTLET,
    ENTERPRISE,
    /** With the areas within it. */
    AREA,
    INDUSTRY,
    ALL;

    /** The word in the database: {@code outlet}. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }

    /**
     * @throws RuleException {@code standard-scope}
     */
    public static Scope ofText(String text) {
      try {
        return valueOf(text.toUpperCase(Locale.ROOT));
      } catch (IllegalArgumentException e) {
        throw new RuleException(
            "scope", "must be outlet, enterprise, area, industry or all", text, "standard-scope");
      }
    }
  }

  /** Which of the standard's limits; an empty text: not said. */
  public record Which(
      String point, String grade, String facility, String fuel, String region, String condition) {
    public static final Which ANY = new Which("", "", "", "", "", "");

    public Which {
      requireNonNull(point, "point is null");
      requireNonNull(grade, "grade is null");
      requireNonNull(facility, "facility is null");
      requireNonNull(fuel, "fuel is null");
      requireNonNull(region, "region is null");
      requireNonNull(condition, "condition is null");
    }
  }

  public StandardUse {
    requireNonNull(scope, "scope is null");
    requireNonNull(medium, "medium is null");
    requireNonNull(which, "which is null");
    requireNonNull(recorded, "recorded is null");
    target = target.strip();
    standard = Checks.text("standard", standard);
    author = Checks.text("author", author);
    reason = reason.strip();
    if (target.isEmpty() != (scope == Scope.ALL)) {
      throw new RuleException(
          "target", "must be given for scope " + scope.text(), target, "standard-target");
    }
    if (from != null && to != null && to.isBefore(from)) {
      throw new RuleException("validTo", "must not be before " + from, to, "limit-days");
    }
  }

  /** Whether it speaks of a day of the data. */
  public boolean covers(LocalDate day) {
    return (from == null || !day.isBefore(from)) && (to == null || !day.isAfter(to));
  }
}
