// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.supply;

import static java.util.Objects.requireNonNull;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.YearMonth;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.greenheart.server.accounts.About;
import org.greenheart.server.accounts.Right;
import org.greenheart.server.api.JsonBody;
import org.greenheart.server.api.Routes;
import org.greenheart.server.supply.Names.Firm;
import org.greenheart.server.supply.Names.Product;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.RuleException;
import org.greenheart.storage.registry.SupplyForecast;
import org.greenheart.storage.registry.SupplyPartner;
import org.greenheart.storage.registry.SupplyStock;
import org.greenheart.storage.registry.Tables;

/**
 * {@code /api/supply/stock} and {@code /api/supply/forecast}: what is there and what will be
 * needed. A supplier's stock is seen by the buyers with whom it shares it, and of the products that
 * it offers alone.
 */
final class StockRoutes implements Routes {
  private final Registry registry;

  StockRoutes(Registry registry) {
    this.registry = requireNonNull(registry, "registry is null");
  }

  @Override
  public void register(RoutesConfig routes) {
    routes.get("/api/supply/stock", this::list, Right.READ_SUPPLY, About.WHAT_IS_SEEN);
    routes.put("/api/supply/stock", this::count, Right.TRADE, About.WHAT_IS_SEEN);
    routes.put("/api/supply/forecast", this::forecast, Right.TRADE, About.WHAT_IS_SEEN);
  }

  private void list(Context ctx) {
    Seats seats = Seats.of(ctx);
    ctx.json(registry.<StockPage>read(tables -> page(tables, seats)));
  }

  private static StockPage page(Tables tables, Seats seats) {
    List<SupplyPartner> partners = Found.partners(tables, seats);
    Set<Long> all = new HashSet<>(Found.enterprises(tables, seats));
    partners.stream()
        .filter(each -> each.isActive() && each.sharesStock() && seats.holds(each.buyer()))
        .forEach(each -> all.add(each.supplier()));
    return new StockPage(
        tables.supply().stocks().stock(all).stream()
            .filter(each -> seats.holds(each.enterprise()) || isOffered(tables, each))
            .map(each -> StockView.of(tables, seats, each))
            .toList(),
        tables
            .supply()
            .stocks()
            .forecasts(partners.stream().map(SupplyPartner::id).toList())
            .stream()
            .map(each -> ForecastView.of(tables, each))
            .toList());
  }

  /** What a supplier has of others' products is between it and those. */
  private static boolean isOffered(Tables tables, SupplyStock stock) {
    return tables
        .supply()
        .product(stock.product())
        .filter(product -> product.owner() == stock.enterprise() && product.offered())
        .isPresent();
  }

  private void count(Context ctx) {
    Seats seats = Seats.of(ctx);
    JsonBody body = JsonBody.of(ctx);
    long enterprise = body.number("enterprise");
    long product = body.number("product");
    BigDecimal quantity = body.decimal("quantity");
    Seats holder = seats.only(enterprise);
    ctx.json(
        registry.<StockPage>write(
            tables -> {
              requireKnown(tables, holder, product);
              tables
                  .supply()
                  .stocks()
                  .count(SupplyStock.counted(enterprise, product, quantity, tables.now()));
              return page(tables, seats);
            }));
  }

  private static void requireKnown(Tables tables, Seats seats, long product) {
    if (Found.products(tables, seats).stream().noneMatch(each -> each.id() == product)) {
      throw new RuleException(
          "product", "must be one's own or a supplier's", product, "product-unknown");
    }
  }

  private void forecast(Context ctx) {
    Seats seats = Seats.of(ctx);
    JsonBody body = JsonBody.of(ctx);
    long product = body.number("product");
    YearMonth month = month(body.text("month"));
    BigDecimal quantity = body.decimal("quantity");
    ctx.json(
        registry.<StockPage>write(
            tables -> {
              SupplyPartner partner = Found.partner(tables, seats, body.number("partner"));
              seats.require(partner.buyer());
              PartnerDesk.requireActive(partner);
              RequestDesk.requireOffered(tables, partner, product);
              SupplyForecast forecast = new SupplyForecast(partner.id(), product, month, quantity);
              boolean known =
                  tables.supply().stocks().forecasts(List.of(partner.id())).stream()
                      .anyMatch(forecast::says);
              if (!known) {
                tables.supply().stocks().forecast(forecast);
                Trail.tell(tables, forecast, seats.who());
              }
              return page(tables, seats);
            }));
  }

  private static YearMonth month(String text) {
    try {
      return YearMonth.parse(text);
    } catch (DateTimeException e) {
      throw new RuleException("month", "must be a month such as 2026-11", text, "month-unreadable");
    }
  }

  record StockPage(List<StockView> stock, List<ForecastView> forecasts) {}

  /**
   * What is there.
   *
   * @param own of the caller, not of a supplier
   */
  record StockView(Firm enterprise, Product product, BigDecimal quantity, Instant at, boolean own) {
    static StockView of(Tables tables, Seats seats, SupplyStock stock) {
      return new StockView(
          Firm.of(tables, stock.enterprise()),
          Product.of(tables, stock.product()),
          stock.quantity(),
          stock.at(),
          seats.holds(stock.enterprise()));
    }
  }

  /** What a buyer will need. */
  record ForecastView(Firm buyer, Product product, String month, BigDecimal quantity) {
    static ForecastView of(Tables tables, SupplyForecast forecast) {
      return new ForecastView(
          Firm.of(tables, tables.supply().partner(forecast.partner()).orElseThrow().buyer()),
          Product.of(tables, forecast.product()),
          forecast.month().toString(),
          forecast.quantity());
    }
  }
}
