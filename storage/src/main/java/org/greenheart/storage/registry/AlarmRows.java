// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.greenheart.storage.Micros;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Rows of alarms and of their events, as both tables of them read and write these. */
final class AlarmRows {
  private AlarmRows() {}

  static Optional<Alarm> find(Handle handle, long id) {
    return handle
        .createQuery("SELECT * FROM alarm WHERE id = :id")
        .bind("id", id)
        .map((row, context) -> alarm(row))
        .findOne();
  }

  static Alarm existing(Handle handle, long id) {
    return find(handle, id).orElseThrow(() -> RegistryException.notFound("alarm", id));
  }

  /** One that is not withdrawn. */
  static Alarm standing(Handle handle, long id) {
    Alarm alarm = existing(handle, id);
    if (alarm.state() == AlarmState.WITHDRAWN) {
      throw new RegistryException(
          RegistryException.Code.ALARM_WITHDRAWN, "alarm (%s) was withdrawn".formatted(id));
    }
    return alarm;
  }

  static void note(Handle handle, AlarmEvent event) {
    handle
        .createUpdate(
            """
            INSERT INTO alarm_event (alarm, at, who, what, was, became, why, other)
            VALUES (:alarm, :at, :who, :what, :was, :is, :why, :other)""")
        .bind("alarm", event.alarm())
        .bind("at", Micros.of(event.at()))
        .bind("who", event.who())
        .bind("what", event.what().text())
        .bind("was", event.was())
        .bind("is", event.is())
        .bind("why", event.why())
        .bind("other", event.other())
        .execute();
    handle.execute(
        "UPDATE alarm SET changed = ? WHERE id = ?", Micros.of(event.at()), event.alarm());
    NoticeOutbox.alarm(handle, event);
  }

  static AlarmEvent event(
      long alarm,
      Instant at,
      String who,
      AlarmEvent.What what,
      @Nullable Object was,
      @Nullable Object is,
      @Nullable String why) {
    return new AlarmEvent(0, alarm, at, who, what, text(was), text(is), why, null);
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }

  static AlarmEvent event(ResultSet row) throws SQLException {
    return new AlarmEvent(
        row.getLong("id"),
        row.getLong("alarm"),
        Columns.instant(row, "at"),
        row.getString("who"),
        AlarmEvent.What.ofText(row.getString("what")),
        Columns.text(row, "was"),
        Columns.text(row, "became"),
        Columns.text(row, "why"),
        Columns.number(row, "other"));
  }

  static Alarm alarm(ResultSet row) throws SQLException {
    return new Alarm(
        row.getLong("id"),
        row.getString("rule"),
        row.getInt("rule_version"),
        row.getLong("thing"),
        row.getLong("area"),
        row.getString("signal_code"),
        AlarmState.ofText(row.getString("state")),
        Severity.ofText(row.getString("severity")),
        Columns.text(row, "level"),
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
        Columns.number(row, "case_file"),
        Columns.number(row, "previous"),
        Columns.number(row, "merged_into"),
        Columns.text(row, "assigned"),
        Columns.number(row, "assigned_account"),
        Columns.instantOrNull(row, "shelved_until"),
        Columns.instantOrNull(row, "sounded"),
        Columns.instantOrNull(row, "waits_since"),
        row.getInt("escalation"));
  }
}
