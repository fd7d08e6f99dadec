// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.cases;

import static java.util.Objects.requireNonNull;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import org.greenheart.server.accounts.About;
import org.greenheart.server.accounts.Handlers;
import org.greenheart.server.accounts.Right;
import org.greenheart.server.api.Params;
import org.greenheart.server.api.Routes;
import org.greenheart.storage.registry.Alarm;
import org.greenheart.storage.registry.CaseFile;
import org.greenheart.storage.registry.Registry;

/** To whom an alarm or a case can be given. */
final class HandlerRoutes implements Routes {
  private final Registry registry;
  private final Handlers handlers;

  HandlerRoutes(Registry registry, Handlers handlers) {
    this.registry = requireNonNull(registry, "registry is null");
    this.handlers = requireNonNull(handlers, "handlers is null");
  }

  @Override
  public void register(RoutesConfig routes) {
    routes.get("/api/alarms/{id}/handlers", this::ofAlarm, Right.HANDLE_ALARMS, About.ALARM);
    routes.get("/api/cases/{id}/handlers", this::ofCase, Right.HANDLE_CASES, About.CASE);
  }

  private void ofAlarm(Context ctx) {
    long id = Params.number(ctx, "id");
    String words = Params.text(ctx, "q").orElse("");
    ctx.json(
        registry.read(
            tables -> {
              Alarm alarm = tables.alarms().existing(id);
              return handlers.of(
                  tables, Right.READ_ALARMS, sight -> sight.sees(alarm), false, words);
            }));
  }

  private void ofCase(Context ctx) {
    long id = Params.number(ctx, "id");
    String words = Params.text(ctx, "q").orElse("");
    ctx.json(
        registry.read(
            tables -> {
              CaseFile file = tables.cases().existing(id);
              return handlers.of(tables, Right.READ_CASES, sight -> sight.sees(file), true, words);
            }));
  }
}
