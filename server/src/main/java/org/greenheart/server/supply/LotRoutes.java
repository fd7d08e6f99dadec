// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.supply;

import static java.util.Objects.requireNonNull;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Set;
import org.greenheart.server.accounts.About;
import org.greenheart.server.accounts.Right;
import org.greenheart.server.api.ApiException;
import org.greenheart.server.api.JsonBody;
import org.greenheart.server.api.Params;
import org.greenheart.server.api.Routes;
import org.greenheart.server.supply.LotViews.LotPage;
import org.greenheart.server.supply.LotViews.LotView;
import org.greenheart.server.supply.LotViews.PublicLot;
import org.greenheart.server.supply.LotViews.TraceView;
import org.greenheart.storage.registry.Lots;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.RegistryException;
import org.greenheart.storage.registry.SupplyLot;
import org.greenheart.storage.registry.Tables;

/**
 * {@code /api/supply/lots}: lots, what they were made of and where they went; {@code
 * /api/public/lots?code=}: what an owner shows to whoever has the code.
 */
final class LotRoutes implements Routes {
  private final Registry registry;

  LotRoutes(Registry registry) {
    this.registry = requireNonNull(registry, "registry is null");
  }

  @Override
  public void register(RoutesConfig routes) {
    routes.get("/api/supply/lots", this::list, Right.READ_SUPPLY, About.WHAT_IS_SEEN);
    routes.post("/api/supply/lots", this::make, Right.TRADE, About.WHAT_IS_SEEN);
    routes.get("/api/supply/lots/{id}", this::page, Right.READ_SUPPLY, About.WHAT_IS_SEEN);
    routes.post("/api/supply/lots/{id}/shown", this::show, Right.TRADE, About.WHAT_IS_SEEN);
    routes.get("/api/supply/lots/{id}/trace", this::trace, Right.READ_SUPPLY, About.WHAT_IS_SEEN);
    routes.get("/api/public/lots", this::publicPage, Right.PUBLIC, About.NO_POINT);
  }

  /** Own ones and received ones; {@code ?product=} of one product. */
  private void list(Context ctx) {
    Seats seats = Seats.of(ctx);
    Page page = Page.of(ctx);
    Long product = Params.optionalNumber(ctx, "product").orElse(null);
    ctx.json(
        registry.<List<LotView>>read(
            tables ->
                tables
                    .supply()
                    .lots()
                    .seenBy(Found.enterprises(tables, seats), product, page.before(), page.limit())
                    .stream()
                    .map(lot -> LotView.of(tables, seats, lot))
                    .toList()));
  }

  private void make(Context ctx) {
    Seats seats = Seats.of(ctx);
    JsonBody body = JsonBody.of(ctx);
    ctx.status(201)
        .json(
            registry.<LotPage>write(
                tables ->
                    LotPage.of(
                        tables,
                        seats,
                        LotDesk.make(
                            tables,
                            seats,
                            Found.product(tables, seats, body.number("product")),
                            body.optionalText("code").orElse(""),
                            body.decimal("quantity"),
                            body.day("madeFrom"),
                            body.day("madeTo"),
                            Set.copyOf(body.texts("shown")),
                            LotDesk.amounts(tables, seats, body.objects("inputs"))))));
  }

  private void page(Context ctx) {
    Seats seats = Seats.of(ctx);
    long id = Params.number(ctx, "id");
    ctx.json(
        registry.<LotPage>read(tables -> LotPage.of(tables, seats, Found.lot(tables, seats, id))));
  }

  private void show(Context ctx) {
    Seats seats = Seats.of(ctx);
    JsonBody body = JsonBody.of(ctx);
    long id = Params.number(ctx, "id");
    Set<String> shown = Set.copyOf(body.texts("shown"));
    LotDesk.requireShown(shown);
    ctx.json(registry.<LotPage>write(tables -> show(tables, seats, id, shown, body)));
  }

  private static LotPage show(
      Tables tables, Seats seats, long id, Set<String> shown, JsonBody body) {
    SupplyLot lot = Found.lot(tables, seats, id);
    seats.require(lot.owner());
    if (body.number("version") != lot.version()) {
      throw new RegistryException(
          RegistryException.Code.CHANGED, "lot (%s) was changed meanwhile".formatted(id));
    }
    SupplyLot stored =
        tables
            .supply()
            .lots()
            .put(
                new SupplyLot(
                    id,
                    lot.owner(),
                    lot.product(),
                    lot.code(),
                    lot.quantity(),
                    lot.madeFrom(),
                    lot.madeTo(),
                    shown,
                    lot.version()),
                List.of());
    return LotPage.of(tables, seats, stored);
  }

  private void trace(Context ctx) {
    Seats seats = Seats.of(ctx);
    long id = Params.number(ctx, "id");
    String direction = Params.text(ctx, "direction").orElse("up");
    if (!direction.equals("up") && !direction.equals("down")) {
      throw ApiException.badRequest(
          "trace-direction", "direction (%s) must be up or down".formatted(direction));
    }
    int levels = (int) Params.number(ctx, "levels", Lots.MOST_LEVELS, Lots.MOST_LEVELS);
    ctx.json(
        registry.<TraceView>read(
            tables -> {
              SupplyLot lot = Found.lot(tables, seats, id);
              return TraceView.of(tables, seats, lot, direction.equals("down"), levels);
            }));
  }

  /** Of whoever holds the prefix of the code; a lot of which nothing is shown is not there. */
  private void publicPage(Context ctx) {
    String code = Params.text(ctx, "code").orElse("");
    ctx.json(
        registry.<PublicLot>read(
            tables ->
                LotCode.find(code)
                    .flatMap(each -> LotDesk.held(tables, each))
                    .filter(lot -> !lot.shown().isEmpty())
                    .map(lot -> PublicLot.of(tables, lot))
                    .orElseThrow(
                        () ->
                            ApiException.notFound(
                                "lot-not-found", "lot (%s) is not known".formatted(code)))));
  }
}
