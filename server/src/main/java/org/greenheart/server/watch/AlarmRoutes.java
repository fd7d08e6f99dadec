// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.watch;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import org.greenheart.server.api.ApiException;
import org.greenheart.server.api.Params;
import org.greenheart.server.api.Routes;
import org.greenheart.storage.registry.Alarm;
import org.greenheart.storage.registry.AlarmState;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.RegistryException;
import org.greenheart.storage.registry.Tables;

/** Alarms: listed newest first, acknowledged by a person. */
public final class AlarmRoutes implements Routes {
  /** Until there are accounts every person is the operator. */
  static final String PERSON = "operator";

  private static final int PAGE = 200;

  private final Registry registry;
  private final Watch watch;

  public AlarmRoutes(Registry registry, Watch watch) {
    this.registry = registry;
    this.watch = watch;
  }

  @Override
  public void register(RoutesConfig routes) {
    routes.get("/api/alarms", this::list);
    routes.get("/api/alarms/{id}", this::one);
    routes.post("/api/alarms/{id}/ack", this::acknowledge);
  }

  private void list(Context ctx) {
    AlarmState state = Params.text(ctx, "state").map(AlarmRoutes::state).orElse(null);
    Long thing = Params.optionalNumber(ctx, "thing").orElse(null);
    long before = Params.number(ctx, "before", Long.MAX_VALUE, Long.MAX_VALUE);
    List<AlarmView> views =
        registry.read(
            tables ->
                tables.alarms().list(state, thing, before, PAGE).stream()
                    .map(alarm -> AlarmView.of(alarm, tables))
                    .toList());
    ctx.json(views);
  }

  private void one(Context ctx) {
    long id = Params.number(ctx, "id");
    ctx.json(registry.read(tables -> AlarmView.of(existing(tables, id), tables)));
  }

  private void acknowledge(Context ctx) {
    long id = Params.number(ctx, "id");
    AlarmView view =
        registry.write(tables -> AlarmView.of(tables.alarms().acknowledge(id, PERSON), tables));
    watch.refresh();
    ctx.json(view);
  }

  private static Alarm existing(Tables tables, long id) {
    return tables
        .alarms()
        .find(id)
        .orElseThrow(
            () ->
                new RegistryException(
                    RegistryException.Code.NOT_FOUND, "alarm (%s) does not exist".formatted(id)));
  }

  private static AlarmState state(String word) {
    try {
      return AlarmState.ofText(word);
    } catch (IllegalArgumentException e) {
      throw ApiException.badRequest(
          "alarm-state", "state (%s) must be open, cleared or withdrawn".formatted(word));
    }
  }
}
