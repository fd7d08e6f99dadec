// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.supply;

import static java.util.Objects.requireNonNull;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.greenheart.server.accounts.About;
import org.greenheart.server.accounts.Right;
import org.greenheart.server.api.Params;
import org.greenheart.server.api.Routes;
import org.greenheart.server.supply.Names.Firm;
import org.greenheart.server.supply.Names.Product;
import org.greenheart.server.supply.TradeViews.OrderPage;
import org.greenheart.server.supply.TradeViews.OrderView;
import org.greenheart.server.supply.TradeViews.PartnerView;
import org.greenheart.server.supply.TradeViews.RequestView;
import org.greenheart.storage.registry.Enterprise;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.SupplyOrder;
import org.greenheart.storage.registry.SupplyPartner;
import org.greenheart.storage.registry.Tables;

/** {@code /api/supply}: what buyers and suppliers read. */
final class SupplyRoutes implements Routes {
  private final Registry registry;

  SupplyRoutes(Registry registry) {
    this.registry = requireNonNull(registry, "registry is null");
  }

  @Override
  public void register(RoutesConfig routes) {
    get(routes, "/api/supply/seats", reading((tables, seats) -> seats(tables, seats)));
    get(
        routes,
        "/api/supply/partners",
        reading(
            (tables, seats) ->
                Found.partners(tables, seats).stream()
                    .map(each -> PartnerView.of(tables, seats, each))
                    .toList()));
    get(routes, "/api/supply/products", this::products);
    get(routes, "/api/supply/requests", this::requests);
    get(routes, "/api/supply/orders", this::orders);
    get(routes, "/api/supply/orders.xlsx", this::workbook);
    get(routes, "/api/supply/orders/{id}", this::order);
  }

  private static void get(RoutesConfig routes, String path, Handler handler) {
    routes.get(path, handler, Right.READ_SUPPLY, About.WHAT_IS_SEEN);
  }

  private Handler reading(BiFunction<Tables, Seats, Object> work) {
    return ctx -> {
      Seats seats = Seats.of(ctx);
      ctx.json(registry.read(tables -> work.apply(tables, seats)));
    };
  }

  /** Those that the caller may speak for; who sees everything chooses among all that trade. */
  private static List<Firm> seats(Tables tables, Seats seats) {
    Set<Long> trading =
        tables.supply().partners().stream()
            .flatMap((SupplyPartner each) -> List.of(each.buyer(), each.supplier()).stream())
            .collect(Collectors.toSet());
    List<Enterprise> all =
        tables.places().enterprises().list().stream()
            .filter(each -> seats.holds(each.id()))
            .toList();
    List<Enterprise> some = all.stream().filter(each -> trading.contains(each.id())).toList();
    return (seats.everything() && !some.isEmpty() ? some : all).stream().map(Firm::of).toList();
  }

  /** {@code ?owner=ENTERPRISE}: of one; {@code ?code=}: with this code or GTIN. */
  private void products(Context ctx) {
    Seats seats = Seats.of(ctx);
    Page page = Page.of(ctx);
    Long owner = Params.optionalNumber(ctx, "owner").orElse(null);
    String code = Params.text(ctx, "code").orElse(null);
    ctx.json(
        registry.<List<Product>>read(
            tables ->
                Found.products(tables, seats, owner, code, page).stream()
                    .map(each -> Product.of(tables, each))
                    .toList()));
  }

  private void requests(Context ctx) {
    Seats seats = Seats.of(ctx);
    Page page = Page.of(ctx);
    ctx.json(
        registry.<List<RequestView>>read(
            tables ->
                Found.requests(tables, seats, page).stream()
                    .map(each -> RequestView.of(tables, seats, each))
                    .toList()));
  }

  /** {@code ?open=true}: those of which something is still to come. */
  private void orders(Context ctx) {
    Seats seats = Seats.of(ctx);
    Page page = Page.of(ctx);
    boolean open = isOpen(ctx);
    ctx.json(
        registry.<List<OrderView>>read(
            tables -> views(tables, seats, Found.orders(tables, seats, open, page))));
  }

  private static boolean isOpen(Context ctx) {
    return Params.text(ctx, "open").map(Boolean::parseBoolean).orElse(false);
  }

  private static List<OrderView> views(Tables tables, Seats seats, List<SupplyOrder> orders) {
    return orders.stream().map(each -> OrderView.of(tables, seats, each)).toList();
  }

  private void order(Context ctx) {
    Seats seats = Seats.of(ctx);
    long id = Params.number(ctx, "id");
    ctx.json(
        registry.<OrderPage>read(
            tables -> OrderPage.of(tables, seats, Found.order(tables, seats, id))));
  }

  /** All of them, page by page: none is held but the one that is written. */
  private void workbook(Context ctx) throws IOException {
    Seats seats = Seats.of(ctx);
    boolean open = isOpen(ctx);
    String language = Params.text(ctx, "language").orElse("zh").equals("en") ? "en" : "zh";
    ctx.contentType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
        .header("Content-Disposition", "attachment; filename=\"orders.xlsx\"");
    try (OrderWorkbook workbook = new OrderWorkbook(ctx.outputStream(), language)) {
      List<OrderView> rows;
      Page page = Page.first();
      do {
        Page next = page;
        rows =
            registry.read(tables -> views(tables, seats, Found.orders(tables, seats, open, next)));
        for (OrderView row : rows) {
          workbook.add(row);
          page = next.after(row.id());
        }
      } while (rows.size() == Page.MOST);
    }
  }
}
