// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

final class SqliteLots implements Lots {
  private static final VersionedTable<SupplyLot> LOTS =
      new VersionedTable<>(
          "supply_lot",
          "lot",
          SupplyRows::lot,
          SupplyRows::columns,
          SupplyLot::id,
          SupplyLot::version);

  /** Goes to the buyer of the partnership that a delivery belongs to. */
  static final String SHIPPED =
      """
       FROM supply_delivery_lot c
        JOIN supply_delivery d ON d.id = c.delivery
        JOIN supply_order o ON o.id = d.trade_order
        JOIN supply_request r ON r.id = o.request
        JOIN supply_partner p ON p.id = r.partner
      """;

  private final Access access;

  SqliteLots(Access access) {
    this.access = access;
  }

  @Override
  public SupplyLot put(SupplyLot lot, List<LotAmount> inputs) {
    return access.write(
        handle -> {
          SupplyLot stored = LOTS.put(handle, lot);
          if (lot.id() == 0) {
            for (LotAmount each : inputs) {
              References.require(handle, "supply_lot", "lot", each.lot());
              handle.execute(
                  "INSERT INTO supply_lot_input (lot, input, quantity) VALUES (?, ?, ?)",
                  stored.id(),
                  each.lot(),
                  Amounts.sql(each.quantity()));
            }
          }
          return stored;
        });
  }

  @Override
  public Optional<SupplyLot> find(long id) {
    return access.read(handle -> LOTS.find(handle, id));
  }

  @Override
  public Optional<SupplyLot> byCode(long owner, String code) {
    return access.read(
        handle ->
            handle
                .createQuery("SELECT * FROM supply_lot WHERE owner = :owner AND code = :code")
                .bind("owner", owner)
                .bind("code", code)
                .map(SupplyRows::lot)
                .findOne());
  }

  @Override
  public List<SupplyLot> withCode(String code) {
    return access.read(
        handle ->
            handle
                .createQuery("SELECT * FROM supply_lot WHERE code = :code ORDER BY id")
                .bind("code", code)
                .map(SupplyRows::lot)
                .list());
  }

  @Override
  public List<SupplyLot> seenBy(
      Collection<Long> enterprises, @Nullable Long product, long before, int limit) {
    String sql =
        """
        SELECT * FROM supply_lot
        WHERE id < :before AND (:product IS NULL OR product = :product)
          AND (owner IN (SELECT value FROM json_each(:ids))
            OR id IN (SELECT c.lot %s WHERE p.buyer IN (SELECT value FROM json_each(:ids))))
        ORDER BY id DESC LIMIT :limit"""
            .formatted(SHIPPED);
    return access.read(
        handle ->
            handle
                .createQuery(sql)
                .bind("ids", VersionedRows.list(enterprises))
                .bind("product", product)
                .bind("before", before)
                .bind("limit", limit)
                .map(SupplyRows::lot)
                .list());
  }

  @Override
  public List<SupplyLot> all(Collection<Long> ids) {
    return SupplyRows.list(access, "supply_lot", "id", ids, "id DESC", SupplyRows::lot);
  }

  @Override
  public List<LotAmount> inputs(long lot) {
    return access.read(
        handle ->
            handle
                .createQuery(
                    "SELECT input AS lot, quantity FROM supply_lot_input WHERE lot = :lot ORDER BY input")
                .bind("lot", lot)
                .map(SupplyRows::amount)
                .list());
  }

  @Override
  public BigDecimal shipped(long lot) {
    return sum("SELECT quantity FROM supply_delivery_lot WHERE lot = ?", lot);
  }

  @Override
  public BigDecimal shipped(long lot, Collection<Long> buyers) {
    return sum(
        "SELECT c.quantity"
            + SHIPPED
            + "WHERE c.lot = ? AND p.buyer IN (SELECT value FROM json_each(?))",
        lot,
        VersionedRows.list(buyers));
  }

  @Override
  public BigDecimal received(long lot, long buyer) {
    return access.read(
        handle ->
            handle
                .createQuery(
                    "SELECT d.*, c.quantity"
                        + SHIPPED
                        + "WHERE c.lot = :lot AND p.buyer = :buyer"
                        + " AND d.state IN ('received', 'settled')")
                .bind("lot", lot)
                .bind("buyer", buyer)
                .map(
                    (row, context) ->
                        came(SupplyRows.delivery(row, context), Amounts.read(row, "quantity")))
                .reduce(BigDecimal.ZERO, BigDecimal::add));
  }

  /** What has come of a part of a delivery. */
  private static BigDecimal came(SupplyDelivery delivery, BigDecimal part) {
    return part.multiply(delivery.good())
        .divide(delivery.shipped(), Amounts.MOST_PLACES, RoundingMode.DOWN)
        .stripTrailingZeros();
  }

  @Override
  public BigDecimal used(long lot, long enterprise) {
    return sum(
        """
        SELECT i.quantity FROM supply_lot_input i
          JOIN supply_lot l ON l.id = i.lot
        WHERE i.input = ? AND l.owner = ?""",
        lot,
        enterprise);
  }

  /** Added here: the store would add them as floating numbers. */
  private BigDecimal sum(String sql, Object... values) {
    List<String> amounts =
        access.read(handle -> handle.select(sql, values).mapTo(String.class).list());
    return amounts.stream().map(BigDecimal::new).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  @Override
  public Set<Long> receivers(long lot) {
    return access.read(
        handle ->
            new HashSet<>(
                handle
                    .createQuery("SELECT DISTINCT p.buyer" + SHIPPED + "WHERE c.lot = :lot")
                    .bind("lot", lot)
                    .mapTo(Long.class)
                    .list()));
  }

  @Override
  public Set<Long> shippedTo(Collection<Long> enterprises, Collection<Long> lots) {
    return access.read(
        handle ->
            new HashSet<>(
                handle
                    .createQuery(
                        "SELECT DISTINCT c.lot"
                            + SHIPPED
                            + "WHERE c.lot IN (SELECT value FROM json_each(:lots))"
                            + " AND p.buyer IN (SELECT value FROM json_each(:ids))")
                    .bind("lots", VersionedRows.list(lots))
                    .bind("ids", VersionedRows.list(enterprises))
                    .mapTo(Long.class)
                    .list()));
  }

  @Override
  public List<LotStep> trace(long lot, boolean downstream, int levels) {
    if (levels < 1 || levels > MOST_LEVELS) {
      throw new RuleException(
          "levels", "must be from 1 to %s".formatted(MOST_LEVELS), levels, "trace-levels");
    }
    String from = downstream ? "input" : "lot";
    String to = downstream ? "lot" : "input";
    // UNION, not UNION ALL: a lot that is reached twice on one level is followed once.
    String sql =
        """
        WITH RECURSIVE reached (level, id) AS (
          SELECT 0, :lot
          UNION
          SELECT r.level + 1, i.%2$s FROM reached r JOIN supply_lot_input i ON i.%1$s = r.id
          WHERE r.level < :levels)
        SELECT r.level + 1 AS level, i.input, i.lot, i.quantity
        FROM reached r JOIN supply_lot_input i ON i.%1$s = r.id
        WHERE r.level < :levels ORDER BY r.level, i.input, i.lot"""
            .formatted(from, to);
    return access.read(
        handle ->
            handle
                .createQuery(sql)
                .bind("lot", lot)
                .bind("levels", levels)
                .map(
                    (row, context) ->
                        new LotStep(
                            row.getInt(1),
                            row.getLong(2),
                            row.getLong(3),
                            new BigDecimal(row.getString(4))))
                .list());
  }
}
