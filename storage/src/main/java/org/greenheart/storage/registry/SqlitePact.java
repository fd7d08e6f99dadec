// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.greenheart.storage.Micros;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

final class SqlitePact implements Pact {
  private final Access access;

  SqlitePact(Access access) {
    this.access = access;
  }

  private <T> List<T> list(String sql, RowMapper<T> rows, Object... values) {
    return access.read(handle -> handle.select(sql, values).map(rows).list());
  }

  private void write(String sql, @Nullable Object... values) {
    int _ = access.write(handle -> handle.execute(sql, values));
  }

  private void require(long enterprise) {
    boolean _ =
        access.read(
            handle -> {
              References.require(handle, "enterprise", "enterprise", enterprise);
              return true;
            });
  }

  @Override
  public Optional<PactProfile> profile(long enterprise) {
    return list(
            "SELECT * FROM pact_profile WHERE enterprise = ?",
            (row, context) -> profile(row),
            enterprise)
        .stream()
        .findFirst();
  }

  private static PactProfile profile(ResultSet row) throws SQLException {
    return new PactProfile(
        row.getLong("enterprise"),
        row.getString("company_name"),
        words(row, "company_ids"),
        row.getString("contact"),
        words(row, "standards"),
        words(row, "assessments"),
        row.getString("country"),
        new BigDecimal(row.getString("exempted")),
        row.getString("exempted_why"));
  }

  private static List<String> words(ResultSet row, String column) throws SQLException {
    String text = row.getString(column);
    return text.isEmpty() ? List.of() : Arrays.asList(text.split(" ", -1));
  }

  @Override
  public void put(PactProfile profile) {
    require(profile.enterprise());
    write(
        """
        INSERT OR REPLACE INTO pact_profile (enterprise, company_name, company_ids, contact,
          standards, assessments, country, exempted, exempted_why)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        profile.enterprise(),
        profile.companyName(),
        String.join(" ", profile.companyIds()),
        profile.contact(),
        String.join(" ", profile.standards()),
        String.join(" ", profile.assessments()),
        profile.country(),
        profile.exempted().toPlainString(),
        profile.exemptedWhy());
  }

  @Override
  public Optional<PactHost> host(long enterprise) {
    return list(
            "SELECT * FROM pact_host WHERE enterprise = ?",
            (row, context) ->
                new PactHost(
                    row.getLong("enterprise"),
                    row.getString("base"),
                    row.getString("token_url"),
                    row.getString("client"),
                    row.getString("secret")),
            enterprise)
        .stream()
        .findFirst();
  }

  @Override
  public void put(PactHost host) {
    require(host.enterprise());
    write(
        """
        INSERT OR REPLACE INTO pact_host (enterprise, base, token_url, client, secret)
        VALUES (?, ?, ?, ?, ?)""",
        host.enterprise(),
        host.base(),
        host.tokenUrl(),
        host.client(),
        host.secret());
  }

  @Override
  public void removeHost(long enterprise) {
    write("DELETE FROM pact_host WHERE enterprise = ?", enterprise);
  }

  @Override
  public void put(PactRequest request) {
    String state = request.state().name().toLowerCase(Locale.ROOT);
    if (request.id() == 0) {
      write(
          """
          INSERT OR IGNORE INTO pact_request (event, asker, product, at, state)
          VALUES (?, ?, ?, ?, ?)""",
          request.event(),
          request.asker(),
          request.product(),
          Micros.of(request.at()),
          state);
    } else {
      write("UPDATE pact_request SET state = ? WHERE id = ?", state, request.id());
    }
  }

  private static PactRequest request(ResultSet row) throws SQLException {
    return new PactRequest(
        row.getLong("id"),
        row.getString("event"),
        row.getLong("asker"),
        row.getLong("product"),
        Columns.instant(row, "at"),
        PactRequest.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)));
  }

  @Override
  public Optional<PactRequest> request(long id) {
    return list("SELECT * FROM pact_request WHERE id = ?", (row, context) -> request(row), id)
        .stream()
        .findFirst();
  }

  @Override
  public List<PactRequest> open(long product) {
    return list(
        "SELECT * FROM pact_request WHERE product = ? AND state = 'open' ORDER BY id",
        (row, context) -> request(row),
        product);
  }

  @Override
  public List<PactRequest> requests(@Nullable Collection<Long> firms, int limit) {
    String own =
        firms == null
            ? "1 = 1"
            : "q.asker IN (SELECT value FROM json_each('%1$s')) OR m.owner IN (SELECT value FROM json_each('%1$s'))"
                .formatted(VersionedRows.list(firms));
    return list(
        """
        SELECT q.* FROM pact_request q JOIN supply_product m ON m.id = q.product
        WHERE %s ORDER BY q.id DESC LIMIT ?"""
            .formatted(own),
        (row, context) -> request(row),
        limit);
  }

  @Override
  public void post(PactMessage message) {
    write(
        """
        INSERT INTO pact_message (sender, recipient, type, body, made, attempts, next, failure)
        VALUES (?, ?, ?, ?, ?, 0, ?, '')""",
        message.sender(),
        message.recipient(),
        message.type(),
        message.body(),
        Micros.of(message.made()),
        Micros.of(message.made()));
  }

  private static PactMessage message(ResultSet row) throws SQLException {
    return new PactMessage(
        row.getLong("id"),
        row.getLong("sender"),
        row.getLong("recipient"),
        row.getString("type"),
        row.getString("body"),
        Columns.instant(row, "made"),
        row.getInt("attempts"),
        Columns.instantOrNull(row, "next"),
        Columns.instantOrNull(row, "sent"),
        row.getString("failure"));
  }

  @Override
  public List<Long> waiting(Instant now) {
    return list(
        "SELECT recipient FROM pact_message WHERE next <= ? GROUP BY recipient ORDER BY MIN(next)",
        (row, context) -> row.getLong("recipient"),
        Micros.of(now));
  }

  @Override
  public List<PactMessage> due(long recipient, Instant now, int limit) {
    return list(
        "SELECT * FROM pact_message WHERE recipient = ? AND next <= ? ORDER BY next, id LIMIT ?",
        (row, context) -> message(row),
        recipient,
        Micros.of(now),
        limit);
  }

  @Override
  public void sent(long message, Instant at) {
    write(
        """
        UPDATE pact_message SET next = NULL, sent = ?, attempts = attempts + 1, failure = ''
        WHERE id = ?""",
        Micros.of(at),
        message);
  }

  @Override
  public void failed(long message, String failure, @Nullable Instant next) {
    write(
        "UPDATE pact_message SET next = ?, attempts = attempts + 1, failure = ? WHERE id = ?",
        next == null ? null : Micros.of(next),
        failure,
        message);
  }

  @Override
  public void forget(Instant before) {
    write("DELETE FROM pact_message WHERE next IS NULL AND made < ?", Micros.of(before));
  }

  @Override
  public List<PactMessage> messages(@Nullable Collection<Long> firms, int limit) {
    String own =
        firms == null
            ? "1 = 1"
            : "sender IN (SELECT value FROM json_each('%1$s')) OR recipient IN (SELECT value FROM json_each('%1$s'))"
                .formatted(VersionedRows.list(firms));
    return list(
        "SELECT * FROM pact_message WHERE " + own + " ORDER BY id DESC LIMIT ?",
        (row, context) -> message(row),
        limit);
  }
}
