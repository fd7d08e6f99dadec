// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.epcis;

import static java.util.Objects.requireNonNull;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.greenheart.server.accounts.About;
import org.greenheart.server.accounts.Right;
import org.greenheart.server.api.ApiException;
import org.greenheart.server.api.Routes;
import org.greenheart.server.supply.Seats;
import org.greenheart.storage.registry.EpcisEvents.Column;
import org.greenheart.storage.registry.Registry;
import org.jspecify.annotations.Nullable;

/**
 * {@code /api/epcis/eventTypes}, {@code /bizSteps} and the others of {@link TopLevel}: what of it
 * there is among the events that the caller sees, and those events.
 */
final class TopLevelRoutes implements Routes {
  /** So many words of others than the standard's. */
  private static final int MOST_WORDS = 1_000;

  private final Registry registry;

  TopLevelRoutes(Registry registry) {
    this.registry = requireNonNull(registry, "registry is null");
  }

  @Override
  public void register(RoutesConfig routes) {
    for (TopLevel each : TopLevel.values()) {
      String path = "/api/epcis/" + each.path();
      routes.get(path, ctx -> list(ctx, each), Right.READ_SUPPLY, About.WHAT_IS_SEEN);
      routes.get(path + "/{value}", ctx -> one(ctx, each), Right.READ_SUPPLY, About.WHAT_IS_SEEN);
      routes.get(
          path + "/{value}/events",
          ctx -> events(ctx, each),
          Right.READ_SUPPLY,
          About.WHAT_IS_SEEN);
    }
  }

  private void list(Context ctx, TopLevel resource) {
    Set<Long> seers = EpcisRoutes.seers(Seats.of(ctx));
    List<String> standard = resource.words();
    if (standard.isEmpty()) {
      int page = Pages.size(ctx);
      int skip = Pages.skip(ctx);
      List<String> found = found(resource, seers, skip, page + 1);
      if (found.size() > page) {
        Pages.link(ctx, (long) skip + page);
      }
      ctx.json(Collected.of(found.subList(0, Math.min(page, found.size()))));
    } else {
      Set<String> words = new TreeSet<>(standard);
      words.addAll(found(resource, seers, 0, MOST_WORDS));
      ctx.json(Collected.of(Pages.of(ctx, List.copyOf(words))));
    }
  }

  private List<String> found(TopLevel resource, @Nullable Set<Long> seers, int skip, int limit) {
    Column column = resource.column();
    return registry.read(
        tables ->
            column == null
                ? tables.supply().epcis().identifiers(seers, skip, limit)
                : tables.supply().epcis().values(column, seers, skip, limit));
  }

  private void one(Context ctx, TopLevel resource) {
    requireKnown(ctx, resource);
    ctx.json(Collected.of(List.of("events")));
  }

  private void events(Context ctx, TopLevel resource) {
    requireKnown(ctx, resource);
    Unsupported.refuse(ctx);
    EpcisRoutes.answer(
        ctx,
        registry,
        EventQuery.of(ctx).of(resource, ctx.pathParam("value")),
        EpcisRoutes.seers(Seats.of(ctx)),
        "SimpleEventQuery");
  }

  /** What no event that the caller sees has, and no standard names, is not there. */
  private void requireKnown(Context ctx, TopLevel resource) {
    String value = ctx.pathParam("value");
    Set<Long> seers = EpcisRoutes.seers(Seats.of(ctx));
    boolean known =
        resource.words().contains(value)
            || !registry
                .read(
                    tables ->
                        tables
                            .supply()
                            .epcis()
                            .query(EventQuery.any().of(resource, value).asked(seers)))
                .isEmpty();
    if (!known) {
      throw ApiException.notFound(
          "resource-not-found", "%s (%s) does not exist".formatted(resource.path(), value));
    }
  }
}
