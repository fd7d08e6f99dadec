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
  public List<Rule> validAt(Instant time) {
    return access.read(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT r.* FROM rule r
                    WHERE r.version = (
                      SELECT MAX(version) FROM rule WHERE code = r.code AND valid_from <= :time)
                    ORDER BY r.code\
                    """)
                .bind("time", Micros.of(time))
                .map((row, context) -> rule(row))
                .list());
  }

  @Override
  public Optional<Instant> nextTurn(Instant after) {
    return access.read(
        handle ->
            handle
                .createQuery("SELECT MIN(valid_from) FROM rule WHERE valid_from > :after")
                .bind("after", Micros.of(after))
                .mapTo(Long.class)
                .findOne()
                .map(Micros::toInstant));
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
          requireTarget(handle, rule.applies().scope());
          Optional<Rule> last =
              handle
                  .createQuery(CURRENT + "AND r.code = :code")
                  .bind("code", rule.code())
                  .map((row, context) -> rule(row))
                  .findOne();
          int version = last.map(Rule::version).orElse(0);
          if (last.isPresent()) {
            Rule before = last.get();
            if (before.equals(rule.as(version, before.recorded()))) {
              return before;
            }
            requireNoOverlap(before, rule);
          }
          Instant now = access.clock().instant();
          Rule next = rule.as(version + 1, Micros.toInstant(Micros.of(now)));
          insert(handle, next);
          access.afterCommit(changes::incrementAndGet);
          return next;
        });
  }

  private static void requireTarget(Handle handle, Scope scope) {
    switch (scope.kind()) {
      case ALL, SYSTEM -> {}
      case POINT -> References.require(handle, "thing", "thing", scope.id());
      case GROUP -> References.require(handle, "point_group", "group", scope.id());
      case AREA -> References.require(handle, "area", "area", scope.id());
      case OUTLET -> References.require(handle, "outlet", "outlet", scope.id());
      case ENTERPRISE -> References.require(handle, "enterprise", "enterprise", scope.id());
    }
  }

  private static void requireNoOverlap(Rule before, Rule rule) {
    if (rule.applies().from().isBefore(before.applies().from())) {
      throw new RuleException(
          "validFrom",
          "must not be before %s, when version %s of rule %s begins"
              .formatted(before.applies().from(), before.version(), rule.code()),
          rule.applies().from(),
          "version-overlap");
    }
  }

  private static void insert(Handle handle, Rule rule) {
    Schedule schedule = rule.applies().schedule();
    handle
        .createUpdate(
            """
            INSERT INTO rule (code, version, kind, name, name_en, severity, thing, scope, target,
              schedule, valid_from, parameters, dwell_seconds, clear_seconds, opens_case, criterion,
              basis, enabled, author, recorded)
            VALUES (:code, :version, :kind, :name, :nameEn, :severity, :thing, :scope, :target,
              :schedule, :validFrom, :parameters,
              :dwell, :clear, :opensCase, :criterion, :basis, :enabled, :author, :recorded)\
            """)
        .bind("code", rule.code())
        .bind("version", rule.version())
        .bind("kind", rule.kind())
        .bind("name", rule.name())
        .bind("nameEn", rule.nameEn())
        .bind("severity", rule.severity().text())
        .bind("thing", rule.thing())
        .bind("scope", rule.applies().scope().kind().text())
        .bind("target", rule.applies().scope().target())
        .bind("schedule", schedule == null ? null : schedule.text())
        .bind("validFrom", Micros.of(rule.applies().from()))
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

  private static Applies applies(ResultSet row) throws SQLException {
    String schedule = Columns.text(row, "schedule");
    return new Applies(
        new Scope(Scope.Kind.ofText(row.getString("scope")), row.getString("target")),
        schedule == null ? null : Schedule.ofText(schedule),
        Columns.instant(row, "valid_from"));
  }

  private static Rule rule(ResultSet row) throws SQLException {
    return new Rule(
        row.getString("code"),
        row.getInt("version"),
        row.getString("kind"),
        row.getString("name"),
        row.getString("name_en"),
        Severity.ofText(row.getString("severity")),
        row.getString("parameters"),
        Duration.ofSeconds(row.getLong("dwell_seconds")),
        Duration.ofSeconds(row.getLong("clear_seconds")),
        row.getInt("opens_case") == 1,
        Columns.text(row, "criterion"),
        row.getString("basis"),
        row.getInt("enabled") == 1,
        row.getString("author"),
        Columns.instant(row, "recorded"),
        applies(row));
  }

  @Override
  public long changes() {
    return changes.get();
  }
}
