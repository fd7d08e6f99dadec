// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.greenheart.storage.Micros;

final class SqliteStocks implements Stocks {
  private final Access access;

  SqliteStocks(Access access) {
    this.access = access;
  }

  @Override
  public void count(SupplyStock stock) {
    int _ =
        access.write(
            handle -> {
              References.require(handle, "enterprise", "enterprise", stock.enterprise());
              References.require(handle, "supply_product", "product", stock.product());
              return handle.execute(
                  """
                  INSERT INTO supply_stock (enterprise, product, quantity, at) VALUES (?, ?, ?, ?)
                  ON CONFLICT (enterprise, product)
                    DO UPDATE SET quantity = excluded.quantity, at = excluded.at""",
                  stock.enterprise(),
                  stock.product(),
                  Amounts.sql(stock.quantity()),
                  Micros.of(stock.at()));
            });
  }

  @Override
  public Optional<SupplyStock> of(long enterprise, long product) {
    return access.read(
        handle ->
            handle
                .createQuery("SELECT * FROM supply_stock WHERE enterprise = :e AND product = :p")
                .bind("e", enterprise)
                .bind("p", product)
                .map(SupplyRows::stock)
                .findOne());
  }

  @Override
  public void move(long enterprise, long product, BigDecimal by) {
    of(enterprise, product)
        .ifPresent(
            stock ->
                count(
                    new SupplyStock(
                        enterprise, product, stock.quantity().add(by), access.clock().instant())));
  }

  @Override
  public List<SupplyStock> stock(Set<Long> enterprises) {
    return SupplyRows.list(
        access,
        "supply_stock",
        "enterprise",
        enterprises,
        "enterprise, product",
        SupplyRows::stock);
  }

  @Override
  public void forecast(SupplyForecast forecast) {
    int _ =
        access.write(
            handle -> {
              References.require(handle, "supply_partner", "partnership", forecast.partner());
              References.require(handle, "supply_product", "product", forecast.product());
              return handle.execute(
                  """
                  INSERT INTO supply_forecast (partner, product, month, quantity)
                  VALUES (?, ?, ?, ?)
                  ON CONFLICT (partner, product, month) DO UPDATE SET quantity = excluded.quantity""",
                  forecast.partner(),
                  forecast.product(),
                  forecast.month().toString(),
                  Amounts.sql(forecast.quantity()));
            });
  }

  @Override
  public List<SupplyForecast> forecasts(Collection<Long> partners) {
    return SupplyRows.list(
        access,
        "supply_forecast",
        "partner",
        partners,
        "month, partner, product",
        (row, context) ->
            new SupplyForecast(
                row.getLong("partner"),
                row.getLong("product"),
                YearMonth.parse(row.getString("month")),
                Amounts.read(row, "quantity")));
  }
}
