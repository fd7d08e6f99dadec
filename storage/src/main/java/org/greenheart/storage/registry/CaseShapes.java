// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static org.greenheart.storage.registry.TableShape.ofRow;
import static org.greenheart.storage.registry.TableShape.reference;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import org.greenheart.storage.Micros;
import org.jspecify.annotations.Nullable;

/** The tables of what hangs on cases. */
final class CaseShapes {
  static final TableShape<CasePiece> PIECE =
      new TableShape<>(
          "case_piece",
          "piece",
          List.of(
              "case_file",
              "no",
              "unit",
              "account",
              "leads",
              "task",
              "due",
              "given",
              "answer",
              "answered",
              "answered_by",
              "version"),
          List.of("case_file", "no"),
          Map.of("case_file", "case_file"),
          CasePiece::id,
          row ->
              ofRow(
                  row.caseFile(),
                  row.no(),
                  row.unit(),
                  reference(row.account()),
                  row.leads() ? 1 : 0,
                  row.task(),
                  micros(row.due()),
                  micros(row.given()),
                  row.answer(),
                  micros(row.answered()),
                  row.answeredBy(),
                  row.version()),
          (row, context) ->
              new CasePiece(
                  row.getLong("id"),
                  row.getLong("case_file"),
                  row.getString("no"),
                  row.getString("unit"),
                  row.getLong("account"),
                  row.getInt("leads") == 1,
                  row.getString("task"),
                  Columns.instantOrNull(row, "due"),
                  Columns.instant(row, "given"),
                  Columns.text(row, "answer"),
                  Columns.instantOrNull(row, "answered"),
                  Columns.text(row, "answered_by"),
                  row.getLong("version")),
          (handle, old, row) -> {});

  static final TableShape<CaseItem> ITEM =
      new TableShape<>(
          "case_item",
          "item",
          List.of(
              "case_file",
              "parent",
              "code",
              "title",
              "owner",
              "standard",
              "due",
              "progress",
              "parts",
              "money",
              "year_money",
              "share",
              "stage",
              "evidence",
              "answer",
              "done",
              "done_by",
              "linked",
              "version"),
          List.of("case_file", "code"),
          Map.of("case_file", "case_file", "parent", "case_item", "linked", "case_file"),
          CaseItem::id,
          row ->
              ofRow(
                  row.caseFile(),
                  reference(row.parent()),
                  row.code(),
                  row.title(),
                  row.owner(),
                  row.standard(),
                  text(row.due()),
                  row.progress(),
                  row.parts(),
                  Columns.sql(row.money()),
                  Columns.sql(row.yearMoney()),
                  Columns.sql(row.share()),
                  row.stage(),
                  row.evidence(),
                  row.answer(),
                  micros(row.done()),
                  row.doneBy(),
                  reference(row.linked()),
                  row.version()),
          (row, context) -> {
            String due = Columns.text(row, "due");
            Long parts = Columns.number(row, "parts");
            return new CaseItem(
                row.getLong("id"),
                row.getLong("case_file"),
                row.getLong("parent"),
                row.getString("code"),
                row.getString("title"),
                row.getString("owner"),
                row.getString("standard"),
                due == null ? null : LocalDate.parse(due),
                row.getInt("progress"),
                parts == null ? null : Math.toIntExact(parts),
                Columns.decimal(row, "money"),
                Columns.decimal(row, "year_money"),
                Columns.decimal(row, "share"),
                row.getString("stage"),
                row.getString("evidence"),
                Columns.text(row, "answer"),
                Columns.instantOrNull(row, "done"),
                Columns.text(row, "done_by"),
                row.getLong("linked"),
                row.getLong("version"));
          },
          (handle, old, row) -> {});

  static final TableShape<LookBack> LOOK_BACK =
      new TableShape<>(
          "look_back",
          "look-back",
          List.of("case_file", "day", "closed", "due", "checked", "outcome", "who", "details"),
          List.of("case_file", "day", "closed"),
          Map.of("case_file", "case_file"),
          LookBack::id,
          row ->
              ofRow(
                  row.caseFile(),
                  row.day(),
                  micros(row.closed()),
                  micros(row.due()),
                  micros(row.checked()),
                  row.outcome(),
                  row.who(),
                  row.details()),
          (row, context) ->
              new LookBack(
                  row.getLong("id"),
                  row.getLong("case_file"),
                  row.getInt("day"),
                  Columns.instant(row, "closed"),
                  Columns.instant(row, "due"),
                  Columns.instantOrNull(row, "checked"),
                  Columns.text(row, "outcome"),
                  Columns.text(row, "who"),
                  Columns.text(row, "details")),
          (handle, old, row) -> {});

  static final TableShape<Campaign> CAMPAIGN =
      new TableShape<>(
          "campaign",
          "campaign",
          List.of(
              "code", "title", "starts", "ends", "hotline", "opens", "closes", "mail_box", "scope"),
          List.of("code"),
          Map.of(),
          Campaign::id,
          row ->
              ofRow(
                  row.code(),
                  row.title(),
                  text(row.starts()),
                  text(row.ends()),
                  row.hotline(),
                  text(row.opens()),
                  text(row.closes()),
                  row.mailBox(),
                  row.scope()),
          (row, context) ->
              new Campaign(
                  row.getLong("id"),
                  row.getString("code"),
                  row.getString("title"),
                  LocalDate.parse(row.getString("starts")),
                  LocalDate.parse(row.getString("ends")),
                  row.getString("hotline"),
                  LocalTime.parse(row.getString("opens")),
                  LocalTime.parse(row.getString("closes")),
                  row.getString("mail_box"),
                  row.getString("scope")),
          (handle, old, row) -> {});

  static final TableShape<CalendarDay> DAY =
      new TableShape<>(
          "calendar_day",
          "calendar day",
          List.of("day", "works", "name"),
          List.of("day"),
          Map.of(),
          CalendarDay::id,
          row -> ofRow(text(row.day()), row.works() ? 1 : 0, row.name()),
          (row, context) ->
              new CalendarDay(
                  row.getLong("id"),
                  LocalDate.parse(row.getString("day")),
                  row.getInt("works") == 1,
                  row.getString("name")),
          (handle, old, row) -> {});

  static final TableShape<KeptKind> KIND =
      new TableShape<>(
          "case_kind",
          "kind of case",
          List.of("code", "version", "document", "author", "recorded"),
          List.of("code", "version"),
          Map.of(),
          KeptKind::id,
          row ->
              ofRow(
                  row.code(), row.version(), row.document(), row.author(), micros(row.recorded())),
          (row, context) ->
              new KeptKind(
                  row.getLong("id"),
                  row.getString("code"),
                  row.getInt("version"),
                  row.getString("document"),
                  row.getString("author"),
                  Columns.instant(row, "recorded")),
          (handle, old, row) -> {});

  private CaseShapes() {}

  static @Nullable Long micros(@Nullable Instant at) {
    return at == null ? null : Micros.of(at);
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }
}
