// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.greenheart.storage.Micros;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Rows of manual reports: what was said in each revision, with its results. */
final class ManualReportRows {
  /** To be followed by conditions on the revision. */
  static final String SELECT =
      """
      SELECT r.id AS report, r.thing, r.kind, r.official, r.case_file, v.* FROM manual_report r
      JOIN manual_revision v ON v.report = r.id
      """;

  private ManualReportRows() {}

  /**
   * Writes a revision with its results.
   *
   * @param why null for the first
   */
  static void insert(
      Handle handle,
      long report,
      int revision,
      ManualSample sample,
      List<ManualResult> results,
      boolean withdrawn,
      String author,
      @Nullable String why,
      Instant recorded) {
    LocalDate analysed = sample.analysed();
    long id =
        handle
            .createUpdate(
                """
                INSERT INTO manual_revision (report, revision, number, sample, laboratory,
                  accreditation, from_time, to_time, analysed, sampler, remark, withdrawn, author,
                  recorded, why)
                VALUES (:report, :revision, :number, :sample, :laboratory, :accreditation, :from,
                  :to, :analysed, :sampler, :remark, :withdrawn, :author, :recorded, :why)""")
            .bind("report", report)
            .bind("revision", revision)
            .bind("number", sample.number())
            .bind("sample", sample.sample())
            .bind("laboratory", sample.laboratory())
            .bind("accreditation", sample.accreditation())
            .bind("from", Micros.of(sample.from()))
            .bind("to", Micros.of(sample.to()))
            .bind("analysed", analysed == null ? null : analysed.toString())
            .bind("sampler", sample.sampler())
            .bind("remark", sample.remark())
            .bind("withdrawn", withdrawn ? 1 : 0)
            .bind("author", author)
            .bind("recorded", Micros.of(recorded))
            .bind("why", why)
            .executeAndReturnGeneratedKeys("id")
            .mapTo(Long.class)
            .one();
    for (ManualResult result : results) {
      handle.execute(
          """
          INSERT INTO manual_result (revision, code, value, unit, detection_limit, converted,
            method, instrument)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?)""",
          id,
          result.code(),
          Columns.sql(result.value()),
          result.unit(),
          Columns.sql(result.detectionLimit()),
          Columns.sql(result.converted()),
          result.method(),
          result.instrument());
    }
  }

  static ManualReport report(Handle handle, ResultSet row) throws SQLException {
    String analysed = Columns.text(row, "analysed");
    return new ManualReport(
        row.getLong("report"),
        row.getInt("revision"),
        new ManualSample(
            row.getLong("thing"),
            ManualSample.Kind.ofText(row.getString("kind")),
            row.getString("number"),
            row.getString("sample"),
            Columns.text(row, "laboratory"),
            Columns.text(row, "accreditation"),
            Columns.instant(row, "from_time"),
            Columns.instant(row, "to_time"),
            analysed == null ? null : LocalDate.parse(analysed),
            Columns.text(row, "sampler"),
            Columns.text(row, "remark")),
        results(handle, row.getLong("id")),
        row.getInt("withdrawn") != 0,
        row.getString("author"),
        Columns.instant(row, "recorded"),
        Columns.text(row, "why"),
        row.getInt("official") != 0,
        Columns.number(row, "case_file"));
  }

  private static List<ManualResult> results(Handle handle, long revision) {
    return handle
        .createQuery("SELECT * FROM manual_result WHERE revision = :revision ORDER BY id")
        .bind("revision", revision)
        .map(
            (row, context) ->
                new ManualResult(
                    row.getString("code"),
                    Columns.decimal(row, "value"),
                    row.getString("unit"),
                    Columns.decimal(row, "detection_limit"),
                    Columns.decimal(row, "converted"),
                    Columns.text(row, "method"),
                    Columns.text(row, "instrument")))
        .list();
  }
}
