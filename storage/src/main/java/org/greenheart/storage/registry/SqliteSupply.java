// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.greenheart.storage.Micros;
import org.jspecify.annotations.Nullable;

final class SqliteSupply implements Supply {
  private static final VersionedTable<SupplyPartner> PARTNERS =
      new VersionedTable<>(
          "supply_partner",
          "partnership",
          SupplyRows::partner,
          SupplyRows::columns,
          SupplyPartner::id,
          SupplyPartner::version);
  private static final VersionedTable<SupplyProduct> PRODUCTS =
      new VersionedTable<>(
          "supply_product",
          "product",
          SupplyRows::product,
          SupplyRows::columns,
          SupplyProduct::id,
          SupplyProduct::version);
  private static final VersionedTable<SupplyRequest> REQUESTS =
      new VersionedTable<>(
          "supply_request",
          "request",
          SupplyRows::request,
          SupplyRows::columns,
          SupplyRequest::id,
          SupplyRequest::version);
  private static final VersionedTable<SupplyOrder> ORDERS =
      new VersionedTable<>(
          "supply_order",
          "order",
          SupplyRows::order,
          SupplyRows::columns,
          SupplyOrder::id,
          SupplyOrder::version);
  private static final VersionedTable<SupplyDelivery> DELIVERIES =
      new VersionedTable<>(
          "supply_delivery",
          "delivery",
          SupplyRows::delivery,
          SupplyRows::columns,
          SupplyDelivery::id,
          SupplyDelivery::version);

  /** As the partial index has them. */
  private static final String OPEN = "'ordered', 'confirmed', 'part-delivered'";

  private final Access access;
  private final Lots lots;
  private final CodePrefixes prefixes;
  private final Stocks stocks;
  private final Footprints footprints;
  private final EpcisEvents epcis;
  private final EpcisSubscriptions subscriptions;
  private final Pact pact;

  SqliteSupply(Access access) {
    this.access = access;
    lots = new SqliteLots(access);
    prefixes = new SqliteCodePrefixes(access);
    stocks = new SqliteStocks(access);
    footprints = new SqliteFootprints(access);
    epcis = new SqliteEpcisEvents(access);
    subscriptions = new SqliteEpcisSubscriptions(access);
    pact = new SqlitePact(access);
  }

  @Override
  public Lots lots() {
    return lots;
  }

  @Override
  public CodePrefixes prefixes() {
    return prefixes;
  }

  @Override
  public Stocks stocks() {
    return stocks;
  }

  @Override
  public Footprints footprints() {
    return footprints;
  }

  @Override
  public Pact pact() {
    return pact;
  }

  @Override
  public EpcisEvents epcis() {
    return epcis;
  }

  @Override
  public EpcisSubscriptions subscriptions() {
    return subscriptions;
  }

  @Override
  public SupplyPartner put(SupplyPartner partner) {
    return access.write(handle -> PARTNERS.put(handle, partner));
  }

  @Override
  public Optional<SupplyPartner> partner(long id) {
    return access.read(handle -> PARTNERS.find(handle, id));
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
    return access.write(handle -> PRODUCTS.put(handle, product));
  }

  @Override
  public Optional<SupplyProduct> product(long id) {
    return access.read(handle -> PRODUCTS.find(handle, id));
  }

  @Override
  public boolean isCounted(long product) {
    return access.read(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT EXISTS (SELECT 1 FROM supply_request WHERE product = :product)
                      OR EXISTS (SELECT 1 FROM supply_lot WHERE product = :product)
                      OR EXISTS (SELECT 1 FROM supply_stock WHERE product = :product)
                      OR EXISTS (SELECT 1 FROM supply_forecast WHERE product = :product)
                      OR EXISTS (SELECT 1 FROM footprint WHERE product = :product)""")
                .bind("product", product)
                .mapTo(Boolean.class)
                .one());
  }

  @Override
  public Optional<SupplyProduct> product(long owner, String code) {
    return product("code", owner, code);
  }

  @Override
  public Optional<SupplyProduct> withGtin(long owner, String gtin) {
    return product("gtin", owner, gtin);
  }

  private Optional<SupplyProduct> product(String column, long owner, String value) {
    return access.read(
        handle ->
            handle
                .createQuery(
                    "SELECT * FROM supply_product WHERE owner = :owner AND %s = :value"
                        .formatted(column))
                .bind("owner", owner)
                .bind("value", value)
                .map(SupplyRows::product)
                .findOne());
  }

  @Override
  public List<SupplyProduct> products(Collection<Long> owners) {
    return SupplyRows.list(
        access, "supply_product", "owner", owners, "code, id", SupplyRows::product);
  }

  @Override
  public List<SupplyProduct> catalogue(
      Collection<Long> owners,
      Collection<Long> others,
      @Nullable String word,
      long before,
      int limit) {
    return access.read(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT * FROM supply_product
                    WHERE id < :before AND (:word IS NULL OR code = :word OR gtin = :gtin)
                      AND (owner IN (SELECT value FROM json_each(:owners))
                        OR (offered = 1 AND owner IN (SELECT value FROM json_each(:others))))
                    ORDER BY id DESC LIMIT :limit""")
                .bind("owners", VersionedRows.list(owners))
                .bind("others", VersionedRows.list(others))
                .bind("word", word)
                .bind("gtin", gtin(word))
                .bind("before", before)
                .bind("limit", limit)
                .map(SupplyRows::product)
                .list());
  }

  /** As products keep it: one is often written with fewer digits than 14. */
  private static @Nullable String gtin(@Nullable String word) {
    return word == null ? null : "0".repeat(Math.max(0, 14 - word.length())) + word;
  }

  @Override
  public SupplyRequest put(SupplyRequest request) {
    return access.write(handle -> REQUESTS.put(handle, request));
  }

  @Override
  public Optional<SupplyRequest> request(long id) {
    return access.read(handle -> REQUESTS.find(handle, id));
  }

  @Override
  public List<SupplyRequest> requests(Collection<Long> partners, long before, int limit) {
    return access.read(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT * FROM supply_request
                    WHERE partner IN (SELECT value FROM json_each(:partners)) AND id < :before
                    ORDER BY id DESC LIMIT :limit""")
                .bind("partners", VersionedRows.list(partners))
                .bind("before", before)
                .bind("limit", limit)
                .map(SupplyRows::request)
                .list());
  }

  @Override
  public SupplyOrder put(SupplyOrder order) {
    return access.write(handle -> ORDERS.put(handle, order));
  }

  @Override
  public Optional<SupplyOrder> order(long id) {
    return access.read(handle -> ORDERS.find(handle, id));
  }

  @Override
  public List<SupplyOrder> orders(Collection<Long> partners, boolean open, long before, int limit) {
    return access.read(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT o.* FROM supply_order o JOIN supply_request r ON r.id = o.request
                    WHERE r.partner IN (SELECT value FROM json_each(:partners)) AND o.id < :before
                      AND (NOT :open OR o.state IN (%s))
                    ORDER BY o.id DESC LIMIT :limit"""
                        .formatted(OPEN))
                .bind("partners", VersionedRows.list(partners))
                .bind("open", open)
                .bind("before", before)
                .bind("limit", limit)
                .map(SupplyRows::order)
                .list());
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
                    "SELECT * FROM supply_order WHERE state IN (%s) ORDER BY id".formatted(OPEN))
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
          SupplyDelivery stored = DELIVERIES.put(handle, delivery);
          if (delivery.id() == 0) {
            for (LotAmount each : contents) {
              References.require(handle, "supply_lot", "lot", each.lot());
              handle.execute(
                  "INSERT INTO supply_delivery_lot (delivery, lot, quantity) VALUES (?, ?, ?)",
                  stored.id(),
                  each.lot(),
                  Amounts.sql(each.quantity()));
            }
          }
          return stored;
        });
  }

  @Override
  public Optional<SupplyDelivery> delivery(long id) {
    return access.read(handle -> DELIVERIES.find(handle, id));
  }

  @Override
  public List<SupplyDelivery> deliveries(Collection<Long> orders) {
    return SupplyRows.list(
        access, "supply_delivery", "trade_order", orders, "id", SupplyRows::delivery);
  }

  @Override
  public List<LotAmount> lotsOf(long delivery) {
    return SupplyRows.list(
        access, "supply_delivery_lot", "delivery", List.of(delivery), "lot", SupplyRows::amount);
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
