// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.footprints;

import static java.util.Objects.requireNonNull;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.greenheart.server.accounts.About;
import org.greenheart.server.accounts.Right;
import org.greenheart.server.api.ApiException;
import org.greenheart.server.api.JsonBody;
import org.greenheart.server.api.Params;
import org.greenheart.server.api.Routes;
import org.greenheart.server.api.SeenRows;
import org.greenheart.server.supply.Seats;
import org.greenheart.storage.registry.Enterprise;
import org.greenheart.storage.registry.Footprint;
import org.greenheart.storage.registry.PactRequest;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.SupplyPartner;
import org.greenheart.storage.registry.SupplyProduct;
import org.greenheart.storage.registry.Tables;

/**
 * Footprints for other systems, as the PACT Technical Specification 3.0 has it, under {@code
 * /api/pact}: ListFootprints, GetFootprint, Events. Authenticate is {@code /api/pact/auth/token}.
 * Refusals have the codes of {@link PactErrors}.
 */
final class PactRoutes implements Routes {
  private static final int PAGE = 100;
  private static final int MOST = 1_000;
  private static final int MOST_OPEN = 100;
  private static final int MOST_PUBLISHED = 100;

  private final Registry registry;
  private final PactEvents events;

  PactRoutes(Registry registry, PactEvents events) {
    this.registry = requireNonNull(registry, "registry is null");
    this.events = requireNonNull(events, "events is null");
  }

  @Override
  public void register(RoutesConfig routes) {
    routes.after("/api/pact/3/*", PactErrors::dress);
    routes.get("/api/pact/3/footprints", this::list, Right.READ_SUPPLY, About.WHAT_IS_SEEN);
    routes.get("/api/pact/3/footprints/{id}", this::get, Right.READ_SUPPLY, About.WHAT_IS_SEEN);
    routes.post("/api/pact/3/events", this::event, Right.READ_SUPPLY, About.WHAT_IS_SEEN);
  }

  private void list(Context ctx) {
    Seats seats = Seats.of(ctx);
    PactFilter filter = PactFilter.of(ctx);
    int limit = (int) Params.number(ctx, "limit", PAGE, MOST);
    long before = Params.optionalNumber(ctx, "before").orElse(Long.MAX_VALUE);
    List<Row> rows =
        registry.read(
            tables ->
                SeenRows.newestFirst(
                    before,
                    limit + 1,
                    (last, most) ->
                        SeenFootprints.newest(tables, seats, null, last, most).stream()
                            .map(each -> new Row(each.id(), PactFootprint.of(tables, each)))
                            .toList(),
                    Row::id,
                    row -> filter.fits(row.json())));
    List<Row> page = rows.subList(0, Math.min(limit, rows.size()));
    if (rows.size() > limit) {
      ctx.header("Link", "<%s>; rel=\"next\"".formatted(next(ctx, page.getLast().id())));
    }
    ctx.json(Map.of("data", page.stream().map(Row::json).toList()));
  }

  private record Row(long id, Map<String, Object> json) {}

  /** Absolute and with the host that was asked, as the specification wants it. */
  private static String next(Context ctx, long before) {
    StringBuilder url = new StringBuilder(ctx.url()).append('?');
    String query = ctx.queryString();
    if (query != null) {
      for (String pair : query.split("&", -1)) {
        if (!pair.startsWith("before=") && !pair.isEmpty()) {
          url.append(pair).append('&');
        }
      }
    }
    return url.append("before=").append(before).toString();
  }

  private void get(Context ctx) {
    Seats seats = Seats.of(ctx);
    String id = ctx.pathParam("id");
    ctx.json(
        Map.of(
            "data",
            registry.<Map<String, Object>>read(
                tables -> PactFootprint.of(tables, find(tables, seats, id)))));
  }

  private static Footprint find(Tables tables, Seats seats, String id) {
    return SeenFootprints.find(tables, seats, id)
        .orElseThrow(
            () -> ApiException.notFound("NotFound", "footprint (%s) does not exist".formatted(id)));
  }

  /**
   * A request is answered at once where there is a footprint, to the system of the asker that is
   * known here and to no address that the event names; else who makes the product is told, and the
   * answer follows the footprint. A published one is told to who buys it.
   */
  private void event(Context ctx) {
    Seats seats = Seats.of(ctx);
    JsonBody event = JsonBody.of(ctx);
    String type = event.text("type");
    String id = event.text("id");
    if (!event.text("specversion").equals("1.0")
        || id.isBlank()
        || event.text("source").isBlank()) {
      throw ApiException.badRequest(
          "BadRequest", "the event must be a CloudEvent 1.0 with an id and a source");
    }
    JsonBody data =
        event
            .object("data")
            .orElseThrow(() -> ApiException.badRequest("BadRequest", "data must be an object"));
    switch (type) {
      case PactEvents.CREATED -> asked(seats, id, data);
      case PactEvents.PUBLISHED -> published(seats, data);
      case PactEvents.FULFILLED, PactEvents.REJECTED -> {
        // The pages show what was asked; the footprints themselves are listed at their owner's.
        if (data.text("requestEventId").isBlank()) {
          throw ApiException.badRequest("BadRequest", "requestEventId must be given");
        }
      }
      default ->
          throw ApiException.badRequest(
              "BadRequest", "type (%s) is no event of PACT 3.0".formatted(type));
    }
    ctx.status(200);
  }

  private void asked(Seats seats, String id, JsonBody data) {
    if (seats.everything() || seats.enterprises().size() != 1) {
      throw ApiException.badRequest(
          "BadRequest", "?seat=ENTERPRISE must say for which enterprise is asked");
    }
    long asker = seats.enterprises().iterator().next();
    PactFilter filter = PactFilter.of(data);
    int _ =
        registry.<Integer>write(
            tables -> {
              List<Footprint> found =
                  SeenRows.newestFirst(
                      Long.MAX_VALUE,
                      PAGE,
                      (last, most) -> SeenFootprints.newest(tables, seats, null, last, most),
                      Footprint::id,
                      each -> each.owner() != asker && filter.fits(PactFootprint.of(tables, each)));
              if (!found.isEmpty()) {
                events.fulfil(tables, found.getFirst().owner(), asker, id, found);
                return found.size();
              }
              return wait(tables, seats, asker, id, filter.productIds());
            });
  }

  /** Tells who makes the product, and keeps the request until there is a footprint. */
  private static int wait(
      Tables tables, Seats seats, long asker, String id, List<String> productIds) {
    int told = 0;
    for (SupplyPartner partner : tables.supply().partners()) {
      if (partner.isActive() && partner.buyer() == asker) {
        for (SupplyProduct product : tables.supply().products(List.of(partner.supplier()))) {
          Enterprise owner = tables.places().enterprises().find(product.owner()).orElseThrow();
          if (product.offered()
              && PactFootprint.productIds(owner, product, null).stream()
                  .anyMatch(productIds::contains)) {
            requireRoom(tables, asker, product.id());
            tables
                .supply()
                .pact()
                .put(
                    new PactRequest(
                        0, id, asker, product.id(), tables.now(), PactRequest.State.OPEN));
            FootprintBell.asked(tables, partner, product, seats);
            told++;
          }
        }
      }
    }
    if (told == 0) {
      throw ApiException.notFound(
          "NotFound", "productId (%s) is of no product offered".formatted(productIds));
    }
    return told;
  }

  /** Who asks without end must not fill the disk. */
  private static void requireRoom(Tables tables, long asker, long product) {
    long open =
        tables.supply().pact().open(product).stream().filter(each -> each.asker() == asker).count();
    if (open >= MOST_OPEN) {
      throw ApiException.badRequest(
          "BadRequest", "%s requests for this product are open: wait for them".formatted(open));
    }
  }

  private void published(Seats seats, JsonBody data) {
    int _ =
        registry.<Integer>write(
            tables -> {
              Set<String> ids = new LinkedHashSet<>(data.texts("pfIds"));
              if (ids.size() > MOST_PUBLISHED) {
                throw ApiException.badRequest(
                    "BadRequest",
                    "pfIds (%s) must be at most %s".formatted(ids.size(), MOST_PUBLISHED));
              }
              for (String id : ids) {
                Footprint footprint = find(tables, seats, id);
                if (!seats.holds(footprint.owner())) {
                  throw ApiException.badRequest(
                      "BadRequest", "pfIds (%s) is not a footprint of the sender".formatted(id));
                }
                FootprintBell.published(tables, seats, footprint);
              }
              return ids.size();
            });
  }
}
