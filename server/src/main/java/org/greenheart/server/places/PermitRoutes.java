// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.places;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.greenheart.server.accounts.About;
import org.greenheart.server.accounts.Callers;
import org.greenheart.server.accounts.Right;
import org.greenheart.server.api.Params;
import org.greenheart.server.api.Routes;
import org.greenheart.storage.registry.Change;
import org.greenheart.storage.registry.Outlet;
import org.greenheart.storage.registry.Permit;
import org.greenheart.storage.registry.PermitLimit;
import org.greenheart.storage.registry.Permits;
import org.greenheart.storage.registry.Registry;

/**
 * Permits: terms and limits are posted as new records, nothing that has been recorded is replaced
 * or deleted.
 */
final class PermitRoutes implements Routes {
  /** Permits are dated in Chinese civil days. */
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  private final Registry registry;
  private final ObjectMapper mapper;

  PermitRoutes(Registry registry, ObjectMapper mapper) {
    this.registry = registry;
    this.mapper = mapper;
  }

  @Override
  public void register(RoutesConfig routes) {
    routes.get("/api/permits", this::list, Right.READ_PLACES, About.WHAT_IS_SEEN);
    routes.get(
        "/api/permits/{id}",
        ctx -> answer(ctx, 200, Params.number(ctx, "id")),
        Right.READ_PLACES,
        About.PERMIT);
    routes.post("/api/permits", this::post, Right.KEEP_PLACES);
    routes.post("/api/permits/{id}/terms", this::postTerm, Right.KEEP_PLACES, About.PERMIT);
    routes.post("/api/permits/{id}/limits", this::postLimit, Right.KEEP_PLACES, About.PERMIT);
    routes.get("/api/places/{thing}/limits", this::inForce, Right.READ_PLACES, About.POINT);
  }

  private Permits permits() {
    return registry.places().permits();
  }

  private void list(Context ctx) {
    List<PlaceViews.PermitView> all =
        registry.read(
            tables -> {
              Permits permits = tables.places().permits();
              return permits.list().stream()
                  .filter(permit -> Callers.sight(ctx).seesEnterprise(permit.enterprise()))
                  .map(permit -> PlaceViews.PermitView.of(permit, permits))
                  .toList();
            });
    ctx.json(all);
  }

  private void answer(Context ctx, int status, long id) {
    Permit permit = permits().find(id).orElseThrow(() -> PlaceRequests.notFound("permit", id));
    ctx.status(status).json(PlaceViews.PermitView.of(permit, permits()));
  }

  private void post(Context ctx) {
    Body body = Body.of(mapper, ctx.body());
    Permit wanted = new Permit(0, body.id("enterprise"), body.text("number"));
    LocalDate from = body.date("from");
    LocalDate to = body.date("to");
    body.requireAllRead();
    Change<Permit> permit =
        registry.write(
            tables -> {
              Change<Permit> change = tables.places().permits().put(wanted);
              tables.places().permits().setTerm(change.row().id(), from, to);
              return change;
            });
    answer(ctx, permit.kind() == Change.Kind.ADDED ? 201 : 200, permit.row().id());
  }

  private void postTerm(Context ctx) {
    Body body = Body.of(mapper, ctx.body());
    LocalDate from = body.date("from");
    LocalDate to = body.date("to");
    body.requireAllRead();
    permits().setTerm(Params.number(ctx, "id"), from, to);
    answer(ctx, 201, Params.number(ctx, "id"));
  }

  private void postLimit(Context ctx) {
    Body body = Body.of(mapper, ctx.body());
    long outlet = body.id("outlet");
    Outlet where =
        registry
            .places()
            .outlets()
            .find(outlet)
            .orElseThrow(() -> PlaceRequests.notFound("outlet", outlet));
    PermitLimit limit = PlaceBodies.limit(body, Params.number(ctx, "id"), where);
    body.requireAllRead();
    permits().setLimit(limit);
    answer(ctx, 201, Params.number(ctx, "id"));
  }

  /** On the day of the query, else today; of one pollutant, else all. */
  private void inForce(Context ctx) {
    LocalDate day =
        Params.text(ctx, "date")
            .map(text -> RowValues.date("date", text))
            .orElseGet(() -> LocalDate.ofInstant(registry.now(), ZONE));
    long thing = Params.number(ctx, "thing");
    List<PermitLimit> limits =
        Params.text(ctx, "code")
            .map(code -> permits().inForce(thing, code, day))
            .orElseGet(() -> permits().inForce(thing, day));
    ctx.json(limits.stream().map(PlaceViews.LimitView::of).toList());
  }
}
