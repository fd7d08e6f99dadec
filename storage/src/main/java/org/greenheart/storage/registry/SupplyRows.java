// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Rows of the tables of supply as records. */
final class SupplyRows {
  private SupplyRows() {}

  static @Nullable String word(@Nullable Enum<?> constant) {
    return constant == null ? null : NoticeWords.text(constant);
  }

  private static <E extends Enum<E>> E constant(Class<E> type, String word) {
    return Enum.valueOf(type, word.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  static String joined(Collection<String> words) {
    return String.join(" ", words.stream().sorted().toList());
  }

  private static Set<String> words(ResultSet row, String column) throws SQLException {
    return NoticeWords.split(row.getString(column), word -> word);
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

  static SupplyLot lot(ResultSet row, StatementContext context) throws SQLException {
    return new SupplyLot(
        row.getLong("id"),
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
        row.getLong("enterprise"),
        row.getLong("product"),
        Amounts.read(row, "quantity"),
        Columns.instant(row, "at"));
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
