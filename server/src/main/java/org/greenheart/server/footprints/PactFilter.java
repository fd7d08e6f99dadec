// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.footprints;

import io.javalin.http.Context;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.greenheart.server.api.ApiException;
import org.greenheart.server.api.JsonBody;
import org.jspecify.annotations.Nullable;

/**
 * The criteria of ListFootprints (PACT 3.0, Filtering): the values of one are alternatives, all
 * criteria have to fit.
 */
record PactFilter(
    List<String> productIds,
    List<String> companyIds,
    List<String> geographies,
    List<String> classifications,
    @Nullable Instant validOn,
    @Nullable Instant validAfter,
    @Nullable Instant validBefore,
    @Nullable String status) {
  private static final Set<String> KNOWN =
      Set.of(
          "productId",
          "companyId",
          "geography",
          "classification",
          "validOn",
          "validAfter",
          "validBefore",
          "status",
          "limit",
          "before",
          "seat");

  /**
   * @throws ApiException {@code BadRequest}
   */
  static PactFilter of(Context ctx) {
    Set<String> unknown = new TreeSet<>(ctx.queryParamMap().keySet());
    unknown.removeAll(KNOWN);
    if (!unknown.isEmpty()) {
      // Left out, it would answer with more than was asked for.
      throw ApiException.badRequest(
          "BadRequest", "criteria (%s) are not among %s".formatted(unknown, new TreeSet<>(KNOWN)));
    }
    String status = ctx.queryParam("status");
    if (status != null && !status.equals("Active") && !status.equals("Deprecated")) {
      throw ApiException.badRequest(
          "BadRequest", "status (%s) must be Active or Deprecated".formatted(status));
    }
    return new PactFilter(
        ctx.queryParams("productId"),
        ctx.queryParams("companyId"),
        ctx.queryParams("geography"),
        ctx.queryParams("classification"),
        time(ctx, "validOn"),
        time(ctx, "validAfter"),
        time(ctx, "validBefore"),
        status);
  }

  /**
   * The same criteria as a request event has them; without a status those that hold.
   *
   * @throws ApiException {@code BadRequest}
   */
  static PactFilter of(JsonBody data) {
    List<String> products = data.texts("productId");
    if (products.isEmpty()) {
      throw ApiException.badRequest("BadRequest", "productId must have at least one");
    }
    return new PactFilter(
        products,
        data.texts("companyId"),
        data.texts("geography"),
        data.texts("classification"),
        time("validOn", data.optionalText("validOn").orElse(null)),
        time("validAfter", data.optionalText("validAfter").orElse(null)),
        time("validBefore", data.optionalText("validBefore").orElse(null)),
        data.optionalText("status").orElse("Active"));
  }

  private static @Nullable Instant time(Context ctx, String name) {
    return time(name, ctx.queryParam(name));
  }

  private static @Nullable Instant time(String name, @Nullable String text) {
    if (text == null || text.isBlank()) {
      return null;
    }
    try {
      return text.contains("T")
          ? OffsetDateTime.parse(text).toInstant()
          : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
    } catch (DateTimeException e) {
      throw ApiException.badRequest(
          "BadRequest", "%s (%s) must be a date or a time with its zone".formatted(name, text));
    }
  }

  /**
   * @param footprint in PACT's data model
   */
  boolean fits(Map<String, Object> footprint) {
    Instant start = Instant.parse(String.valueOf(footprint.get("validityPeriodStart")));
    // Where none is given, a footprint is valid for three years (PACT 3.0, validityPeriodEnd).
    Instant end = start.atOffset(ZoneOffset.UTC).plusYears(3).toInstant();
    Instant on = validOn;
    Instant after = validAfter;
    Instant before = validBefore;
    return anyOf(productIds, footprint.get("productIds"))
        && anyOf(companyIds, footprint.get("companyIds"))
        && (geographies.isEmpty()
            || (footprint.get("pcf") instanceof Map<?, ?> pcf
                && geographies.contains(String.valueOf(pcf.get("geographyCountry")))))
        && classifications.isEmpty()
        && (status == null || status.equals(footprint.get("status")))
        && (on == null || (!start.isAfter(on) && !on.isAfter(end)))
        && (after == null || after.isBefore(start))
        && (before == null || before.isAfter(end));
  }

  private static boolean anyOf(List<String> asked, @Nullable Object has) {
    return asked.isEmpty()
        || (has instanceof Collection<?> all && asked.stream().anyMatch(all::contains));
  }
}
