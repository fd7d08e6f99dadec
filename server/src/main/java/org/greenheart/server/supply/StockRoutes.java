// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.supply;

import static java.util.Objects.requireNonNull;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import org.greenheart.server.accounts.About;
import org.greenheart.server.accounts.Right;
import org.greenheart.server.api.JsonBody;
import org.greenheart.server.api.Routes;
import org.greenheart.server.supply.Names.Firm;
import org.greenheart.server.supply.Names.Product;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.RuleException;
import org.greenheart.storage.registry.Stocks;
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
    routes.get("/api/supply/stock", this::stock, Right.READ_SUPPLY, About.WHAT_IS_SEEN);
    routes.put("/api/supply/stock", this::count, Right.TRADE, About.WHAT_IS_SEEN);
    routes.get("/api/supply/forecast", this::forecasts, Right.READ_SUPPLY, About.WHAT_IS_SEEN);
    routes.put("/api/supply/forecast", this::forecast, Right.TRADE, About.WHAT_IS_SEEN);
  }

  private void stock(Context ctx) {
    Seats seats = Seats.of(ctx);
    Page page = Page.of(ctx);
    ctx.json(
        registry.<List<StockView>>read(
            tables ->
                Found.stock(tables, seats, page).stream()
                    .map(each -> StockView.of(tables, seats, each))
                    .toList()));
  }

  private void forecasts(Context ctx) {
    Seats seats = Seats.of(ctx);
    Page page = Page.of(ctx);
    ctx.json(
        registry.<List<ForecastView>>read(
            tables ->
                Found.forecasts(tables, seats, page).stream()
                    .map(each -> ForecastView.of(tables, each))
                    .toList()));
  }

  private void count(Context ctx) {
    Seats seats = Seats.of(ctx);
    JsonBody body = JsonBody.of(ctx);
    long enterprise = body.number("enterprise");
    long product = body.number("product");
    BigDecimal quantity = body.decimal("quantity");
    Seats holder = seats.only(enterprise);
    ctx.json(
        registry.<StockView>write(
            tables -> {
              requireKnown(tables, holder, product);
              Stocks stocks = tables.supply().stocks();
              stocks.count(SupplyStock.counted(enterprise, product, quantity, tables.now()));
              return StockView.of(tables, seats, stocks.of(enterprise, product).orElseThrow());
            }));
  }

  private static void requireKnown(Tables tables, Seats seats, long product) {
    if (Found.dealtIn(tables, seats, product).isEmpty()) {
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
        registry.<ForecastView>write(
            tables -> {
              SupplyPartner partner = Found.partner(tables, seats, body.number("partner"));
              seats.require(partner.buyer());
              PartnerDesk.requireActive(partner);
              RequestDesk.requireOffered(tables, partner, product);
              Stocks stocks = tables.supply().stocks();
              SupplyForecast said = new SupplyForecast(0, partner.id(), product, month, quantity);
              if (stocks.forecast(partner.id(), product, month).filter(said::says).isEmpty()) {
                stocks.forecast(said);
                Trail.tell(tables, said, seats.who());
              }
              return ForecastView.of(
                  tables, stocks.forecast(partner.id(), product, month).orElseThrow());
            }));
  }

  private static YearMonth month(String text) {
    try {
      return YearMonth.parse(text);
    } catch (DateTimeException e) {
      throw new RuleException("month", "must be a month such as 2026-11", text, "month-unreadable");
    }
  }

  /**
   * What is there.
   *
   * @param own of the caller, not of a supplier
   */
  record StockView(
      long id, Firm enterprise, Product product, BigDecimal quantity, Instant at, boolean own) {
    static StockView of(Tables tables, Seats seats, SupplyStock stock) {
      return new StockView(
          stock.id(),
          Firm.of(tables, stock.enterprise()),
          Product.of(tables, stock.product()),
          stock.quantity(),
          stock.at(),
          seats.holds(stock.enterprise()));
    }
  }

  /** What a buyer will need. */
  record ForecastView(long id, Firm buyer, Product product, String month, BigDecimal quantity) {
    static ForecastView of(Tables tables, SupplyForecast forecast) {
      return new ForecastView(
          forecast.id(),
          Firm.of(tables, tables.supply().partner(forecast.partner()).orElseThrow().buyer()),
          Product.of(tables, forecast.product()),
          forecast.month().toString(),
          forecast.quantity());
    }
  }
}
