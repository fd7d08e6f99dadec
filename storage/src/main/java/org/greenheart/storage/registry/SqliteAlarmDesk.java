// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.greenheart.storage.Micros;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

final class SqliteAlarmDesk implements AlarmDesk {
  private static final String WAITING =
      """
      SELECT * FROM alarm WHERE state = 'open' AND late = 0 AND waits_since IS NOT NULL
        AND acknowledged IS NULL AND shelved_until IS NULL ORDER BY id""";

  private final Access access;

  SqliteAlarmDesk(Access access) {
    this.access = access;
  }

  @Override
  public Alarm acknowledge(long id, String by) {
    return access.write(
        handle -> {
          Alarm was = AlarmRows.standing(handle, id);
          if (was.acknowledged() == null) {
            handle.execute(
                "UPDATE alarm SET acknowledged = ?, acknowledged_by = ? WHERE id = ?",
                Micros.of(now()),
                by,
                id);
            note(handle, id, by, AlarmEvent.What.ACKNOWLEDGED, null, null, null);
          }
          return AlarmRows.existing(handle, id);
        });
  }

  @Override
  public Alarm assign(long id, String person, long account, String by) {
    return access.write(
        handle -> {
          Alarm was = AlarmRows.standing(handle, id);
          String to = person.isBlank() ? null : person.strip();
          Long whose = to == null ? null : TableShape.reference(account);
          if (!Objects.equals(was.assigned(), to)
              || !Objects.equals(was.assignedAccount(), whose)) {
            handle.execute(
                "UPDATE alarm SET assigned = ?, assigned_account = ? WHERE id = ?", to, whose, id);
            note(handle, id, by, AlarmEvent.What.ASSIGNED, was.assigned(), to, null);
          }
          return AlarmRows.existing(handle, id);
        });
  }

  @Override
  public Alarm comment(long id, String text, String by) {
    return access.write(
        handle -> {
          Alarm alarm = AlarmRows.existing(handle, id);
          note(handle, alarm.id(), by, AlarmEvent.What.COMMENTED, null, null, text);
          return AlarmRows.existing(handle, id);
        });
  }

  @Override
  public Alarm shelve(long id, Instant until, String why, String by) {
    return access.write(
        handle -> {
          Alarm was = AlarmRows.standing(handle, id);
          if (was.state() != AlarmState.OPEN) {
            throw new RegistryException(
                RegistryException.Code.ALARM_OVER,
                "alarm (%s) is over since (%s): only an open one is shelved"
                    .formatted(id, was.end()));
          }
          if (!until.equals(was.shelvedUntil())) {
            handle.execute("UPDATE alarm SET shelved_until = ? WHERE id = ?", Micros.of(until), id);
            note(handle, id, by, AlarmEvent.What.SHELVED, was.shelvedUntil(), until, why);
          }
          return AlarmRows.existing(handle, id);
        });
  }

  @Override
  public Alarm unshelve(long id, String why, String by) {
    return access.write(
        handle -> {
          Alarm was = AlarmRows.existing(handle, id);
          if (was.shelvedUntil() != null) {
            // Late data does not sound, and what is over does not begin to.
            boolean asks = was.state() == AlarmState.OPEN && !was.late();
            handle.execute(
                """
                UPDATE alarm SET shelved_until = NULL, sounded = COALESCE(sounded, ?),
                  waits_since = COALESCE(?, waits_since) WHERE id = ?""",
                asks ? Micros.of(now()) : null,
                asks ? Micros.of(now()) : null,
                id);
            note(handle, id, by, AlarmEvent.What.UNSHELVED, was.shelvedUntil(), null, why);
          }
          return AlarmRows.existing(handle, id);
        });
  }

  @Override
  public boolean escalate(long id, int level, String recipient) {
    return access.write(
        handle -> {
          Alarm was = AlarmRows.existing(handle, id);
          if (!was.waits() || was.late() || was.escalation() >= level) {
            return false;
          }
          handle.execute("UPDATE alarm SET escalation = ? WHERE id = ?", level, id);
          note(
              handle,
              id,
              AlarmEvent.CLOCK,
              AlarmEvent.What.ESCALATED,
              was.escalation(),
              level,
              recipient);
          return true;
        });
  }

  private void note(
      Handle handle,
      long id,
      String who,
      AlarmEvent.What what,
      @Nullable Object was,
      @Nullable Object is,
      @Nullable String why) {
    AlarmRows.note(handle, AlarmRows.event(id, now(), who, what, was, is, why));
  }

  @Override
  public List<Alarm> shelvesOver() {
    return access.read(
        handle ->
            handle
                .createQuery("SELECT * FROM alarm WHERE shelved_until <= :now ORDER BY id")
                .bind("now", Micros.of(now()))
                .map((row, context) -> AlarmRows.alarm(row))
                .list());
  }

  @Override
  public List<Alarm> waiting() {
    return access.read(
        handle -> handle.createQuery(WAITING).map((row, context) -> AlarmRows.alarm(row)).list());
  }

  @Override
  public List<SoundedAlarm> sounded(Instant from, Instant to) {
    return access.read(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT id, rule, thing, area, signal_code, sounded FROM alarm
                    WHERE sounded >= :from AND sounded < :to ORDER BY sounded, id""")
                .bind("from", Micros.of(from))
                .bind("to", Micros.of(to))
                .map(
                    (row, context) ->
                        new SoundedAlarm(
                            row.getLong("id"),
                            row.getString("rule"),
                            row.getLong("thing"),
                            row.getLong("area"),
                            row.getString("signal_code"),
                            Columns.instant(row, "sounded")))
                .list());
  }

  @Override
  public AlarmPolicy policy() {
    return access.read(SqliteAlarmDesk::policy);
  }

  private static AlarmPolicy policy(Handle handle) {
    List<AlarmPolicy.Step> steps =
        handle
            .createQuery("SELECT * FROM escalation_step ORDER BY severity, level")
            .map(
                (row, context) ->
                    new AlarmPolicy.Step(
                        Severity.ofText(row.getString("severity")),
                        row.getInt("level"),
                        Duration.ofSeconds(row.getLong("after_seconds")),
                        row.getString("recipient")))
            .list();
    return handle
        .createQuery("SELECT * FROM alarm_policy")
        .map(
            (row, context) ->
                new AlarmPolicy(
                    Duration.ofSeconds(row.getLong("recurrence_seconds")),
                    row.getInt("operators"),
                    steps))
        .one();
  }

  @Override
  public AlarmPolicy decide(AlarmPolicy policy, String by) {
    return access.write(
        handle -> {
          handle.execute(
              "UPDATE alarm_policy SET recurrence_seconds = ?, operators = ?, author = ?, recorded = ?",
              policy.recurrence().toSeconds(),
              policy.operators(),
              by,
              Micros.of(now()));
          handle.execute("DELETE FROM escalation_step");
          for (AlarmPolicy.Step step : policy.steps()) {
            handle.execute(
                """
                INSERT INTO escalation_step (severity, level, after_seconds, recipient)
                VALUES (?, ?, ?, ?)""",
                step.severity().text(),
                step.level(),
                step.after().toSeconds(),
                step.recipient());
          }
          return policy(handle);
        });
  }

  private Instant now() {
    return access.clock().instant();
  }
}
