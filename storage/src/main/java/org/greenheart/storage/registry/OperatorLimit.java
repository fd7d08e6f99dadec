// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import org.greenheart.storage.Decimal;
import org.jspecify.annotations.Nullable;

/**
 * A limit that an operator has added or corrected; never changed afterwards. The words of place,
 * bound and basis are those of the law's own tables; who reads them checks them.
 *
 * @param id 0 while not kept yet
 * @param from first day of the data; null: since ever
 * @param to last day of the data; null: still in force
 * @param enabled false: what held on these days is withdrawn
 * @param reason what a correction corrects
 * @param recorded when it became known here
 */
public record OperatorLimit(
    long id,
    Kind kind,
    Place place,
    Demand demand,
    @Nullable LocalDate from,
    @Nullable LocalDate to,
    Basis basis,
    boolean enabled,
    String author,
    String reason,
    Instant recorded) {
  /** Whether something else held before. */
  public enum Kind {
    ADDED,
    CORRECTION;

    /** The word in the database: {@code added}. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }

    public static Kind ofText(String text) {
      return valueOf(text.toUpperCase(Locale.ROOT));
    }
  }

  /**
   * Whose limit it is. Empty texts: no matter which.
   *
   * @param level {@code permit}, {@code local}, {@code national}
   * @param outlet whose permit it is; 0 for a standard
   * @param standard or the permit's number
   */
  public record Place(
      String level,
      long outlet,
      String standard,
      String medium,
      String point,
      String grade,
      String facility,
      String fuel,
      String region,
      String condition) {
    public Place {
      level = Checks.text("level", level);
      standard = Checks.text("standard", standard);
      medium = Checks.text("medium", medium);
      requireNonNull(point, "point is null");
      requireNonNull(grade, "grade is null");
      requireNonNull(facility, "facility is null");
      requireNonNull(fuel, "fuel is null");
      requireNonNull(region, "region is null");
      requireNonNull(condition, "condition is null");
    }
  }

  /**
   * What it demands.
   *
   * @param item its name
   * @param code of HJ 212; empty when there is none
   * @param value exact; {@code 6-9} for a range
   * @param averaging empty when none is stated
   * @param referenceOxygen percent; null: the measured value is judged
   */
  public record Demand(
      String item,
      String code,
      String operator,
      String value,
      String unit,
      String averaging,
      @Nullable Decimal referenceOxygen) {
    public Demand {
      item = Checks.text("item", item);
      requireNonNull(code, "code is null");
      operator = Checks.text("operator", operator);
      value = Checks.text("value", value);
      unit = Checks.text("unit", unit);
      requireNonNull(averaging, "averaging is null");
    }
  }

  /**
   * Where it stands and how sure that is.
   *
   * @param confidence {@code high}, {@code medium}, {@code low}
   */
  public record Basis(String document, String clause, String confidence, String source) {
    public Basis {
      document = Checks.text("document", document);
      requireNonNull(clause, "clause is null");
      confidence = Checks.text("confidence", confidence);
      requireNonNull(source, "source is null");
    }
  }

  public OperatorLimit {
    requireNonNull(kind, "kind is null");
    requireNonNull(place, "place is null");
    requireNonNull(demand, "demand is null");
    requireNonNull(basis, "basis is null");
    requireNonNull(recorded, "recorded is null");
    author = Checks.text("author", author);
    reason = reason.strip();
    if (from != null && to != null && to.isBefore(from)) {
      throw new RuleException("validTo", "must not be before " + from, to, "limit-days");
    }
    if (kind == Kind.CORRECTION && reason.isEmpty()) {
      throw new RuleException("reason", "must be given for a correction", reason, "limit-reason");
    }
  }
}
