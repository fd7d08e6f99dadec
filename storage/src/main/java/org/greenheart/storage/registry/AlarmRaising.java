// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.time.Instant;
import java.util.Optional;
import org.greenheart.storage.Micros;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Raises alarms, within a transaction. */
final class AlarmRaising {
  private final Handle handle;
  private final Instant now;

  AlarmRaising(Handle handle, Instant now) {
    this.handle = handle;
    this.now = now;
  }

  Alarm raise(NewAlarm alarm) {
    if (alarm.end() == null) {
      refuseSecond(handle, alarm.rule().code(), alarm.thing(), alarm.area(), alarm.signalCode());
    }
    Alarm previous = previous(alarm).orElse(null);
    Instant shelf = shelf(previous);
    long id = insert(alarm, previous, shelf);
    AlarmRows.note(
        handle,
        new AlarmEvent(
            0,
            id,
            now,
            AlarmEvent.WATCH,
            AlarmEvent.What.RAISED,
            null,
            alarm.late() ? "late" : "open",
            null,
            previous == null ? null : previous.id()));
    if (previous != null && shelf != null) {
      AlarmRows.note(
          handle,
          new AlarmEvent(
              0,
              id,
              now,
              AlarmEvent.WATCH,
              AlarmEvent.What.SHELVED,
              null,
              shelf.toString(),
              null,
              previous.id()));
    }
    return AlarmRows.existing(handle, id);
  }

  /** At most one is open for a rule at a point or in an area; the unique indexes say so too. */
  static void refuseSecond(Handle handle, String rule, long thing, long area, String signal) {
    boolean open =
        handle
            .createQuery(
                """
                SELECT EXISTS (SELECT 1 FROM alarm WHERE rule = :rule
                  AND thing IS NOT DISTINCT FROM :thing AND area IS NOT DISTINCT FROM :area
                  AND signal_code = :signal AND state = 'open')""")
            .bind("rule", rule)
            .bind("thing", given(thing))
            .bind("area", given(area))
            .bind("signal", signal)
            .mapTo(Boolean.class)
            .one();
    if (open) {
      throw new RegistryException(
          RegistryException.Code.DUPLICATE,
          "an alarm of rule (%s) is open at %s (%s) for (%s)"
              .formatted(rule, area == 0 ? "thing" : "area", area == 0 ? thing : area, signal));
    }
  }

  private static @Nullable Long given(long id) {
    return id == 0 ? null : id;
  }

  /** The alarm that this one repeats: the last that ended before it, not too long ago. */
  private Optional<Alarm> previous(NewAlarm alarm) {
    return handle
        .createQuery(
            """
            SELECT a.* FROM alarm a, alarm_policy p
            WHERE a.rule = :rule AND a.thing IS NOT DISTINCT FROM :thing
              AND a.area IS NOT DISTINCT FROM :area AND a.signal_code = :signal
              AND a.state = 'cleared' AND a.end_time <= :start
              AND :start - a.end_time < p.recurrence_seconds * 1000000
            ORDER BY a.end_time DESC, a.id DESC LIMIT 1""")
        .bind("rule", alarm.rule().code())
        .bind("thing", given(alarm.thing()))
        .bind("area", given(alarm.area()))
        .bind("signal", alarm.signalCode())
        .bind("start", Micros.of(alarm.start()))
        .map((row, context) -> AlarmRows.alarm(row))
        .findOne();
  }

  private @Nullable Instant shelf(@Nullable Alarm previous) {
    Instant until = previous == null ? null : previous.shelvedUntil();
    return until != null && until.isAfter(now) ? until : null;
  }

  private long insert(NewAlarm alarm, @Nullable Alarm previous, @Nullable Instant shelf) {
    Instant end = alarm.end();
    boolean sounds = !alarm.late() && shelf == null;
    long micros = Micros.of(now);
    return handle
        .createUpdate(
            """
            INSERT INTO alarm (rule, rule_version, thing, area, signal_code, state, severity, start_time,
              end_time, peak, limit_value, unit, basis, late, raised, changed, previous,
              shelved_until, sounded, waits_since)
            VALUES (:rule, :version, :thing, :area, :signal, :state, :severity, :start,
              :end, :peak, :limit, :unit, :basis, :late, :now, :now, :previous,
              :shelf, :sounded, :sounded)""")
        .bind("rule", alarm.rule().code())
        .bind("version", alarm.rule().version())
        .bind("thing", given(alarm.thing()))
        .bind("area", given(alarm.area()))
        .bind("signal", alarm.signalCode())
        .bind("state", (end == null ? AlarmState.OPEN : AlarmState.CLEARED).text())
        .bind("severity", alarm.rule().severity().text())
        .bind("start", Micros.of(alarm.start()))
        .bind("end", end == null ? null : Micros.of(end))
        .bind("peak", Columns.sql(alarm.peak()))
        .bind("limit", Columns.sql(alarm.limit()))
        .bind("unit", alarm.unit())
        .bind("basis", alarm.rule().basis())
        .bind("late", alarm.late() ? 1 : 0)
        .bind("now", micros)
        .bind("previous", previous == null ? null : previous.id())
        .bind("shelf", shelf == null ? null : Micros.of(shelf))
        .bind("sounded", sounds ? micros : null)
        .executeAndReturnGeneratedKeys("id")
        .mapTo(Long.class)
        .one();
  }
}
