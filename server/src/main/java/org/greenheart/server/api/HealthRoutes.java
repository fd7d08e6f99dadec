// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.api;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Comparator;
import java.util.List;
import org.greenheart.server.accounts.About;
import org.greenheart.server.accounts.Callers;
import org.greenheart.server.accounts.Right;

/** {@code /health}: the state in one word, why, and what to do next. */
public final class HealthRoutes implements Routes {
  private final List<HealthSource> sources;

  public HealthRoutes(List<HealthSource> sources) {
    this.sources = List.copyOf(sources);
  }

  @Override
  public void register(RoutesConfig routes) {
    routes.get("/health", this::health, Right.PUBLIC, About.NO_POINT);
  }

  private void health(Context ctx) {
    Health health = health();
    boolean whole = Callers.of(ctx).may(Right.READ_SERVER);
    ctx.status(health.status().equals("failing") ? 503 : 200)
        .json(whole ? health : new Word(health.status()));
  }

  /** For whoever asks: why is for those who may read it. */
  record Word(String status) {}

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
