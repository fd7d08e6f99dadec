// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.greenheart.storage.Micros;
import org.greenheart.storage.TimeRange;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

final class SqliteManualReports implements ManualReports {
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
          ManualReportRows.insert(
              handle, id, 1, sample, results, false, author, null, access.clock().instant());
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
          ManualReportRows.insert(
              handle,
              report,
              revision,
              sample,
              results,
              withdrawn,
              author,
              reason,
              access.clock().instant());
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

  @Override
  public Optional<ManualReport> find(long report) {
    return access.read(handle -> find(handle, report));
  }

  private static Optional<ManualReport> find(Handle handle, long report) {
    return handle
        .createQuery(ManualReportRows.SELECT + "AND v.revision = r.revision WHERE r.id = :report")
        .bind("report", report)
        .map((row, context) -> ManualReportRows.report(handle, row))
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
            ManualReportRows.SELECT
                + """
                AND v.revision = r.revision
                WHERE r.thing = :thing AND r.number = :number AND r.sample = :sample
                  AND r.kind = :kind AND r.withdrawn = 0""")
        .bind("thing", sample.thing())
        .bind("number", sample.number())
        .bind("sample", sample.sample())
        .bind("kind", sample.kind().text())
        .map((row, context) -> ManualReportRows.report(handle, row))
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
                .createQuery(
                    ManualReportRows.SELECT + "WHERE r.id = :report ORDER BY v.revision DESC")
                .bind("report", report)
                .map((row, context) -> ManualReportRows.report(handle, row))
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
                      ManualReportRows.SELECT
                          + """
                        AND v.revision = r.revision
                        WHERE (:thing IS NULL OR r.thing = :thing)
                          AND r.from_time >= :from AND r.from_time < :to
                        ORDER BY r.from_time DESC, r.id DESC""")
                  .bind("thing", thing)
                  .bind("from", range.fromMicros())
                  .bind("to", range.toMicros())
                  .map((row, context) -> ManualReportRows.report(handle, row))
                  .stream()) {
            return reports.filter(wanted).limit(limit).toList();
          }
        });
  }

  @Override
  public Optional<ManualReport> readingBefore(long thing, String code, Instant time, long other) {
    return reading(
        thing, code, time, other, "AND r.from_time < :time ORDER BY r.from_time DESC, r.id DESC");
  }

  @Override
  public Optional<ManualReport> readingAfter(long thing, String code, Instant time, long other) {
    return reading(thing, code, time, other, "AND r.from_time > :time ORDER BY r.from_time, r.id");
  }

  private Optional<ManualReport> reading(
      long thing, String code, Instant time, long other, String side) {
    return access.read(
        handle ->
            handle
                .createQuery(
                    ManualReportRows.SELECT
                        + """
                        AND v.revision = r.revision
                        WHERE r.thing = :thing AND r.kind = 'reading' AND r.withdrawn = 0
                          AND r.id <> :other
                          AND EXISTS (SELECT 1 FROM manual_result m
                            WHERE m.revision = v.id AND m.code = :code AND m.value IS NOT NULL)
                        """
                        + side
                        + " LIMIT 1")
                .bind("thing", thing)
                .bind("code", code)
                .bind("time", Micros.of(time))
                .bind("other", other)
                .map((row, context) -> ManualReportRows.report(handle, row))
                .findOne());
  }

  @Override
  public List<ManualReport> untold(int limit) {
    return access.read(
        handle ->
            handle
                .createQuery(
                    ManualReportRows.SELECT
                        + """
                        AND v.revision = r.revision
                        WHERE r.told < r.revision ORDER BY r.id LIMIT :limit""")
                .bind("limit", limit)
                .map((row, context) -> ManualReportRows.report(handle, row))
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
  public ManualDismissal dismiss(
      long report, int seen, boolean dismissed, String why, String author) {
    return access.write(
        handle -> {
          requireSeen(existing(handle, report), seen);
          ManualDismissal said =
              new ManualDismissal(report, seen, dismissed, why, author, access.clock().instant());
          handle.execute(
              """
              INSERT INTO manual_dismissal (report, revision, dismissed, why, author, recorded)
              VALUES (?, ?, ?, ?, ?, ?)""",
              report,
              seen,
              dismissed ? 1 : 0,
              said.why(),
              said.author(),
              Micros.of(said.recorded()));
          return said;
        });
  }

  @Override
  public List<ManualDismissal> dismissals(long report) {
    return access.read(
        handle ->
            handle
                .createQuery("SELECT * FROM manual_dismissal WHERE report = :report ORDER BY id")
                .bind("report", report)
                .map(
                    (row, context) ->
                        new ManualDismissal(
                            report,
                            row.getInt("revision"),
                            row.getInt("dismissed") != 0,
                            row.getString("why"),
                            row.getString("author"),
                            Columns.instant(row, "recorded")))
                .list());
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
          return ManualFileRows.add(handle, file, access.clock().instant());
        });
  }

  @Override
  public List<ManualFile> files(long report) {
    return access.read(handle -> ManualFileRows.of(handle, report));
  }

  @Override
  public ManualFile strikeFile(long file, String why, String by) {
    String reason = Checks.text("why", why);
    return access.write(
        handle -> ManualFileRows.strike(handle, file, access.clock().instant(), by, reason));
  }
}
