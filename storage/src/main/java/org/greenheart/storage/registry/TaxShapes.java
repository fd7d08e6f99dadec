// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static java.util.Objects.requireNonNull;
import static org.greenheart.storage.registry.TableShape.ofRow;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.Micros;
import org.jspecify.annotations.Nullable;

/** The tables of the tax supervision. */
final class TaxShapes {
  static final TableShape<TaxRecord> RECORD =
      new TableShape<>(
          "tax_record",
          "record",
          List.of(
              "kind",
              "key",
              "credit_code",
              "name",
              "month",
              "document",
              "source",
              "author",
              "recorded"),
          List.of("kind", "key"),
          Map.of(),
          TaxRecord::id,
          row ->
              ofRow(
                  row.kind(),
                  row.key(),
                  row.creditCode(),
                  row.name(),
                  row.month(),
                  row.document(),
                  row.source(),
                  row.author(),
                  Micros.of(row.recorded())),
          (row, context) ->
              new TaxRecord(
                  row.getLong("id"),
                  row.getString("kind"),
                  row.getString("key"),
                  row.getString("credit_code"),
                  row.getString("name"),
                  row.getString("month"),
                  row.getString("document"),
                  row.getString("source"),
                  row.getString("author"),
                  Columns.instant(row, "recorded")),
          (handle, old, row) -> {});

  static final TableShape<TaxMatch> MATCH =
      new TableShape<>(
          "tax_match",
          "match",
          List.of("name", "credit_code", "decided_by", "decided"),
          List.of("name"),
          Map.of(),
          TaxMatch::id,
          row -> ofRow(row.name(), row.creditCode(), row.decidedBy(), Micros.of(row.decided())),
          (row, context) ->
              new TaxMatch(
                  row.getLong("id"),
                  row.getString("name"),
                  row.getString("credit_code"),
                  row.getString("decided_by"),
                  Columns.instant(row, "decided")),
          (handle, old, row) -> {});

  static final TableShape<TaxMapping> MAPPING =
      new TableShape<>(
          "tax_mapping",
          "mapping",
          List.of("source", "kind", "document"),
          List.of("source", "kind"),
          Map.of(),
          TaxMapping::id,
          row -> ofRow(row.source(), row.kind(), row.document()),
          (row, context) ->
              new TaxMapping(
                  row.getLong("id"),
                  row.getString("source"),
                  row.getString("kind"),
                  row.getString("document")),
          (handle, old, row) -> {});

  static final TableShape<TaxRule> RULE =
      new TableShape<>(
          "tax_rule",
          "rule",
          List.of(
              "rule",
              "version",
              "tolerance",
              "least_yuan",
              "enabled",
              "trial",
              "author",
              "recorded"),
          List.of("rule", "version"),
          Map.of(),
          TaxRule::id,
          row ->
              ofRow(
                  row.rule(),
                  row.version(),
                  row.tolerance().toString(),
                  row.leastYuan().toString(),
                  row.enabled() ? 1 : 0,
                  row.trial() ? 1 : 0,
                  row.author(),
                  Micros.of(row.recorded())),
          (row, context) ->
              new TaxRule(
                  row.getLong("id"),
                  row.getString("rule"),
                  row.getInt("version"),
                  decimal(row, "tolerance"),
                  decimal(row, "least_yuan"),
                  row.getInt("enabled") == 1,
                  row.getInt("trial") == 1,
                  row.getString("author"),
                  Columns.instant(row, "recorded")),
          (handle, old, row) -> {});

  static final TableShape<TaxClue> CLUE =
      new TableShape<>(
          "tax_clue",
          "clue",
          List.of(
              "rule",
              "credit_code",
              "month",
              "outlet",
              "subject",
              "rule_version",
              "name",
              "declared",
              "recomputed",
              "unit",
              "certainty",
              "records",
              "explanations",
              "steps",
              "found",
              "changed",
              "gone",
              "verdict",
              "reason",
              "decided_by",
              "decided",
              "case_file"),
          List.of("rule", "credit_code", "month", "outlet", "subject"),
          Map.of("case_file", "case_file"),
          TaxClue::id,
          row ->
              ofRow(
                  row.about().rule(),
                  row.about().creditCode(),
                  row.about().month(),
                  row.about().outlet(),
                  row.about().subject(),
                  row.ruleVersion(),
                  row.name(),
                  Columns.sql(row.finding().declared()),
                  Columns.sql(row.finding().recomputed()),
                  row.finding().unit(),
                  row.finding().certainty(),
                  row.finding().records(),
                  row.finding().explanations(),
                  row.finding().steps(),
                  Micros.of(row.found()),
                  Micros.of(row.changed()),
                  micros(row.gone()),
                  row.verdict().word(),
                  row.verdict().reason(),
                  row.verdict().by(),
                  micros(row.verdict().decided()),
                  row.caseFile()),
          (row, context) -> clue(row),
          (handle, old, row) -> {});

  private TaxShapes() {}

  private static TaxClue clue(ResultSet row) throws SQLException {
    return new TaxClue(
        row.getLong("id"),
        new TaxClue.About(
            row.getString("rule"),
            row.getString("credit_code"),
            row.getString("month"),
            row.getString("outlet"),
            row.getString("subject")),
        row.getInt("rule_version"),
        row.getString("name"),
        new TaxClue.Finding(
            Columns.decimal(row, "declared"),
            Columns.decimal(row, "recomputed"),
            row.getString("unit"),
            row.getString("certainty"),
            row.getString("records"),
            row.getString("explanations"),
            row.getString("steps")),
        Columns.instant(row, "found"),
        Columns.instant(row, "changed"),
        Columns.instantOrNull(row, "gone"),
        new TaxClue.Verdict(
            row.getString("verdict"),
            row.getString("reason"),
            Columns.text(row, "decided_by"),
            Columns.instantOrNull(row, "decided")),
        Columns.number(row, "case_file"));
  }

  private static Decimal decimal(ResultSet row, String column) throws SQLException {
    return requireNonNull(Columns.decimal(row, column), column);
  }

  private static @Nullable Long micros(@Nullable Instant instant) {
    return instant == null ? null : Micros.of(instant);
  }
}
