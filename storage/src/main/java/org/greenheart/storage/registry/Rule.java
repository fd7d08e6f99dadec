// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One version of a rule of the watch. The watch reads {@code kind} and the two JSON texts.
 *
 * @param code stays the same over all versions
 * @param version 1, 2, ...
 * @param kind what is looked for: {@code above-limit}, {@code pump-not-started} ...
 * @param name in Chinese
 * @param parameters a JSON object
 * @param dwell how long the condition must hold before an alarm is raised, in the data's time
 * @param clearAfter how long it must not hold before the alarm is cleared
 * @param opensCase whether an alarm opens a case by itself
 * @param criterion what the data must show before such a case is closed: a JSON object; null when
 *     cases are closed by a person alone
 * @param basis the law, standard or design book that the rule rests on
 * @param author who recorded this version
 * @param applies where and when
 */
public record Rule(
    String code,
    int version,
    String kind,
    String name,
    String nameEn,
    Severity severity,
    String parameters,
    Duration dwell,
    Duration clearAfter,
    boolean opensCase,
    @Nullable String criterion,
    String basis,
    boolean enabled,
    String author,
    Instant recorded,
    Applies applies) {
  public Rule {
    Checks.text("code", code);
    Checks.text("kind", kind);
    Checks.text("name", name);
    Checks.text("nameEn", nameEn);
    Checks.text("author", author);
    requireNonNull(severity, "severity is null");
    requireNonNull(applies, "applies is null");
    requireNonNull(parameters, "parameters is null");
    requireNonNull(basis, "basis is null");
    requireNonNull(recorded, "recorded is null");
    Checks.notNegative("dwell", dwell);
    Checks.notNegative("clearAfter", clearAfter);
    if (opensCase && criterion == null) {
      throw new RuleException(
          "criterion", "must be given when an alarm opens a case", criterion, "criterion-missing");
    }
  }

  /**
   * One that applies always.
   *
   * @param thing the point; null for all points
   */
  public Rule(
      String code,
      int version,
      String kind,
      String name,
      String nameEn,
      Severity severity,
      @Nullable Long thing,
      String parameters,
      Duration dwell,
      Duration clearAfter,
      boolean opensCase,
      @Nullable String criterion,
      String basis,
      boolean enabled,
      String author,
      Instant recorded) {
    this(
        code,
        version,
        kind,
        name,
        nameEn,
        severity,
        parameters,
        dwell,
        clearAfter,
        opensCase,
        criterion,
        basis,
        enabled,
        author,
        recorded,
        thing == null ? Applies.EVERYWHERE : Applies.to(Scope.point(thing)));
  }

  /** The point that it is for; null when it may be for several. */
  public @Nullable Long thing() {
    return applies.scope().kind() == Scope.Kind.POINT ? Long.valueOf(applies.scope().id()) : null;
  }

  /** The same as a given version, recorded at a given time. */
  public Rule as(int number, Instant at) {
    return with(number, at, applies);
  }

  /** The same, from another time on. */
  public Rule from(Instant time) {
    return with(version, recorded, new Applies(applies.scope(), applies.schedule(), time));
  }

  private Rule with(int number, Instant at, Applies to) {
    return new Rule(
        code,
        number,
        kind,
        name,
        nameEn,
        severity,
        parameters,
        dwell,
        clearAfter,
        opensCase,
        criterion,
        basis,
        enabled,
        author,
        at,
        to);
  }

  /** Checks of one field each. */
  private static final class Checks {
    private Checks() {}

    static void text(String field, String value) {
      if (value.isBlank()) {
        throw new RuleException(field, "must not be blank", value, "blank");
      }
    }

    static void notNegative(String field, Duration value) {
      if (value.isNegative()) {
        throw new RuleException(field, "must not be negative", value, "negative");
      }
    }
  }
}
