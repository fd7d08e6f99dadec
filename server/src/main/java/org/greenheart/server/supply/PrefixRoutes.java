// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.supply;

import static java.util.Objects.requireNonNull;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import org.greenheart.server.accounts.About;
import org.greenheart.server.accounts.Right;
import org.greenheart.server.api.JsonBody;
import org.greenheart.server.api.Params;
import org.greenheart.server.api.Routes;
import org.greenheart.server.supply.Names.Firm;
import org.greenheart.storage.registry.CodePrefix;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.Tables;

/**
 * {@code /api/supply/prefixes}: whose codes begin with what. Registered by those who keep the
 * enterprises, after GS1's or the Handle registry's own word: who could register a prefix for
 * itself could take another's.
 */
final class PrefixRoutes implements Routes {
  private static final String PATH = "/api/supply/prefixes";

  private final Registry registry;

  PrefixRoutes(Registry registry) {
    this.registry = requireNonNull(registry, "registry is null");
  }

  @Override
  public void register(RoutesConfig routes) {
    routes.get(PATH, this::list, Right.READ_SUPPLY, About.WHAT_IS_SEEN);
    routes.post(PATH, this::add, Right.KEEP_PLACES);
    routes.delete(PATH + "/{id}", this::remove, Right.KEEP_PLACES);
  }

  private void list(Context ctx) {
    Seats seats = Seats.of(ctx);
    ctx.json(
        registry.<List<View>>read(
            tables ->
                tables.supply().prefixes().all().stream()
                    .filter(each -> seats.holds(each.owner()))
                    .map(each -> View.of(tables, each))
                    .toList()));
  }

  private void add(Context ctx) {
    JsonBody body = JsonBody.of(ctx);
    CodePrefix prefix = new CodePrefix(0, body.number("enterprise"), body.text("prefix"));
    ctx.status(201)
        .json(
            registry.<View>write(
                tables -> View.of(tables, tables.supply().prefixes().add(prefix))));
  }

  private void remove(Context ctx) {
    registry.supply().prefixes().remove(Params.number(ctx, "id"));
    ctx.status(204);
  }

  /** A prefix with its holder's name. */
  record View(long id, Firm enterprise, String prefix) {
    static View of(Tables tables, CodePrefix prefix) {
      return new View(prefix.id(), Firm.of(tables, prefix.owner()), prefix.prefix());
    }
  }
}
