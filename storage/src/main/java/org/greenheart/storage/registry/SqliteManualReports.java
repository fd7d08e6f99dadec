// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.greenheart.storage.Micros;
import org.greenheart.storage.TimeRange;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

final class SqliteManualReports implements ManualReports {
  private static final String SELECT =
      """
      SELECT r.id AS report, r.thing, r.kind, r.official, r.case_file, v.* FROM manual_report r
      JOIN manual_revision v ON v.report = r.id
      """;

  private final Access access;

  SqliteManualReports(Access access) {
    this.access = access;
  }

  @Override
  public ManualReport add(
      ManualSample sample, List<ManualResult> results, String author, boolean official) {
    ManualReport.requireWhole(sample, results);
    return access.write(
        handle -> {
          References.require(handle, "thing", "thing", sample.thing());
          requireUnknown(handle, sample, 0);
          long id =
              handle
                  .createUpdate(
                      """
                      INSERT INTO manual_report
                        (thing, kind, number, sample, from_time, revision, withdrawn, official)
                      VALUES (:thing, :kind, :number, :sample, :from, 1, 0, :official)""")
                  .bind("thing", sample.thing())
                  .bind("kind", sample.kind().text())
                  .bind("number", sample.number())
                  .bind("sample", sample.sample())
                  .bind("from", Micros.of(sample.from()))
                  .bind("official", official ? 1 : 0)
                  .executeAndReturnGeneratedKeys("id")
                  .mapTo(Long.class)
                  .one();
          insert(handle, id, 1, sample, results, false, author, null);
          return existing(handle, id);
        });
  }

  @Override
  public Change<ManualReport> revise(
      long report,
      int seen,
      ManualSample sample,
      List<ManualResult> results,
      boolean withdrawn,
      String author,
      boolean official,
      @Nullable String why) {
    ManualReport.requireWhole(sample, results);
    String reason = Checks.optional("why", why);
    return access.write(
        handle -> {
          ManualReport known = existing(handle, report);
          requireSeen(known, seen);
          requireStays(known.sample(), sample);
          if (known.saysAs(sample, results, withdrawn)) {
            return new Change<>(Change.Kind.UNCHANGED, known);
          }
          requireAuthority(known, official);
          Books.requireReason(true, reason);
          if (!withdrawn) {
            requireUnknown(handle, sample, report);
          }
          int revision = known.revision() + 1;
          handle.execute(
              """
              UPDATE manual_report SET number = ?, sample = ?, from_time = ?, revision = ?,
                withdrawn = ?, official = MAX(official, ?) WHERE id = ?""",
              sample.number(),
              sample.sample(),
              Micros.of(sample.from()),
              revision,
              withdrawn ? 1 : 0,
              official ? 1 : 0,
              report);
          insert(handle, report, revision, sample, results, withdrawn, author, reason);
          return new Change<>(Change.Kind.CHANGED, existing(handle, report));
        });
  }

  private static void requireSeen(ManualReport known, int seen) {
    if (known.revision() != seen) {
      throw new RegistryException(
          RegistryException.Code.CHANGED,
          "report (%s) has revision %s by now, not %s"
              .formatted(known.id(), known.revision(), seen));
    }
  }

  private static void requireAuthority(ManualReport known, boolean official) {
    if (known.official() && !official) {
      throw new RuleException(
          "report",
          "was entered or corrected by the authority: only it may change it",
          known.id(),
          "report-official");
    }
  }

  private static void requireStays(ManualSample known, ManualSample sample) {
    if (known.thing() != sample.thing() || known.kind() != sample.kind()) {
      throw new RuleException(
          "thing",
          "must stay %s, of kind %s: withdraw the report and enter it where it belongs"
              .formatted(known.thing(), known.kind().text()),
          sample.thing(),
          "report-moved");
    }
  }

  private static void requireUnknown(Handle handle, ManualSample sample, long self) {
    Optional<ManualReport> known = find(handle, sample).filter(other -> other.id() != self);
    if (known.isPresent()) {
      throw new RuleException(
          "sample",
          "is known at the point already, as report %s: correct that one"
              .formatted(known.get().id()),
          sample.sample().isEmpty() ? sample.number() : sample.sample(),
          "report-known");
    }
  }

  private void insert(
      Handle handle,
      long report,
      int revision,
      ManualSample sample,
      List<ManualResult> results,
      boolean withdrawn,
      String author,
      @Nullable String why) {
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
            .bind("recorded", Micros.of(access.clock().instant()))
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

  @Override
  public Optional<ManualReport> find(long report) {
    return access.read(handle -> find(handle, report));
  }

  private static Optional<ManualReport> find(Handle handle, long report) {
    return handle
        .createQuery(SELECT + "AND v.revision = r.revision WHERE r.id = :report")
        .bind("report", report)
        .map((row, context) -> report(handle, row))
        .findOne();
  }

  private static ManualReport existing(Handle handle, long report) {
    return find(handle, report)
        .orElseThrow(() -> RegistryException.notFound("manual report", report));
  }

  @Override
  public Optional<ManualReport> find(ManualSample sample) {
    return access.read(handle -> find(handle, sample));
  }

  private static Optional<ManualReport> find(Handle handle, ManualSample sample) {
    return handle
        .createQuery(
            SELECT
                + """
                AND v.revision = r.revision
                WHERE r.thing = :thing AND r.number = :number AND r.sample = :sample
                  AND r.kind = :kind AND r.withdrawn = 0""")
        .bind("thing", sample.thing())
        .bind("number", sample.number())
        .bind("sample", sample.sample())
        .bind("kind", sample.kind().text())
        .map((row, context) -> report(handle, row))
        .list()
        .stream()
        .filter(known -> known.sample().isSameSample(sample))
        .findFirst();
  }

  @Override
  public List<ManualReport> revisions(long report) {
    return access.read(
        handle ->
            handle
                .createQuery(SELECT + "WHERE r.id = :report ORDER BY v.revision DESC")
                .bind("report", report)
                .map((row, context) -> report(handle, row))
                .list());
  }

  @Override
  public List<ManualReport> list(
      @Nullable Long thing, TimeRange range, Predicate<ManualReport> wanted, int limit) {
    return access.read(
        handle -> {
          try (Stream<ManualReport> reports =
              handle
                  .createQuery(
                      SELECT
                          + """
                        AND v.revision = r.revision
                        WHERE (:thing IS NULL OR r.thing = :thing)
                          AND r.from_time >= :from AND r.from_time < :to
                        ORDER BY r.from_time DESC, r.id DESC""")
                  .bind("thing", thing)
                  .bind("from", range.fromMicros())
                  .bind("to", range.toMicros())
                  .map((row, context) -> report(handle, row))
                  .stream()) {
            return reports.filter(wanted).limit(limit).toList();
          }
        });
  }

  private static ManualReport report(Handle handle, ResultSet row) throws SQLException {
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

  @Override
  public List<ManualReport> untold(int limit) {
    return access.read(
        handle ->
            handle
                .createQuery(
                    SELECT
                        + """
                        AND v.revision = r.revision
                        WHERE r.told < r.revision ORDER BY r.id LIMIT :limit""")
                .bind("limit", limit)
                .map((row, context) -> report(handle, row))
                .list());
  }

  @Override
  public boolean told(long report, int revision, boolean exceeded) {
    return access.write(
        handle -> {
          boolean before =
              handle
                  .createQuery("SELECT exceeded FROM manual_report WHERE id = :id")
                  .bind("id", report)
                  .mapTo(Integer.class)
                  .findOne()
                  .map(word -> word != 0)
                  .orElseThrow(() -> RegistryException.notFound("manual report", report));
          handle.execute(
              "UPDATE manual_report SET told = ?, exceeded = ? WHERE id = ?",
              revision,
              exceeded ? 1 : 0,
              report);
          return before;
        });
  }

  @Override
  public void tie(long report, long caseFile) {
    access.write(
        handle -> {
          existing(handle, report);
          return handle.execute(
              "UPDATE manual_report SET case_file = ? WHERE id = ?", caseFile, report);
        });
  }

  @Override
  public ManualFile addFile(ManualFile file) {
    return access.write(
        handle -> {
          existing(handle, file.report());
          long id =
              handle
                  .createUpdate(
                      """
                      INSERT INTO manual_file (report, name, media, bytes, sha256, added, added_by)
                      VALUES (:report, :name, :media, :bytes, :sha256, :added, :by)""")
                  .bind("report", file.report())
                  .bind("name", file.name())
                  .bind("media", file.media())
                  .bind("bytes", file.bytes())
                  .bind("sha256", file.sha256())
                  .bind("added", Micros.of(access.clock().instant()))
                  .bind("by", file.addedBy())
                  .executeAndReturnGeneratedKeys("id")
                  .mapTo(Long.class)
                  .one();
          return file(handle, id);
        });
  }

  private static ManualFile file(Handle handle, long id) {
    return handle
        .createQuery("SELECT * FROM manual_file WHERE id = :id")
        .bind("id", id)
        .map((row, context) -> file(row))
        .findOne()
        .orElseThrow(() -> RegistryException.notFound("file", id));
  }

  @Override
  public List<ManualFile> files(long report) {
    return access.read(
        handle ->
            handle
                .createQuery("SELECT * FROM manual_file WHERE report = :report ORDER BY id")
                .bind("report", report)
                .map((row, context) -> file(row))
                .list());
  }

  @Override
  public ManualFile strikeFile(long file, String why, String by) {
    String reason = Checks.text("why", why);
    return access.write(
        handle -> {
          file(handle, file);
          handle.execute(
              """
              UPDATE manual_file SET struck = ?, struck_by = ?, struck_why = ?
              WHERE id = ? AND struck IS NULL""",
              Micros.of(access.clock().instant()),
              by,
              reason,
              file);
          return file(handle, file);
        });
  }

  private static ManualFile file(ResultSet row) throws SQLException {
    return new ManualFile(
        row.getLong("id"),
        row.getLong("report"),
        row.getString("name"),
        row.getString("media"),
        row.getLong("bytes"),
        row.getString("sha256"),
        Columns.instant(row, "added"),
        row.getString("added_by"),
        Columns.instantOrNull(row, "struck"),
        Columns.text(row, "struck_by"),
        Columns.text(row, "struck_why"));
  }
}
