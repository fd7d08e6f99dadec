// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.api;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Comparator;
import java.util.List;

/** {@code /health}: the state in one word, why, and what to do next. */
public final class HealthRoutes implements Routes {
  private final List<HealthSource> sources;

  public HealthRoutes(List<HealthSource> sources) {
    this.sources = List.copyOf(sources);
  }

  @Override
  public void register(RoutesConfig routes) {
    routes.get("/health", this::health);
  }

  private void health(Context ctx) {
    Health health = health();
    ctx.status(health.status().equals("failing") ? 503 : 200).json(health);
  }

  Health health() {
    List<HealthReason> reasons =
        sources.stream()
            .flatMap(source -> source.reasons().stream())
            .sorted(Comparator.comparing(HealthReason::level).reversed())
            .toList();
    if (reasons.isEmpty()) {
      return new Health("ok", reasons);
    }
    return switch (reasons.getFirst().level()) {
      case DEGRADED -> new Health("degraded", reasons);
      case FAILING -> new Health("failing", reasons);
    };
  }

  record Health(String status, List<HealthReason> reasons) {}
}
