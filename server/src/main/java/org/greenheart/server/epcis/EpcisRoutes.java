// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.epcis;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.greenheart.server.accounts.About;
import org.greenheart.server.accounts.Right;
import org.greenheart.server.api.ApiException;
import org.greenheart.server.api.Routes;
import org.greenheart.server.supply.Seats;
import org.greenheart.storage.registry.EpcisEvents.Column;
import org.greenheart.storage.registry.Registry;
import org.jspecify.annotations.Nullable;

/**
 * {@code /api/epcis/events}: EPCIS 2.0 for ERP and warehouse systems. Who sees an event: {@link
 * org.greenheart.storage.registry.EpcisEvents.Query}.
 */
final class EpcisRoutes implements Routes {
  private final Registry registry;

  EpcisRoutes(Registry registry) {
    this.registry = requireNonNull(registry, "registry is null");
  }

  @Override
  public void register(RoutesConfig routes) {
    routes.after("/api/epcis/*", Problems::dress);
    routes.get("/api/epcis/events", this::query, Right.READ_SUPPLY, About.WHAT_IS_SEEN);
    routes.get("/api/epcis/events/{id}", this::event, Right.READ_SUPPLY, About.WHAT_IS_SEEN);
  }

  /**
   * Whose events or queries these are: the one enterprise that the caller speaks for.
   *
   * @throws ApiException 400 {@code seat-missing}
   */
  static long owner(Context ctx) {
    Seats seats = Seats.of(ctx);
    if (seats.everything() || seats.enterprises().size() != 1) {
      throw ApiException.badRequest(
          "seat-missing", "?seat=ENTERPRISE must say for which enterprise this is");
    }
    return seats.enterprises().iterator().next();
  }

  /** Null for everybody's. */
  static @Nullable Set<Long> seers(Seats seats) {
    return seats.everything() ? null : seats.enterprises();
  }

  private void query(Context ctx) {
    answer(ctx, registry, EventQuery.of(ctx), seers(Seats.of(ctx)), "SimpleEventQuery");
  }

  /**
   * Answers with a page of what a query finds.
   *
   * @param seers who asks; null for those who see everybody's
   */
  static void answer(
      Context ctx, Registry registry, EventQuery query, @Nullable Set<Long> seers, String name) {
    List<ObjectNode> events = seen(registry, seers, query);
    boolean more = events.size() > query.page();
    if (more) {
      Pages.link(ctx, (long) query.skip() + query.page());
    }
    ctx.contentType("application/ld+json")
        .result(
            EventDocument.of(
                name, null, registry.now(), more ? events.subList(0, query.page()) : events));
  }

  private static List<ObjectNode> seen(
      Registry registry, @Nullable Set<Long> seers, EventQuery query) {
    return registry.read(
        tables ->
            tables.supply().epcis().query(query.asked(seers)).stream()
                .map(event -> EventDocument.json(tables, seers, event))
                .toList());
  }

  private void event(Context ctx) {
    Seats seats = Seats.of(ctx);
    String id = ctx.pathParam("id");
    EventQuery query =
        new EventQuery(
            Map.of(Column.EVENT_ID, Set.of(id)), List.of(), null, null, null, null, true, 1, 0);
    List<ObjectNode> events = seen(registry, seers(seats), query);
    if (events.isEmpty()) {
      throw ApiException.notFound("event-not-found", "event (%s) does not exist".formatted(id));
    }
    ctx.contentType("application/ld+json")
        .result(EventDocument.of("SimpleEventQuery", null, registry.now(), events.subList(0, 1)));
  }
}
