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
import org.greenheart.storage.TimeRange;
import org.greenheart.storage.registry.Datastream;
import org.greenheart.storage.registry.Registry;

/** {@code /api/datastreams/{id}/series}: a Datastream over a stretch of time, for a chart. */
final class SeriesRoutes implements Routes {
  private static final Duration USUAL = Duration.ofHours(24);

  private final Registry registry;
  private final SeriesReader reader;
  private final InstantSource clock;

  SeriesRoutes(Registry registry, SeriesReader reader, InstantSource clock) {
    this.registry = requireNonNull(registry, "registry is null");
    this.reader = requireNonNull(reader, "reader is null");
    this.clock = requireNonNull(clock, "clock is null");
  }

  @Override
  public void register(RoutesConfig routes) {
    routes.get("/api/datastreams/{id}/series", this::series, Right.READ_DATA, About.DATASTREAM);
  }

  private void series(Context ctx) {
    long id = Params.number(ctx, "id");
    Datastream datastream =
        registry.catalogue().datastream(id).orElseThrow(() -> ApiException.noDatastream(id));
    Instant to = Params.time(ctx, "to").orElseGet(clock::instant);
    Instant from = Params.time(ctx, "from").orElseGet(() -> to.minus(USUAL));
    if (!from.isBefore(to)) {
      throw ApiException.badRequest(
          "time-order", "from (%s) must be before to (%s)".formatted(from, to));
    }
    int width = (int) Params.number(ctx, "width", 800, 4_000);
    ctx.json(reader.read(datastream, TimeRange.of(from, to), width));
  }
}
