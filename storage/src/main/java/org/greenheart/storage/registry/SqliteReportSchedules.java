// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.greenheart.storage.Micros;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

final class SqliteReportSchedules implements ReportSchedules {
  private static final String EVERYTHING = "everything";

  private final Access access;

  SqliteReportSchedules(Access access) {
    this.access = access;
  }

  @Override
  public List<ReportSchedule> list() {
    return access.read(
        handle ->
            handle
                .createQuery("SELECT * FROM report_schedule ORDER BY id")
                .map((row, context) -> schedule(row))
                .list());
  }

  @Override
  public Optional<ReportSchedule> find(long id) {
    return access.read(handle -> find(handle, id));
  }

  private static Optional<ReportSchedule> find(Handle handle, long id) {
    return handle
        .createQuery("SELECT * FROM report_schedule WHERE id = :id")
        .bind("id", id)
        .map((row, context) -> schedule(row))
        .findOne();
  }

  @Override
  public List<ReportSchedule> due(Instant now) {
    return access.read(
        handle ->
            handle
                .createQuery("SELECT * FROM report_schedule WHERE next <= :now ORDER BY next, id")
                .bind("now", Micros.of(now))
                .map((row, context) -> schedule(row))
                .list());
  }

  @Override
  public ReportSchedule put(ReportSchedule schedule) {
    return access.write(
        handle -> {
          long id = schedule.id();
          if (id == 0) {
            id =
                bind(
                        handle.createUpdate(
                            """
                            INSERT INTO report_schedule (name, request, format, every, at_minute,
                              language, recipients, author, account, reach, next)
                            VALUES (:name, :request, :format, :every, :at, :language,
                              :recipients, :author, :account, :reach, :next)"""),
                        schedule)
                    .executeAndReturnGeneratedKeys("id")
                    .mapTo(Long.class)
                    .one();
          } else {
            bind(
                    handle.createUpdate(
                        """
                        UPDATE report_schedule SET name = :name, request = :request,
                          format = :format, every = :every, at_minute = :at,
                          language = :language, recipients = :recipients, author = :author,
                          account = :account, reach = :reach, next = :next
                        WHERE id = :id"""),
                    schedule)
                .bind("id", id)
                .execute();
          }
          long number = id;
          return find(handle, number)
              .orElseThrow(() -> RegistryException.notFound("report schedule", number));
        });
  }

  private static <S extends SqlStatement<S>> S bind(S statement, ReportSchedule schedule) {
    return statement
        .bind("name", schedule.name())
        .bind("request", schedule.request())
        .bind("format", schedule.format())
        .bind("every", schedule.every().text())
        .bind("at", NoticeRows.minutes(schedule.at()))
        .bind("language", schedule.language())
        .bind("recipients", String.join(" ", new TreeSet<>(schedule.recipients())))
        .bind("author", schedule.author())
        .bind("account", schedule.account())
        .bind("reach", text(schedule.reach()))
        .bind("next", Micros.of(schedule.next()));
  }

  @Override
  public void made(long id, Instant next, @Nullable String error) {
    access.write(
        handle ->
            handle.execute(
                "UPDATE report_schedule SET next = ?, error = ? WHERE id = ?",
                Micros.of(next),
                error,
                id));
  }

  @Override
  public boolean remove(long id) {
    return access.write(
        handle -> handle.execute("DELETE FROM report_schedule WHERE id = ?", id) == 1);
  }

  @Override
  public List<CaseLine> casesBetween(Instant from, Instant to) {
    return access.read(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT c.number, c.kind, c.title, c.title_en, c.thing, c.lead, c.due, c.opened,
                      c.closed,
                      e.name AS enterprise, a.name AS area
                    FROM case_file c LEFT JOIN enterprise e ON e.id = c.enterprise
                      LEFT JOIN area a ON a.id = c.area
                    WHERE c.ledger = 0 AND c.opened < :to
                      AND (c.closed IS NULL OR c.closed >= :from)
                    ORDER BY c.id""")
                .bind("from", Micros.of(from))
                .bind("to", Micros.of(to))
                .map(
                    (row, context) ->
                        new CaseLine(
                            row.getString("number"),
                            row.getString("kind"),
                            row.getString("title"),
                            Columns.text(row, "title_en"),
                            Columns.number(row, "thing"),
                            Columns.text(row, "lead"),
                            Columns.text(row, "enterprise"),
                            Columns.text(row, "area"),
                            Columns.instantOrNull(row, "due"),
                            Columns.instant(row, "opened"),
                            Columns.instantOrNull(row, "closed")))
                .list());
  }

  /** {@code everything}, or {@code enterprises;areas;groups} with commas within each. */
  private static String text(Reach reach) {
    return reach.everything()
        ? EVERYTHING
        : joined(reach.enterprises()) + ";" + joined(reach.areas()) + ";" + joined(reach.groups());
  }

  private static String joined(Set<Long> ids) {
    return new TreeSet<>(ids).stream().map(String::valueOf).collect(Collectors.joining(","));
  }

  private static Reach reach(String text) {
    if (text.equals(EVERYTHING)) {
      return Reach.all();
    }
    String[] sets = text.split(";", -1);
    return Reach.of(ids(sets[0]), ids(sets[1]), ids(sets[2]));
  }

  private static Set<Long> ids(String joined) {
    return joined.isEmpty()
        ? Set.of()
        : Arrays.stream(joined.split(",", -1)).map(Long::valueOf).collect(Collectors.toSet());
  }

  private static ReportSchedule schedule(ResultSet row) throws SQLException {
    return new ReportSchedule(
        row.getLong("id"),
        row.getString("name"),
        row.getString("request"),
        row.getString("format"),
        ReportSchedule.Every.ofText(row.getString("every")),
        LocalTime.ofSecondOfDay(row.getLong("at_minute") * 60),
        row.getString("language"),
        NoticeWords.split(row.getString("recipients"), word -> word),
        row.getString("author"),
        row.getLong("account"),
        reach(row.getString("reach")),
        Columns.instant(row, "next"),
        Columns.text(row, "error"));
  }
}
