// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.api;

import static java.util.Objects.requireNonNull;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.greenheart.server.accounts.About;
import org.greenheart.server.accounts.Right;
import org.greenheart.server.api.PointView.LimitView;
import org.greenheart.storage.TimeRange;
import org.greenheart.storage.registry.Datastream;
import org.greenheart.storage.registry.Registry;
import org.jspecify.annotations.Nullable;

/**
 * {@code /api/datastreams/{id}/series}: a Datastream over a stretch of time, for a chart; {@code
 * …/limits}: the limits that counted in it.
 */
final class SeriesRoutes implements Routes {
  private static final Duration USUAL = Duration.ofHours(24);

  private final Registry registry;
  private final SeriesReader reader;
  private final LimitsInForce limits;
  private final InstantSource clock;

  SeriesRoutes(Registry registry, SeriesReader reader, LimitsInForce limits, InstantSource clock) {
    this.limits = requireNonNull(limits, "limits is null");
    this.registry = requireNonNull(registry, "registry is null");
    this.reader = requireNonNull(reader, "reader is null");
    this.clock = requireNonNull(clock, "clock is null");
  }

  @Override
  public void register(RoutesConfig routes) {
    routes.get("/api/datastreams/{id}/series", this::series, Right.READ_DATA, About.DATASTREAM);
    routes.get("/api/datastreams/{id}/limits", this::limits, Right.READ_DATA, About.DATASTREAM);
  }

  private void series(Context ctx) {
    Asked asked = asked(ctx);
    int width = (int) Params.number(ctx, "width", 800, 4_000);
    ctx.json(reader.read(asked.datastream(), TimeRange.of(asked.from(), asked.to()), width));
  }

  private record Asked(Datastream datastream, Instant from, Instant to) {}

  private Asked asked(Context ctx) {
    long id = Params.number(ctx, "id");
    Datastream datastream =
        registry.catalogue().datastream(id).orElseThrow(() -> ApiException.noDatastream(id));
    Instant to = Params.time(ctx, "to").orElseGet(clock::instant);
    Instant from = Params.time(ctx, "from").orElseGet(() -> to.minus(USUAL));
    if (!from.isBefore(to)) {
      throw ApiException.badRequest(
          "time-order", "from (%s) must be before to (%s)".formatted(from, to));
    }
    return new Asked(datastream, from, to);
  }

  /**
   * A limit over some time.
   *
   * @param limit null where none counts
   */
  private record SpanView(Instant from, Instant to, @Nullable LimitView limit) {}

  /** The limits that counted, each on its own days. */
  private void limits(Context ctx) {
    Asked asked = asked(ctx);
    ctx.json(
        limits.between(asked.datastream(), asked.from(), asked.to()).stream()
            .map(
                span ->
                    new SpanView(
                        span.from(),
                        span.to(),
                        span.limit() == null ? null : LimitView.of(span.limit())))
            .toList());
  }
}
