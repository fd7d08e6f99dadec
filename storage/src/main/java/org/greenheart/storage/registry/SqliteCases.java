// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.greenheart.storage.Micros;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

final class SqliteCases implements Cases {
  private static final String SELECT = "SELECT * FROM case_file ";

  /** Cases are numbered by the year in which they are opened, as people there count it. */
  private static final ZoneId BEIJING = ZoneId.of("Asia/Shanghai");

  private final Access access;

  SqliteCases(Access access) {
    this.access = access;
  }

  @Override
  public CaseFile open(Alarm alarm, String title, String by) {
    return access.write(
        handle -> {
          Instant now = access.clock().instant();
          long id = insert(handle, alarm, title, nextNumber(handle, now), now);
          int tied =
              handle.execute(
                  "UPDATE alarm SET case_file = ?, changed = ? WHERE id = ? AND case_file IS NULL",
                  id,
                  Micros.of(now),
                  alarm.id());
          if (tied == 0) {
            throw new RegistryException(
                RegistryException.Code.DUPLICATE,
                "alarm (%s) has a case already".formatted(alarm.id()));
          }
          AlarmRows.note(
              handle,
              AlarmRows.event(alarm.id(), now, by, AlarmEvent.What.ATTACHED, null, id, null));
          add(handle, id, new CaseEvent(now, by, "opened", title));
          return existing(handle, id);
        });
  }

  private static long insert(
      Handle handle, Alarm alarm, String title, String number, Instant opened) {
    return handle
        .createUpdate(
            """
            INSERT INTO case_file (number, kind, title, state, thing, rule, rule_version,
              signal_code, since, opened)
            VALUES (:number, 'environment', :title, 'open', :thing, :rule, :version,
              :signal, :since, :opened)""")
        .bind("number", number)
        .bind("title", title)
        .bind("thing", alarm.thing())
        .bind("rule", alarm.rule())
        .bind("version", alarm.ruleVersion())
        .bind("signal", alarm.signalCode())
        .bind("since", Micros.of(alarm.start()))
        .bind("opened", Micros.of(opened))
        .executeAndReturnGeneratedKeys("id")
        .mapTo(Long.class)
        .one();
  }

  /** The writer is alone, so counting is safe; nothing is ever taken out of the table. */
  private static String nextNumber(Handle handle, Instant now) {
    String year = Integer.toString(now.atZone(BEIJING).getYear());
    int count =
        handle
            .createQuery("SELECT COUNT(*) FROM case_file WHERE number LIKE :year")
            .bind("year", year + "-%")
            .mapTo(Integer.class)
            .one();
    return "%s-%04d".formatted(year, count + 1);
  }

  @Override
  public Optional<CaseFile> find(long id) {
    return access.read(handle -> find(handle, id));
  }

  private static Optional<CaseFile> find(Handle handle, long id) {
    return handle
        .createQuery(SELECT + "WHERE id = :id")
        .bind("id", id)
        .map((row, context) -> caseFile(row))
        .findOne();
  }

  private static CaseFile existing(Handle handle, long id) {
    return find(handle, id).orElseThrow(() -> RegistryException.notFound("case", id));
  }

  @Override
  public List<CaseFile> list(@Nullable Boolean open, @Nullable Long thing, long before, int limit) {
    return access.read(
        handle ->
            Pages.newestFirst(
                    handle, "case_file", open == null ? null : state(open), thing, before, limit)
                .map((row, context) -> caseFile(row))
                .list());
  }

  @Override
  public List<CaseFile> open() {
    return access.read(
        handle ->
            handle
                .createQuery(SELECT + "WHERE state = 'open' ORDER BY id")
                .map((row, context) -> caseFile(row))
                .list());
  }

  @Override
  public Optional<CaseFile> open(String rule, long thing, String signalCode) {
    return access.read(
        handle ->
            handle
                .createQuery(
                    SELECT
                        + """
                        WHERE state = 'open' AND rule = :rule AND thing = :thing
                          AND signal_code = :signal
                        ORDER BY id LIMIT 1""")
                .bind("rule", rule)
                .bind("thing", thing)
                .bind("signal", signalCode)
                .map((row, context) -> caseFile(row))
                .findOne());
  }

  @Override
  public CaseFile progress(long id, String progress, @Nullable CaseEvent event) {
    return access.write(
        handle -> {
          handle.execute("UPDATE case_file SET progress = ? WHERE id = ?", progress, id);
          CaseFile file = existing(handle, id);
          if (event != null) {
            add(handle, id, event);
          }
          return file;
        });
  }

  @Override
  public void note(long id, CaseEvent event) {
    access.write(
        handle -> {
          existing(handle, id);
          add(handle, id, event);
          return id;
        });
  }

  @Override
  public CaseFile close(long id, CaseEvent event) {
    return access.write(
        handle -> {
          int closed =
              handle.execute(
                  "UPDATE case_file SET state = 'closed', closed = ? WHERE id = ? AND state = 'open'",
                  Micros.of(event.at()),
                  id);
          CaseFile file = existing(handle, id);
          if (closed > 0) {
            add(handle, id, event);
          }
          return file;
        });
  }

  @Override
  public List<CaseEvent> timeline(long id) {
    return access.read(
        handle ->
            handle
                .createQuery("SELECT * FROM case_event WHERE case_file = :id ORDER BY id")
                .bind("id", id)
                .map(
                    (row, context) ->
                        new CaseEvent(
                            Columns.instant(row, "at"),
                            row.getString("who"),
                            row.getString("what"),
                            row.getString("text")))
                .list());
  }

  private static void add(Handle handle, long id, CaseEvent event) {
    handle.execute(
        "INSERT INTO case_event (case_file, at, who, what, text) VALUES (?, ?, ?, ?, ?)",
        id,
        Micros.of(event.at()),
        event.who(),
        event.what(),
        event.text());
  }

  private static String state(boolean open) {
    return open ? "open" : "closed";
  }

  private static CaseFile caseFile(ResultSet row) throws SQLException {
    return new CaseFile(
        row.getLong("id"),
        row.getString("number"),
        row.getString("kind"),
        row.getString("title"),
        row.getString("state").equals("open"),
        row.getLong("thing"),
        row.getString("rule"),
        row.getInt("rule_version"),
        row.getString("signal_code"),
        Columns.instant(row, "since"),
        Columns.text(row, "progress"),
        Columns.instant(row, "opened"),
        Columns.instantOrNull(row, "closed"));
  }
}
