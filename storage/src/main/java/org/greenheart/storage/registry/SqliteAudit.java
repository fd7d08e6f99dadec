// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.greenheart.storage.Micros;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

final class SqliteAudit implements AuditLog {
  private final Access access;

  SqliteAudit(Access access) {
    this.access = access;
  }

  @Override
  public AuditEntry add(AuditEntry entry) {
    return access.write(
        handle -> {
          Optional<AuditEntry> last = last(handle);
          AuditEntry numbered = with(entry, last.map(AuditEntry::id).orElse(0L) + 1, entry.hash());
          AuditEntry whole =
              with(
                  numbered,
                  numbered.id(),
                  numbered.hashAfter(last.map(AuditEntry::hash).orElse(AuditEntry.FIRST)));
          handle.execute(
              """
              INSERT INTO audit
                (id, at, account, who, address, action, target, outcome, was, became, hash)
              VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
              whole.id(),
              Micros.of(whole.at()),
              whole.account(),
              whole.who(),
              whole.address(),
              whole.action(),
              whole.target(),
              whole.outcome(),
              whole.was(),
              whole.became(),
              whole.hash());
          return whole;
        });
  }

  private static AuditEntry with(AuditEntry entry, long id, String hash) {
    return new AuditEntry(
        id,
        // The store keeps microseconds, and the hash is over what it keeps.
        Micros.toInstant(Micros.of(entry.at())),
        entry.account(),
        entry.who(),
        entry.address(),
        entry.action(),
        entry.target(),
        entry.outcome(),
        entry.was(),
        entry.became(),
        hash);
  }

  @Override
  public List<AuditEntry> list(Filter filter, long before, int limit) {
    String text = filter.text();
    return access.read(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT * FROM audit WHERE id < :before
                      AND (:account IS NULL OR account = :account)
                      AND (:target IS NULL OR target = :target)
                      AND (:from IS NULL OR at >= :from)
                      AND (:to IS NULL OR at < :to)
                      AND (:text IS NULL
                        OR instr(lower(who || ' ' || action || ' ' || target || ' ' || outcome),
                          :text) > 0)
                    ORDER BY id DESC LIMIT :limit""")
                .bind("before", before)
                .bind("account", filter.account())
                .bind("target", filter.target())
                .bind("from", filter.from() == null ? null : Micros.of(filter.from()))
                .bind("to", filter.to() == null ? null : Micros.of(filter.to()))
                .bind("text", text == null ? null : text.toLowerCase(Locale.ROOT))
                .bind("limit", limit)
                .map((row, context) -> entry(row))
                .list());
  }

  @Override
  public Optional<AuditEntry> last() {
    return access.read(SqliteAudit::last);
  }

  private static Optional<AuditEntry> last(Handle handle) {
    return handle
        .createQuery("SELECT * FROM audit ORDER BY id DESC LIMIT 1")
        .map((row, context) -> entry(row))
        .findOne();
  }

  @Override
  public AuditCheck check() {
    return access.read(SqliteAudit::check);
  }

  static AuditCheck check(Handle handle) {
    String head = AuditEntry.FIRST;
    long entries = 0;
    try (var rows =
        handle
            .createQuery("SELECT * FROM audit ORDER BY id")
            .map((row, context) -> entry(row))
            .iterator()) {
      Iterator<AuditEntry> each = rows;
      while (each.hasNext()) {
        AuditEntry entry = each.next();
        entries++;
        if (entry.id() != entries || !entry.hash().equals(entry.hashAfter(head))) {
          return new AuditCheck(entries, entries, head);
        }
        head = entry.hash();
      }
    }
    return new AuditCheck(entries, null, head);
  }

  @Override
  public Optional<String> state(AuditedTable table, long id) {
    return access.read(
        handle ->
            handle
                .select("SELECT * FROM %s WHERE %s = ?".formatted(table.table(), table.key()), id)
                .mapToMap()
                .findOne()
                .map(row -> json(table, row)));
  }

  private static String json(AuditedTable table, Map<String, ? extends @Nullable Object> row) {
    StringBuilder json = new StringBuilder("{");
    new TreeMap<String, @Nullable Object>(row)
        .forEach(
            (column, value) -> {
              if (value != null && !table.isSecret(column)) {
                json.append(json.length() == 1 ? "" : ",")
                    .append(quoted(column))
                    .append(':')
                    .append(value instanceof Number ? value.toString() : quoted(value.toString()));
              }
            });
    return json.append('}').toString();
  }

  private static String quoted(String text) {
    StringBuilder json = new StringBuilder("\"");
    text.chars()
        .forEach(
            c -> {
              if (c == '"' || c == '\\') {
                json.append('\\').append((char) c);
              } else if (c < ' ') {
                json.append("\\u%04x".formatted(c));
              } else {
                json.append((char) c);
              }
            });
    return json.append('"').toString();
  }

  private static AuditEntry entry(ResultSet row) throws SQLException {
    return new AuditEntry(
        row.getLong("id"),
        Columns.instant(row, "at"),
        row.getLong("account"),
        row.getString("who"),
        row.getString("address"),
        row.getString("action"),
        row.getString("target"),
        row.getString("outcome"),
        Columns.text(row, "was"),
        Columns.text(row, "became"),
        row.getString("hash"));
  }
}
