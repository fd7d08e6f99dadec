// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.api;

import io.javalin.http.Context;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * Parameters of requests, read with errors that name the parameter, the rule and the value: an
 * {@link ApiException} 400 with {@code number-unreadable}, {@code number-range} or {@code
 * time-form}. In a query an empty value counts as none.
 */
public final class Params {
  private Params() {}

  /** A whole number in the path. */
  public static long number(Context ctx, String name) {
    return number(name, ctx.pathParam(name));
  }

  /** A word in the query. */
  public static Optional<String> text(Context ctx, String name) {
    return Optional.ofNullable(ctx.queryParam(name)).filter(text -> !text.isBlank());
  }

  /** A whole number above 0 in the query. */
  public static Optional<Long> optionalNumber(Context ctx, String name) {
    return text(ctx, name).map(text -> positive(name, text));
  }

  /** A whole number above 0 in the query, or the default, never above the most. */
  public static long number(Context ctx, String name, long usual, long most) {
    return optionalNumber(ctx, name).map(number -> Math.min(number, most)).orElse(usual);
  }

  private static long positive(String name, String text) {
    long number = number(name, text);
    if (number < 1) {
      throw ApiException.badRequest(
          "number-range", "%s (%s) must be above 0".formatted(name, text));
    }
    return number;
  }

  private static long number(String name, String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw ApiException.badRequest(
          "number-unreadable", "%s (%s) must be a whole number".formatted(name, text));
    }
  }

  /**
   * A day such as 2026-01-31, of the years 1 to 9999; empty for any other text. Further off lie
   * days whose times do not fit what the stores count in.
   */
  public static Optional<LocalDate> day(String text) {
    try {
      LocalDate day = LocalDate.parse(text);
      return day.getYear() >= 1 && day.getYear() <= 9_999 ? Optional.of(day) : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** An ISO 8601 time with its zone. */
  public static Optional<Instant> time(Context ctx, String name) {
    return text(ctx, name).map(text -> time(name, text));
  }

  private static Instant time(String name, String text) {
    return instant(text)
        .orElseThrow(
            () ->
                ApiException.badRequest(
                    "time-form",
                    "%s (%s) must be a time such as 2026-01-31T08:00:00Z".formatted(name, text)));
  }

  /**
   * An ISO 8601 time with its zone, of the years 1 to 9999; empty for any other text. Further off
   * lie times that do not fit the microseconds in which the stores count.
   */
  public static Optional<Instant> instant(String text) {
    try {
      OffsetDateTime time = OffsetDateTime.parse(text);
      return time.getYear() >= 1 && time.getYear() <= 9_999
          ? Optional.of(time.toInstant())
          : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
