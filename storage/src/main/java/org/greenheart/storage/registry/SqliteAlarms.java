// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.Micros;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

final class SqliteAlarms implements Alarms {
  private static final String SELECT = "SELECT * FROM alarm ";
  private static final String OF_POINT =
      "WHERE rule = :rule AND thing = :thing AND signal_code = :signal ";

  private final Access access;

  SqliteAlarms(Access access) {
    this.access = access;
  }

  @Override
  public Alarm raise(NewAlarm alarm) {
    return access.write(
        handle -> {
          if (alarm.end() == null
              && open(handle, alarm.rule().code(), alarm.thing(), alarm.signalCode()).isPresent()) {
            throw new RegistryException(
                RegistryException.Code.DUPLICATE,
                "an alarm of rule (%s) is open at thing (%s) for (%s)"
                    .formatted(alarm.rule().code(), alarm.thing(), alarm.signalCode()));
          }
          return existing(handle, insert(handle, alarm));
        });
  }

  private long insert(Handle handle, NewAlarm alarm) {
    Instant end = alarm.end();
    return handle
        .createUpdate(
            """
            INSERT INTO alarm (rule, rule_version, thing, signal_code, state, severity, start_time,
              end_time, peak, limit_value, unit, basis, late, raised, changed)
            VALUES (:rule, :version, :thing, :signal, :state, :severity, :start,
              :end, :peak, :limit, :unit, :basis, :late, :now, :now)""")
        .bind("rule", alarm.rule().code())
        .bind("version", alarm.rule().version())
        .bind("thing", alarm.thing())
        .bind("signal", alarm.signalCode())
        .bind("state", (end == null ? AlarmState.OPEN : AlarmState.CLEARED).text())
        .bind("severity", alarm.rule().severity().text())
        .bind("start", Micros.of(alarm.start()))
        .bind("end", end == null ? null : Micros.of(end))
        .bind("peak", text(alarm.peak()))
        .bind("limit", text(alarm.limit()))
        .bind("unit", alarm.unit())
        .bind("basis", alarm.rule().basis())
        .bind("late", alarm.late() ? 1 : 0)
        .bind("now", now())
        .executeAndReturnGeneratedKeys("id")
        .mapTo(Long.class)
        .one();
  }

  @Override
  public Alarm peak(long id, Decimal peak, @Nullable Decimal limit) {
    return access.write(
        handle -> {
          existing(handle, id);
          handle
              .createUpdate(
                  """
                  UPDATE alarm SET peak = :peak, limit_value = :limit, changed = :now
                  WHERE id = :id""")
              .bind("peak", peak.toString())
              .bind("limit", text(limit))
              .bind("now", now())
              .bind("id", id)
              .execute();
          return existing(handle, id);
        });
  }

  @Override
  public Alarm clear(long id, Instant end) {
    return access.write(
        handle -> {
          handle
              .createUpdate(
                  """
                  UPDATE alarm SET state = 'cleared', end_time = :end, changed = :now
                  WHERE id = :id AND state = 'open'""")
              .bind("end", Micros.of(end))
              .bind("now", now())
              .bind("id", id)
              .execute();
          return existing(handle, id);
        });
  }

  @Override
  public Alarm enliven(long id) {
    return access.write(
        handle -> {
          handle.execute("UPDATE alarm SET late = 0, changed = ? WHERE id = ?", now(), id);
          return existing(handle, id);
        });
  }

  @Override
  public Alarm acknowledge(long id, String by) {
    return access.write(
        handle -> {
          handle
              .createUpdate(
                  """
                  UPDATE alarm SET acknowledged = :now, acknowledged_by = :by, changed = :now
                  WHERE id = :id AND acknowledged IS NULL""")
              .bind("now", now())
              .bind("by", by)
              .bind("id", id)
              .execute();
          return existing(handle, id);
        });
  }

  @Override
  public Alarm attach(long id, long caseFile) {
    return access.write(
        handle -> {
          handle.execute(
              "UPDATE alarm SET case_file = ?, changed = ? WHERE id = ?", caseFile, now(), id);
          return existing(handle, id);
        });
  }

  @Override
  public Optional<Alarm> find(long id) {
    return access.read(handle -> find(handle, id));
  }

  private static Optional<Alarm> find(Handle handle, long id) {
    return handle
        .createQuery(SELECT + "WHERE id = :id")
        .bind("id", id)
        .map((row, context) -> alarm(row))
        .findOne();
  }

  private static Alarm existing(Handle handle, long id) {
    return find(handle, id).orElseThrow(() -> RegistryException.notFound("alarm", id));
  }

  @Override
  public Optional<Alarm> open(String rule, long thing, String signalCode) {
    return access.read(handle -> open(handle, rule, thing, signalCode));
  }

  private static Optional<Alarm> open(Handle handle, String rule, long thing, String signalCode) {
    return handle
        .createQuery(SELECT + OF_POINT + "AND state = 'open'")
        .bind("rule", rule)
        .bind("thing", thing)
        .bind("signal", signalCode)
        .map((row, context) -> alarm(row))
        .findOne();
  }

  @Override
  public List<Alarm> open() {
    return access.read(
        handle ->
            handle
                .createQuery(SELECT + "WHERE state = 'open' ORDER BY id")
                .map((row, context) -> alarm(row))
                .list());
  }

  @Override
  public List<Alarm> list(
      @Nullable AlarmState state, @Nullable Long thing, long before, int limit) {
    return access.read(
        handle ->
            Pages.newestFirst(
                    handle, "alarm", state == null ? null : state.text(), thing, before, limit)
                .map((row, context) -> alarm(row))
                .list());
  }

  @Override
  public List<Alarm> within(String rule, long thing, String signalCode, Instant from, Instant to) {
    return access.read(
        handle ->
            handle
                .createQuery(
                    SELECT
                        + OF_POINT
                        + """
                        AND start_time <= :to AND (end_time IS NULL OR end_time >= :from)
                        ORDER BY start_time, id""")
                .bind("rule", rule)
                .bind("thing", thing)
                .bind("signal", signalCode)
                .bind("from", Micros.of(from))
                .bind("to", Micros.of(to))
                .map((row, context) -> alarm(row))
                .list());
  }

  @Override
  public List<Alarm> ofCase(long caseFile) {
    return access.read(
        handle ->
            handle
                .createQuery(SELECT + "WHERE case_file = :case ORDER BY start_time, id")
                .bind("case", caseFile)
                .map((row, context) -> alarm(row))
                .list());
  }

  private long now() {
    return Micros.of(access.clock().instant());
  }

  private static @Nullable String text(@Nullable Decimal number) {
    return number == null ? null : number.toString();
  }

  private static Alarm alarm(ResultSet row) throws SQLException {
    return new Alarm(
        row.getLong("id"),
        row.getString("rule"),
        row.getInt("rule_version"),
        row.getLong("thing"),
        row.getString("signal_code"),
        AlarmState.ofText(row.getString("state")),
        Severity.ofText(row.getString("severity")),
        Columns.instant(row, "start_time"),
        Columns.instantOrNull(row, "end_time"),
        Columns.decimal(row, "peak"),
        Columns.decimal(row, "limit_value"),
        row.getString("unit"),
        row.getString("basis"),
        row.getInt("late") == 1,
        Columns.instant(row, "raised"),
        Columns.instant(row, "changed"),
        Columns.instantOrNull(row, "acknowledged"),
        Columns.text(row, "acknowledged_by"),
        Columns.number(row, "case_file"));
  }
}
