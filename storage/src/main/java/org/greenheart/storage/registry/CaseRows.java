// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import org.greenheart.storage.Micros;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/** Rows of cases, as they are read and written. */
final class CaseRows {
  static final String SELECT = "SELECT * FROM case_file ";

  /** Without id, number and version. */
  private static final String[] COLUMNS = {
    "kind",
    "title",
    "title_en",
    "state",
    "stage",
    "ledger",
    "thing",
    "rule",
    "rule_version",
    "signal_code",
    "since",
    "progress",
    "source",
    "description",
    "fields",
    "area",
    "enterprise",
    "campaign",
    "parent",
    "merged_into",
    "lead",
    "body",
    "finding",
    "origin",
    "opened",
    "closed",
    "stage_since",
    "stage_due",
    "due",
    "paused",
    "told",
    "extensions",
    "asked_by",
    "asked_why"
  };

  static final String INSERT =
      "INSERT INTO case_file (number, version, "
          + String.join(", ", COLUMNS)
          + ") VALUES (:number, 1, :"
          + String.join(", :", COLUMNS)
          + ")";

  static final String UPDATE =
      "UPDATE case_file SET version = version + 1"
          + String.join(
              "", Arrays.stream(COLUMNS).map(column -> ", " + column + " = :" + column).toList())
          + " WHERE id = :id AND version = :version";

  private CaseRows() {}

  static <S extends SqlStatement<S>> S bind(S statement, CaseFile file) {
    CaseTie tie = file.tie();
    CaseFacts facts = file.facts();
    CaseClock clock = file.clock();
    return statement
        .bind("kind", file.kind())
        .bind("title", file.title())
        .bind("title_en", file.titleEn())
        .bind("state", file.open() ? "open" : "closed")
        .bind("stage", file.stage().text())
        .bind("ledger", file.ledger() ? 1 : 0)
        .bind("thing", tie == null ? null : (Long) tie.thing())
        .bind("rule", tie == null ? null : tie.rule())
        .bind(
            "rule_version", tie == null || tie.rule() == null ? null : (Integer) tie.ruleVersion())
        .bind("signal_code", tie == null ? null : tie.signalCode())
        .bind("since", tie == null ? null : CaseShapes.micros(tie.since()))
        .bind("progress", file.progress())
        .bind("source", facts.source())
        .bind("description", facts.description())
        .bind("fields", facts.fields())
        .bind("area", TableShape.reference(facts.area()))
        .bind("enterprise", TableShape.reference(facts.enterprise()))
        .bind("campaign", TableShape.reference(facts.campaign()))
        .bind("parent", TableShape.reference(facts.parent()))
        .bind("merged_into", TableShape.reference(facts.mergedInto()))
        .bind("lead", CaseFacts.sql(facts.lead()))
        .bind("body", CaseFacts.sql(facts.body()))
        .bind("finding", CaseFacts.sql(facts.finding()))
        .bind("origin", CaseFacts.sql(facts.origin()))
        .bind("opened", Micros.of(file.opened()))
        .bind("closed", CaseShapes.micros(file.closed()))
        .bind("stage_since", Micros.of(clock.stageSince()))
        .bind("stage_due", CaseShapes.micros(clock.stageDue()))
        .bind("due", CaseShapes.micros(clock.due()))
        .bind("paused", CaseShapes.micros(clock.paused()))
        .bind("told", clock.told())
        .bind("extensions", clock.extensions())
        .bind("asked_by", clock.askedBy())
        .bind("asked_why", clock.askedWhy());
  }

  static Optional<CaseFile> find(Handle handle, long id) {
    return handle
        .createQuery(SELECT + "WHERE id = :id")
        .bind("id", id)
        .map((row, context) -> caseFile(row))
        .findOne();
  }

  static CaseFile existing(Handle handle, long id) {
    return find(handle, id).orElseThrow(() -> RegistryException.notFound("case", id));
  }

  static void add(Handle handle, long id, CaseEvent event) {
    handle.execute(
        "INSERT INTO case_event (case_file, at, who, what, text, details) VALUES (?, ?, ?, ?, ?,"
            + " ?)",
        id,
        Micros.of(event.at()),
        event.who(),
        event.what(),
        event.text(),
        event.details());
    NoticeOutbox.step(handle, id, event);
  }

  static CaseEvent event(ResultSet row) throws SQLException {
    return new CaseEvent(
        Columns.instant(row, "at"),
        row.getString("who"),
        row.getString("what"),
        row.getString("text"),
        Columns.text(row, "details"));
  }

  static CaseFile caseFile(ResultSet row) throws SQLException {
    return new CaseFile(
        row.getLong("id"),
        row.getString("number"),
        row.getString("kind"),
        row.getString("title"),
        Columns.text(row, "title_en"),
        Stage.ofText(row.getString("stage")),
        row.getLong("version"),
        row.getInt("ledger") == 1,
        tie(row),
        Columns.text(row, "progress"),
        new CaseFacts(
            row.getString("source"),
            row.getString("description"),
            row.getString("fields"),
            row.getLong("area"),
            row.getLong("enterprise"),
            row.getLong("campaign"),
            row.getLong("parent"),
            row.getLong("merged_into"),
            orEmpty(row, "lead"),
            orEmpty(row, "body"),
            orEmpty(row, "finding"),
            orEmpty(row, "origin")),
        new CaseClock(
            Columns.instant(row, "stage_since"),
            Columns.instantOrNull(row, "stage_due"),
            Columns.instantOrNull(row, "due"),
            Columns.instantOrNull(row, "paused"),
            row.getInt("told"),
            row.getInt("extensions"),
            Columns.text(row, "asked_by"),
            Columns.text(row, "asked_why")),
        Columns.instant(row, "opened"),
        Columns.instantOrNull(row, "closed"));
  }

  private static @Nullable CaseTie tie(ResultSet row) throws SQLException {
    Long thing = Columns.number(row, "thing");
    return thing == null
        ? null
        : new CaseTie(
            thing,
            Columns.text(row, "rule"),
            row.getInt("rule_version"),
            orEmpty(row, "signal_code"),
            Columns.instant(row, "since"));
  }

  private static String orEmpty(ResultSet row, String column) throws SQLException {
    String text = Columns.text(row, column);
    return text == null ? "" : text;
  }
}
