// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.api;

import io.javalin.http.Context;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/** Parameters of requests, read with errors that name them. */
final class Params {
  private Params() {}

  /** A whole number in the path. */
  static long number(Context ctx, String name) {
    return number(name, ctx.pathParam(name));
  }

  /** A whole number in the query, or the default, never above the most. */
  static long number(Context ctx, String name, long usual, long most) {
    String text = ctx.queryParam(name);
    if (text == null) {
      return usual;
    }
    long number = number(name, text);
    if (number < 1) {
      throw ApiException.badRequest(
          "number-range", "%s (%s) must be above 0".formatted(name, text));
    }
    return Math.min(number, most);
  }

  private static long number(String name, String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw ApiException.badRequest(
          "number-form", "%s (%s) must be a whole number".formatted(name, text));
    }
  }

  /** An ISO 8601 time with its zone. */
  static Optional<Instant> time(Context ctx, String name) {
    String text = ctx.queryParam(name);
    if (text == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException e) {
      throw ApiException.badRequest(
          "time-form", "%s (%s) must be a time such as 2026-01-31T08:00:00Z".formatted(name, text));
    }
  }
}
