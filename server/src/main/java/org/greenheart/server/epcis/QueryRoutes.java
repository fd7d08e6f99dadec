// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.epcis;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Set;
import org.greenheart.server.accounts.About;
import org.greenheart.server.accounts.Right;
import org.greenheart.server.api.ApiException;
import org.greenheart.server.api.Routes;
import org.greenheart.storage.registry.EpcisNamedQuery;
import org.greenheart.storage.registry.EpcisSubscriptions;
import org.greenheart.storage.registry.Registry;

/**
 * {@code /api/epcis/queries}: queries with a name, of the enterprise that the caller speaks for.
 */
final class QueryRoutes implements Routes {
  private static final int MOST = 100;

  /** The standard's own, which is {@code /api/epcis/events} here. */
  private static final String SIMPLE = "SimpleEventQuery";

  private final Registry registry;

  QueryRoutes(Registry registry) {
    this.registry = requireNonNull(registry, "registry is null");
  }

  @Override
  public void register(RoutesConfig routes) {
    String path = "/api/epcis/queries";
    routes.get(path, this::list, Right.READ_SUPPLY, About.WHAT_IS_SEEN);
    routes.post(path, this::add, Right.TRADE, About.WHAT_IS_SEEN);
    routes.get(path + "/{name}", this::show, Right.READ_SUPPLY, About.WHAT_IS_SEEN);
    routes.delete(path + "/{name}", this::remove, Right.TRADE, About.WHAT_IS_SEEN);
    routes.get(path + "/{name}/events", this::events, Right.READ_SUPPLY, About.WHAT_IS_SEEN);
  }

  /** A query as the standard shows it. */
  record View(String name, JsonNode query) {
    static View of(EpcisNamedQuery query) {
      return new View(query.name(), EventDocument.kept(query.json()));
    }
  }

  /**
   * The query of the caller's enterprise that the path names.
   *
   * @throws ApiException 404 {@code query-not-found}
   */
  static EpcisNamedQuery find(EpcisSubscriptions all, long owner, String name) {
    return all.query(owner, name)
        .orElseThrow(
            () ->
                ApiException.notFound(
                    "query-not-found", "query (%s) does not exist".formatted(name)));
  }

  private EpcisNamedQuery find(Context ctx) {
    return find(registry.supply().subscriptions(), EpcisRoutes.owner(ctx), ctx.pathParam("name"));
  }

  private void list(Context ctx) {
    long owner = EpcisRoutes.owner(ctx);
    ctx.json(
        Pages.of(
            ctx, registry.supply().subscriptions().queries(owner).stream().map(View::of).toList()));
  }

  private void show(Context ctx) {
    ctx.json(View.of(find(ctx)));
  }

  private void add(Context ctx) {
    long owner = EpcisRoutes.owner(ctx);
    JsonNode body = EventDocument.read(ctx.body(), "an object with name and query");
    JsonNode query = body.path("query");
    if (!query.isObject()) {
      throw ApiException.badRequest(
          "query-missing", "query (%s) must be an object of parameters".formatted(query));
    }
    EventQuery _ = EventQuery.of(query); // refuses what it does not know
    EpcisNamedQuery asked =
        new EpcisNamedQuery(0, owner, body.path("name").asText(), query.toString(), registry.now());
    EpcisNamedQuery kept =
        registry.write(
            tables -> {
              EpcisSubscriptions all = tables.supply().subscriptions();
              if (asked.name().equals(SIMPLE) || all.query(owner, asked.name()).isPresent()) {
                throw new ApiException(
                    409, "query-exists", "a query (%s) exists already".formatted(asked.name()));
              }
              if (all.queries(owner).size() >= MOST) {
                throw ApiException.badRequest(
                    "query-limit", "an enterprise has at most %s queries".formatted(MOST));
              }
              return all.add(asked);
            });
    ctx.status(201).header("Location", ctx.path() + "/" + kept.name()).json(View.of(kept));
  }

  private void remove(Context ctx) {
    long owner = EpcisRoutes.owner(ctx);
    long _ =
        registry.write(
            tables -> {
              EpcisSubscriptions all = tables.supply().subscriptions();
              long id = find(all, owner, ctx.pathParam("name")).id();
              all.removeQuery(id);
              return id;
            });
    ctx.status(204);
  }

  private void events(Context ctx) {
    EpcisNamedQuery query = find(ctx);
    Unsupported.refuse(ctx);
    for (String name : ctx.queryParamMap().keySet()) {
      if (!Pages.NAMES.contains(name)) {
        throw ApiException.badRequest(
            "query-parameter",
            "%s is no parameter of a named query's events, which holds its own".formatted(name));
      }
    }
    EpcisRoutes.answer(
        ctx,
        registry,
        EventQuery.of(EventDocument.kept(query.json())).page(ctx),
        Set.of(query.owner()),
        query.name());
  }
}
