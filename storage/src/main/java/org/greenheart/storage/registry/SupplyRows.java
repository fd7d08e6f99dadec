// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.YearMonth;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.greenheart.storage.Micros;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Rows of the tables of supply as records. */
final class SupplyRows {
  private SupplyRows() {}

  /** Rows whose column has one of some ids. */
  static <T> List<T> list(
      Access access,
      String table,
      String column,
      Collection<Long> ids,
      String order,
      RowMapper<T> mapper) {
    return access.read(
        handle ->
            handle
                .createQuery(
                    "SELECT * FROM %s WHERE %s IN (SELECT value FROM json_each(:ids)) ORDER BY %s"
                        .formatted(table, column, order))
                .bind("ids", VersionedRows.list(ids))
                .map(mapper)
                .list());
  }

  static @Nullable String word(@Nullable Enum<?> constant) {
    return constant == null ? null : NoticeWords.text(constant);
  }

  private static <E extends Enum<E>> E constant(Class<E> type, String word) {
    return Enum.valueOf(type, word.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  private static String joined(Collection<String> words) {
    return String.join(" ", words.stream().sorted().toList());
  }

  private static Set<String> words(ResultSet row, String column) throws SQLException {
    return NoticeWords.split(row.getString(column), word -> word);
  }

  static Map<String, @Nullable Object> columns(SupplyPartner partner) {
    return VersionedRows.columns(
        "buyer", partner.buyer(),
        "supplier", partner.supplier(),
        "state", NoticeWords.text(partner.state()),
        "proposed_by", partner.proposedBy(),
        "shares_stock", partner.sharesStock() ? 1 : 0);
  }

  static SupplyPartner partner(ResultSet row, StatementContext context) throws SQLException {
    return new SupplyPartner(
        row.getLong("id"),
        row.getLong("buyer"),
        row.getLong("supplier"),
        constant(SupplyPartner.State.class, row.getString("state")),
        row.getLong("proposed_by"),
        row.getInt("shares_stock") == 1,
        row.getInt("version"));
  }

  static Map<String, @Nullable Object> columns(SupplyProduct product) {
    return VersionedRows.columns(
        "owner", product.owner(),
        "code", product.code(),
        "gtin", product.gtin(),
        "name", product.name(),
        "name_en", product.nameEn(),
        "unit", product.unit(),
        "offered", product.offered() ? 1 : 0);
  }

  static SupplyProduct product(ResultSet row, StatementContext context) throws SQLException {
    return new SupplyProduct(
        row.getLong("id"),
        row.getLong("owner"),
        row.getString("code"),
        Columns.text(row, "gtin"),
        row.getString("name"),
        Columns.text(row, "name_en"),
        row.getString("unit"),
        row.getInt("offered") == 1,
        row.getInt("version"));
  }

  static Map<String, @Nullable Object> columns(SupplyRequest request) {
    return VersionedRows.columns(
        "partner", request.partner(),
        "product", request.product(),
        "state", NoticeWords.text(request.state()),
        "asked", Amounts.sql(request.asked()),
        "agreed", Amounts.sql(request.agreed()),
        "needed_by", Amounts.sql(request.neededBy()),
        "note", request.note());
  }

  static SupplyRequest request(ResultSet row, StatementContext context) throws SQLException {
    return new SupplyRequest(
        row.getLong("id"),
        row.getLong("partner"),
        row.getLong("product"),
        constant(SupplyRequest.State.class, row.getString("state")),
        Amounts.read(row, "asked"),
        Amounts.readOrNull(row, "agreed"),
        Amounts.day(row, "needed_by"),
        row.getString("note"),
        row.getInt("version"));
  }

  static Map<String, @Nullable Object> columns(SupplyOrder order) {
    return VersionedRows.columns(
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
        "warned", joined(order.warned()));
  }

  static SupplyOrder order(ResultSet row, StatementContext context) throws SQLException {
    Long head = Columns.number(row, "head");
    String reference = Columns.text(row, "reference");
    return new SupplyOrder(
        row.getLong("id"),
        head == null ? row.getLong("id") : head,
        row.getInt("line"),
        row.getLong("request"),
        constant(SupplyOrder.State.class, row.getString("state")),
        Amounts.read(row, "quantity"),
        Amounts.day(row, "needed_by"),
        Amounts.readOrNull(row, "confirmed"),
        Amounts.dayOrNull(row, "promised"),
        Columns.instant(row, "made"),
        reference == null ? Columns.text(row, "ended_reference") : reference,
        words(row, "warned"),
        row.getInt("version"));
  }

  static Map<String, @Nullable Object> columns(SupplyDelivery delivery) {
    return VersionedRows.columns(
        "trade_order", delivery.order(),
        "state", NoticeWords.text(delivery.state()),
        "shipped", Amounts.sql(delivery.shipped()),
        "shipped_at", Micros.of(delivery.shippedAt()),
        "expected", Amounts.sql(delivery.expected()),
        "counted", Amounts.sql(delivery.counted()),
        "quality", word(delivery.quality()),
        "quality_note", delivery.qualityNote(),
        "proposed", Amounts.sql(delivery.proposed()),
        "proposed_by", delivery.proposedBy(),
        "settled", Amounts.sql(delivery.settled()));
  }

  static SupplyDelivery delivery(ResultSet row, StatementContext context) throws SQLException {
    String quality = Columns.text(row, "quality");
    return new SupplyDelivery(
        row.getLong("id"),
        row.getLong("trade_order"),
        constant(SupplyDelivery.State.class, row.getString("state")),
        Amounts.read(row, "shipped"),
        Columns.instant(row, "shipped_at"),
        Amounts.day(row, "expected"),
        Amounts.readOrNull(row, "counted"),
        quality == null ? null : constant(SupplyDelivery.Quality.class, quality),
        row.getString("quality_note"),
        Amounts.readOrNull(row, "proposed"),
        Columns.number(row, "proposed_by"),
        Amounts.readOrNull(row, "settled"),
        row.getInt("version"));
  }

  static Map<String, @Nullable Object> columns(SupplyLot lot) {
    return VersionedRows.columns(
        "owner", lot.owner(),
        "product", lot.product(),
        "code", lot.code(),
        "quantity", Amounts.sql(lot.quantity()),
        "made_from", Amounts.sql(lot.madeFrom()),
        "made_to", Amounts.sql(lot.madeTo()),
        "shown", joined(lot.shown()));
  }

  static SupplyLot lot(ResultSet row, StatementContext context) throws SQLException {
    return new SupplyLot(
        row.getLong("id"),
        row.getLong("owner"),
        row.getLong("product"),
        row.getString("code"),
        Amounts.read(row, "quantity"),
        Amounts.day(row, "made_from"),
        Amounts.day(row, "made_to"),
        words(row, "shown"),
        row.getInt("version"));
  }

  static LotAmount amount(ResultSet row, StatementContext context) throws SQLException {
    return new LotAmount(row.getLong("lot"), Amounts.read(row, "quantity"));
  }

  static SupplyStock stock(ResultSet row, StatementContext context) throws SQLException {
    return new SupplyStock(
        row.getLong("id"),
        row.getLong("enterprise"),
        row.getLong("product"),
        Amounts.read(row, "quantity"),
        Columns.instant(row, "at"));
  }

  static SupplyForecast forecast(ResultSet row, StatementContext context) throws SQLException {
    return new SupplyForecast(
        row.getLong("id"),
        row.getLong("partner"),
        row.getLong("product"),
        YearMonth.parse(row.getString("month")),
        Amounts.read(row, "quantity"));
  }

  static SupplyEvent event(ResultSet row, StatementContext context) throws SQLException {
    return new SupplyEvent(
        row.getLong("id"),
        row.getString("subject"),
        row.getLong("subject_id"),
        Columns.instant(row, "at"),
        row.getString("who"),
        row.getLong("enterprise"),
        row.getString("what"),
        row.getString("text"));
  }

  static Footprint footprint(ResultSet row, StatementContext context) throws SQLException {
    return new Footprint(
        row.getLong("id"),
        row.getString("uuid"),
        row.getLong("owner"),
        row.getLong("product"),
        Columns.number(row, "lot"),
        Amounts.read(row, "kilograms"),
        Amounts.readOrNull(row, "primary_share"),
        row.getString("boundary"),
        row.getString("method"),
        Columns.instant(row, "period_from"),
        Columns.instant(row, "period_to"),
        constant(Footprint.Source.class, row.getString("source")),
        row.getString("working"),
        row.getString("status").equals("active"),
        Columns.text(row, "preceding"),
        Columns.instant(row, "made"));
  }
}
