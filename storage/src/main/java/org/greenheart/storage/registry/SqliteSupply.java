// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static org.greenheart.storage.registry.VersionedRows.columns;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.greenheart.storage.Micros;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

final class SqliteSupply implements Supply {
  private static final String IN = " IN (SELECT value FROM json_each(:ids))";

  private final Access access;
  private final Lots lots;
  private final Footprints footprints;
  private final EpcisEvents epcis;

  SqliteSupply(Access access) {
    this.access = access;
    lots = new SqliteLots(access);
    footprints = new SqliteFootprints(access);
    epcis = new SqliteEpcisEvents(access);
  }

  @Override
  public Lots lots() {
    return lots;
  }

  @Override
  public Footprints footprints() {
    return footprints;
  }

  @Override
  public EpcisEvents epcis() {
    return epcis;
  }

  private static <T> Optional<T> find(Handle handle, String table, RowMapper<T> mapper, long id) {
    return handle
        .createQuery("SELECT * FROM %s WHERE id = :id".formatted(table))
        .bind("id", id)
        .map(mapper)
        .findOne();
  }

  private <T> Optional<T> find(String table, RowMapper<T> mapper, long id) {
    return access.read(handle -> find(handle, table, mapper, id));
  }

  private <T> List<T> list(
      String table, String column, Collection<Long> ids, String order, RowMapper<T> mapper) {
    return access.read(
        handle ->
            handle
                .createQuery(
                    "SELECT * FROM %s WHERE %s%s ORDER BY %s".formatted(table, column, IN, order))
                .bind("ids", VersionedRows.list(ids))
                .map(mapper)
                .list());
  }

  @Override
  public SupplyPartner put(SupplyPartner partner) {
    return access.write(
        handle -> {
          long id =
              VersionedRows.put(
                  handle,
                  "supply_partner",
                  "partnership",
                  partner.id(),
                  partner.version(),
                  columns(
                      "buyer", partner.buyer(),
                      "supplier", partner.supplier(),
                      "state", NoticeWords.text(partner.state()),
                      "proposed_by", partner.proposedBy(),
                      "shares_stock", partner.sharesStock() ? 1 : 0));
          return find(handle, "supply_partner", SupplyRows::partner, id).orElseThrow();
        });
  }

  @Override
  public Optional<SupplyPartner> partner(long id) {
    return find("supply_partner", SupplyRows::partner, id);
  }

  @Override
  public List<SupplyPartner> partners() {
    return access.read(
        handle ->
            handle
                .createQuery("SELECT * FROM supply_partner ORDER BY id")
                .map(SupplyRows::partner)
                .list());
  }

  @Override
  public SupplyProduct put(SupplyProduct product) {
    return access.write(
        handle -> {
          long id =
              VersionedRows.put(
                  handle,
                  "supply_product",
                  "product",
                  product.id(),
                  product.version(),
                  columns(
                      "owner", product.owner(),
                      "code", product.code(),
                      "gtin", product.gtin(),
                      "name", product.name(),
                      "name_en", product.nameEn(),
                      "unit", product.unit(),
                      "offered", product.offered() ? 1 : 0));
          return find(handle, "supply_product", SupplyRows::product, id).orElseThrow();
        });
  }

  @Override
  public Optional<SupplyProduct> product(long id) {
    return find("supply_product", SupplyRows::product, id);
  }

  @Override
  public List<SupplyProduct> products(Collection<Long> owners) {
    return list("supply_product", "owner", owners, "code, id", SupplyRows::product);
  }

  @Override
  public SupplyRequest put(SupplyRequest request) {
    return access.write(
        handle -> {
          long id =
              VersionedRows.put(
                  handle,
                  "supply_request",
                  "request",
                  request.id(),
                  request.version(),
                  columns(
                      "partner", request.partner(),
                      "product", request.product(),
                      "state", NoticeWords.text(request.state()),
                      "asked", Amounts.sql(request.asked()),
                      "agreed", Amounts.sql(request.agreed()),
                      "needed_by", Amounts.sql(request.neededBy()),
                      "note", request.note()));
          return find(handle, "supply_request", SupplyRows::request, id).orElseThrow();
        });
  }

  @Override
  public Optional<SupplyRequest> request(long id) {
    return find("supply_request", SupplyRows::request, id);
  }

  @Override
  public List<SupplyRequest> requests(Collection<Long> partners) {
    return list("supply_request", "partner", partners, "id DESC", SupplyRows::request);
  }

  @Override
  public SupplyOrder put(SupplyOrder order) {
    return access.write(
        handle -> {
          long id =
              VersionedRows.put(
                  handle,
                  "supply_order",
                  "order",
                  order.id(),
                  order.version(),
                  columns(
                      "head", order.line() == 1 ? null : order.head(),
                      "line", order.line(),
                      "request", order.request(),
                      "state", NoticeWords.text(order.state()),
                      "quantity", Amounts.sql(order.quantity()),
                      "needed_by", Amounts.sql(order.neededBy()),
                      "confirmed", Amounts.sql(order.confirmed()),
                      "promised", Amounts.sql(order.promised()),
                      "made", Micros.of(order.made()),
                      "reference", order.state().draws() ? order.reference() : null,
                      "ended_reference", order.state().draws() ? null : order.reference(),
                      "warned", SupplyRows.joined(order.warned())));
          return find(handle, "supply_order", SupplyRows::order, id).orElseThrow();
        });
  }

  @Override
  public Optional<SupplyOrder> order(long id) {
    return find("supply_order", SupplyRows::order, id);
  }

  @Override
  public List<SupplyOrder> orders(Collection<Long> requests) {
    return list("supply_order", "request", requests, "id DESC", SupplyRows::order);
  }

  @Override
  public List<SupplyOrder> lines(long head) {
    return access.read(
        handle ->
            handle
                .createQuery(
                    "SELECT * FROM supply_order WHERE id = :head OR head = :head ORDER BY line")
                .bind("head", head)
                .map(SupplyRows::order)
                .list());
  }

  @Override
  public List<SupplyOrder> byReference(long partner, String reference) {
    return access.read(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT o.* FROM supply_order o JOIN supply_request r ON r.id = o.request
                    WHERE o.reference = :reference AND r.partner = :partner ORDER BY o.id""")
                .bind("reference", reference)
                .bind("partner", partner)
                .map(SupplyRows::order)
                .list());
  }

  @Override
  public List<SupplyOrder> openOrders() {
    return access.read(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT * FROM supply_order
                    WHERE state IN ('ordered', 'confirmed', 'part-delivered') ORDER BY id""")
                .map(SupplyRows::order)
                .list());
  }

  /** Amounts alone: a sheet of orders asks this for each of its rows. */
  @Override
  public BigDecimal drawn(long request) {
    return access.read(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT COALESCE(confirmed, quantity) FROM supply_order
                    WHERE request = :request AND state NOT IN ('refused', 'cancelled')""")
                .bind("request", request)
                .mapTo(BigDecimal.class)
                .reduce(BigDecimal.ZERO, BigDecimal::add));
  }

  @Override
  public SupplyDelivery put(SupplyDelivery delivery, List<LotAmount> contents) {
    return access.write(
        handle -> {
          long id =
              VersionedRows.put(
                  handle,
                  "supply_delivery",
                  "delivery",
                  delivery.id(),
                  delivery.version(),
                  columns(
                      "trade_order", delivery.order(),
                      "state", NoticeWords.text(delivery.state()),
                      "shipped", Amounts.sql(delivery.shipped()),
                      "shipped_at", Micros.of(delivery.shippedAt()),
                      "expected", Amounts.sql(delivery.expected()),
                      "counted", Amounts.sql(delivery.counted()),
                      "quality", SupplyRows.word(delivery.quality()),
                      "quality_note", delivery.qualityNote(),
                      "proposed", Amounts.sql(delivery.proposed()),
                      "proposed_by", delivery.proposedBy(),
                      "settled", Amounts.sql(delivery.settled())));
          if (delivery.id() == 0) {
            for (LotAmount each : contents) {
              References.require(handle, "supply_lot", "lot", each.lot());
              handle.execute(
                  "INSERT INTO supply_delivery_lot (delivery, lot, quantity) VALUES (?, ?, ?)",
                  id,
                  each.lot(),
                  Amounts.sql(each.quantity()));
            }
          }
          return find(handle, "supply_delivery", SupplyRows::delivery, id).orElseThrow();
        });
  }

  @Override
  public Optional<SupplyDelivery> delivery(long id) {
    return find("supply_delivery", SupplyRows::delivery, id);
  }

  @Override
  public List<SupplyDelivery> deliveries(Collection<Long> orders) {
    return list("supply_delivery", "trade_order", orders, "id", SupplyRows::delivery);
  }

  @Override
  public List<LotAmount> lotsOf(long delivery) {
    return list("supply_delivery_lot", "delivery", List.of(delivery), "lot", SupplyRows::amount);
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
  public void move(long enterprise, long product, BigDecimal by) {
    int _ =
        access.write(
            handle -> {
              BigDecimal has =
                  handle
                      .createQuery(
                          "SELECT quantity FROM supply_stock WHERE enterprise = :e AND product = :p")
                      .bind("e", enterprise)
                      .bind("p", product)
                      .mapTo(String.class)
                      .findOne()
                      .map(BigDecimal::new)
                      .orElse(null);
              return has == null
                  ? 0
                  : handle.execute(
                      "UPDATE supply_stock SET quantity = ?, at = ? WHERE enterprise = ? AND product = ?",
                      Amounts.sql(Amounts.signed("quantity", has.add(by))),
                      Micros.of(access.clock().instant()),
                      enterprise,
                      product);
            });
  }

  @Override
  public List<SupplyStock> stock(Set<Long> enterprises) {
    return list(
        "supply_stock", "enterprise", enterprises, "enterprise, product", SupplyRows::stock);
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
    return list(
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

  @Override
  public void add(SupplyEvent event) {
    int _ =
        access.write(
            handle ->
                handle.execute(
                    """
                    INSERT INTO supply_event (subject, subject_id, at, who, enterprise, what, text)
                    VALUES (?, ?, ?, ?, ?, ?, ?)""",
                    event.subject(),
                    event.subjectId(),
                    Micros.of(event.at()),
                    event.who(),
                    event.enterprise(),
                    event.what(),
                    event.text()));
  }

  @Override
  public List<SupplyEvent> events(String subject, long id) {
    return access.read(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT * FROM supply_event WHERE subject = :subject AND subject_id = :id
                    ORDER BY id""")
                .bind("subject", subject)
                .bind("id", id)
                .map(SupplyRows::event)
                .list());
  }
}
