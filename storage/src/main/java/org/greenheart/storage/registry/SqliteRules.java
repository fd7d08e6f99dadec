// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.greenheart.storage.Micros;
import org.jdbi.v3.core.Handle;

final class SqliteRules implements Rules {
  private static final String CURRENT =
      """
      SELECT r.* FROM rule r
      WHERE r.version = (SELECT MAX(version) FROM rule WHERE code = r.code)
      """;

  private final Access access;
  private final AtomicLong changes;

  SqliteRules(Access access, AtomicLong changes) {
    this.access = access;
    this.changes = changes;
  }

  @Override
  public List<Rule> current() {
    return access.read(
        handle ->
            handle
                .createQuery(CURRENT + "ORDER BY r.code")
                .map((row, context) -> rule(row))
                .list());
  }

  @Override
  public List<Rule> history(String code) {
    return access.read(
        handle ->
            handle
                .createQuery("SELECT * FROM rule WHERE code = :code ORDER BY version")
                .bind("code", code)
                .map((row, context) -> rule(row))
                .list());
  }

  @Override
  public Optional<Rule> version(String code, int version) {
    return access.read(handle -> version(handle, code, version));
  }

  private static Optional<Rule> version(Handle handle, String code, int version) {
    return handle
        .createQuery("SELECT * FROM rule WHERE code = :code AND version = :version")
        .bind("code", code)
        .bind("version", version)
        .map((row, context) -> rule(row))
        .findOne();
  }

  @Override
  public Rule record(Rule rule) {
    return access.write(
        handle -> {
          Long thing = rule.thing();
          if (thing != null
              && handle
                  .createQuery("SELECT 1 FROM thing WHERE id = :id")
                  .bind("id", thing)
                  .mapTo(Integer.class)
                  .findOne()
                  .isEmpty()) {
            throw RegistryException.notFound("thing", thing);
          }
          Optional<Rule> last =
              handle
                  .createQuery(CURRENT + "AND r.code = :code")
                  .bind("code", rule.code())
                  .map((row, context) -> rule(row))
                  .findOne();
          int version = last.map(Rule::version).orElse(0);
          if (last.isPresent() && last.get().equals(as(rule, version, last.get().recorded()))) {
            return last.get();
          }
          Rule next = as(rule, version + 1, access.clock().instant());
          insert(handle, next);
          access.afterCommit(changes::incrementAndGet);
          return next;
        });
  }

  private static Rule as(Rule rule, int version, Instant recorded) {
    return new Rule(
        rule.code(),
        version,
        rule.kind(),
        rule.name(),
        rule.nameEn(),
        rule.severity(),
        rule.thing(),
        rule.parameters(),
        rule.dwell(),
        rule.clearAfter(),
        rule.opensCase(),
        rule.criterion(),
        rule.basis(),
        rule.enabled(),
        rule.author(),
        Micros.toInstant(Micros.of(recorded)));
  }

  private static void insert(Handle handle, Rule rule) {
    handle
        .createUpdate(
            """
            INSERT INTO rule (code, version, kind, name, name_en, severity, thing, parameters,
              dwell_seconds, clear_seconds, opens_case, criterion, basis, enabled, author, recorded)
            VALUES (:code, :version, :kind, :name, :nameEn, :severity, :thing, :parameters,
              :dwell, :clear, :opensCase, :criterion, :basis, :enabled, :author, :recorded)""")
        .bind("code", rule.code())
        .bind("version", rule.version())
        .bind("kind", rule.kind())
        .bind("name", rule.name())
        .bind("nameEn", rule.nameEn())
        .bind("severity", rule.severity().text())
        .bind("thing", rule.thing())
        .bind("parameters", rule.parameters())
        .bind("dwell", rule.dwell().toSeconds())
        .bind("clear", rule.clearAfter().toSeconds())
        .bind("opensCase", rule.opensCase() ? 1 : 0)
        .bind("criterion", rule.criterion())
        .bind("basis", rule.basis())
        .bind("enabled", rule.enabled() ? 1 : 0)
        .bind("author", rule.author())
        .bind("recorded", Micros.of(rule.recorded()))
        .execute();
  }

  private static Rule rule(ResultSet row) throws SQLException {
    return new Rule(
        row.getString("code"),
        row.getInt("version"),
        row.getString("kind"),
        row.getString("name"),
        row.getString("name_en"),
        Severity.ofText(row.getString("severity")),
        Columns.number(row, "thing"),
        row.getString("parameters"),
        Duration.ofSeconds(row.getLong("dwell_seconds")),
        Duration.ofSeconds(row.getLong("clear_seconds")),
        row.getInt("opens_case") == 1,
        Columns.text(row, "criterion"),
        row.getString("basis"),
        row.getInt("enabled") == 1,
        row.getString("author"),
        Columns.instant(row, "recorded"));
  }

  @Override
  public long changes() {
    return changes.get();
  }
}
