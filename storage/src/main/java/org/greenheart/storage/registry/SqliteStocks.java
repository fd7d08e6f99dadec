// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
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
                        0,
                        enterprise,
                        product,
                        stock.quantity().add(by),
                        access.clock().instant())));
  }

  @Override
  public List<SupplyStock> stock(
      Collection<Long> enterprises, Collection<Long> others, long before, int limit) {
    return access.read(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT s.* FROM supply_stock s JOIN supply_product p ON p.id = s.product
                    WHERE s.id < :before AND (
                      s.enterprise IN (SELECT value FROM json_each(:ids))
                      OR (s.enterprise IN (SELECT value FROM json_each(:others))
                        AND p.owner = s.enterprise AND p.offered = 1))
                    ORDER BY s.id DESC LIMIT :limit""")
                .bind("ids", VersionedRows.list(enterprises))
                .bind("others", VersionedRows.list(others))
                .bind("before", before)
                .bind("limit", limit)
                .map(SupplyRows::stock)
                .list());
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
  public Optional<SupplyForecast> forecast(long partner, long product, YearMonth month) {
    return access.read(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT * FROM supply_forecast
                    WHERE partner = :partner AND product = :product AND month = :month""")
                .bind("partner", partner)
                .bind("product", product)
                .bind("month", month.toString())
                .map(SupplyRows::forecast)
                .findOne());
  }

  @Override
  public List<SupplyForecast> forecasts(Collection<Long> partners, long before, int limit) {
    return access.read(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT * FROM supply_forecast
                    WHERE partner IN (SELECT value FROM json_each(:partners)) AND id < :before
                    ORDER BY id DESC LIMIT :limit""")
                .bind("partners", VersionedRows.list(partners))
                .bind("before", before)
                .bind("limit", limit)
                .map(SupplyRows::forecast)
                .list());
  }
}
