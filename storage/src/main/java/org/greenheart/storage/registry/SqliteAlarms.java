// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.Micros;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
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
    return access.write(handle -> new AlarmRaising(handle, now()).raise(alarm));
  }

  @Override
  public Alarm peak(long id, Decimal peak, @Nullable Decimal limit) {
    return access.write(
        handle -> {
          Alarm was = AlarmRows.existing(handle, id);
          if (was.state() == AlarmState.OPEN) {
            handle.execute(
                "UPDATE alarm SET peak = ?, limit_value = ? WHERE id = ?",
                peak.toString(),
                Columns.sql(limit),
                id);
            note(handle, id, AlarmEvent.WATCH, AlarmEvent.What.PEAK, was.peak(), peak, null);
          }
          return AlarmRows.existing(handle, id);
        });
  }

  @Override
  public Alarm clear(long id, Instant end) {
    return clear(id, end, null, AlarmEvent.WATCH);
  }

  @Override
  public Alarm clear(long id, Instant end, @Nullable String why, String by) {
    return access.write(
        handle -> {
          Alarm was = AlarmRows.existing(handle, id);
          if (was.state() == AlarmState.OPEN) {
            handle.execute(
                "UPDATE alarm SET state = 'cleared', end_time = ? WHERE id = ?",
                Micros.of(end),
                id);
            note(handle, id, by, AlarmEvent.What.CLEARED, "open", end, why);
          }
          return AlarmRows.existing(handle, id);
        });
  }

  @Override
  public Alarm enliven(long id) {
    return access.write(
        handle -> {
          Alarm was = AlarmRows.existing(handle, id);
          if (was.late()) {
            long now = Micros.of(now());
            boolean quiet = was.shelvedUntil() != null;
            handle.execute(
                """
                UPDATE alarm SET late = 0, sounded = COALESCE(sounded, ?), waits_since = ?
                WHERE id = ?\
                """,
                quiet ? null : now,
                quiet ? null : now,
                id);
            note(handle, id, AlarmEvent.WATCH, AlarmEvent.What.SOUNDED, "late", "open", null);
          }
          return AlarmRows.existing(handle, id);
        });
  }

  @Override
  public Alarm extend(long id, Instant start, @Nullable Instant end, String why, String by) {
    return access.write(
        handle -> {
          new AlarmJudging(handle, now(), why, by)
              .extend(AlarmRows.standing(handle, id), start, end);
          return AlarmRows.existing(handle, id);
        });
  }

  @Override
  public Alarm correctPeak(long id, Decimal peak, @Nullable Decimal limit, String why, String by) {
    return access.write(
        handle -> {
          new AlarmJudging(handle, now(), why, by)
              .correctPeak(AlarmRows.standing(handle, id), peak, limit);
          return AlarmRows.existing(handle, id);
        });
  }

  @Override
  public Alarm withdraw(long id, String why, String by) {
    return access.write(
        handle -> {
          new AlarmJudging(handle, now(), why, by).withdraw(AlarmRows.existing(handle, id));
          return AlarmRows.existing(handle, id);
        });
  }

  @Override
  public Alarm merge(long older, long younger, String why, String by) {
    return access.write(
        handle -> {
          new AlarmJudging(handle, now(), why, by)
              .merge(AlarmRows.standing(handle, older), AlarmRows.standing(handle, younger));
          return AlarmRows.existing(handle, older);
        });
  }

  @Override
  public Alarm attach(long id, long caseFile, String by) {
    return access.write(
        handle -> {
          Alarm was = AlarmRows.existing(handle, id);
          handle.execute("UPDATE alarm SET case_file = ? WHERE id = ?", caseFile, id);
          note(handle, id, by, AlarmEvent.What.ATTACHED, was.caseFile(), caseFile, null);
          return AlarmRows.existing(handle, id);
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
  public Optional<Alarm> find(long id) {
    return access.read(handle -> AlarmRows.find(handle, id));
  }

  @Override
  public Optional<Alarm> open(String rule, long thing, String signalCode) {
    return access.read(
        handle ->
            handle
                .createQuery(SELECT + OF_POINT + "AND state = 'open'")
                .bind("rule", rule)
                .bind("thing", thing)
                .bind("signal", signalCode)
                .map((row, context) -> AlarmRows.alarm(row))
                .findOne());
  }

  @Override
  public List<Alarm> open() {
    return access.read(
        handle -> alarms(handle.createQuery(SELECT + "WHERE state = 'open' ORDER BY id")));
  }

  @Override
  public List<Alarm> list(
      @Nullable AlarmState state, @Nullable Long thing, long before, int limit) {
    return access.read(
        handle ->
            alarms(
                Pages.newestFirst(
                    handle, "alarm", state == null ? null : state.text(), thing, before, limit)));
  }

  @Override
  public List<Alarm> list(AlarmFilter filter, long before, int limit) {
    requireNonNull(filter, "filter is null");
    return access.read(handle -> AlarmLists.read(handle, filter, before, limit));
  }

  @Override
  public List<Alarm> within(String rule, long thing, String signalCode, Instant from, Instant to) {
    return access.read(
        handle ->
            alarms(
                handle
                    .createQuery(
                        SELECT
                            + OF_POINT
                            + """
                            AND start_time <= :to AND (end_time IS NULL OR end_time >= :from)
                            ORDER BY start_time, id\
                            """)
                    .bind("rule", rule)
                    .bind("thing", thing)
                    .bind("signal", signalCode)
                    .bind("from", Micros.of(from))
                    .bind("to", Micros.of(to))));
  }

  @Override
  public List<Alarm> ofArea(String rule, long area, Instant from, Instant to) {
    return access.read(
        handle ->
            alarms(
                handle
                    .createQuery(
                        SELECT
                            + """
                            WHERE rule = :rule AND area = :area
                            AND start_time <= :to AND (end_time IS NULL OR end_time >= :from)
                            ORDER BY start_time, id\
                            """)
                    .bind("rule", rule)
                    .bind("area", area)
                    .bind("from", Micros.of(from))
                    .bind("to", Micros.of(to))));
  }

  @Override
  public List<AlarmStation> stations(long id) {
    return access.read(
        handle ->
            handle
                .createQuery("SELECT * FROM alarm_station WHERE alarm = :id ORDER BY thing")
                .bind("id", id)
                .map(
                    (row, context) ->
                        new AlarmStation(
                            row.getLong("thing"),
                            Columns.decimal(row, "value"),
                            row.getString("note")))
                .list());
  }

  @Override
  public void restOn(long id, String level, List<AlarmStation> stations, String by) {
    access.<Alarm>write(
        handle -> {
          Alarm was = AlarmRows.existing(handle, id);
          if (!level.equals(was.level())) {
            handle.execute("UPDATE alarm SET level = ? WHERE id = ?", level, id);
            note(handle, id, by, AlarmEvent.What.LEVEL, was.level(), level, null);
          }
          handle.execute("DELETE FROM alarm_station WHERE alarm = ?", id);
          for (AlarmStation station : stations) {
            handle.execute(
                "INSERT INTO alarm_station (alarm, thing, value, note) VALUES (?, ?, ?, ?)",
                id,
                station.thing(),
                Columns.sql(station.value()),
                station.note());
          }
          return was;
        });
  }

  @Override
  public List<Alarm> ofCase(long caseFile) {
    return access.read(
        handle ->
            alarms(
                handle
                    .createQuery(SELECT + "WHERE case_file = :case ORDER BY start_time, id")
                    .bind("case", caseFile)));
  }

  @Override
  public List<Alarm> recurrences(long id) {
    return access.read(
        handle ->
            alarms(
                handle
                    .createQuery(SELECT + "WHERE previous = :id ORDER BY start_time, id")
                    .bind("id", id)));
  }

  private static List<Alarm> alarms(Query query) {
    return query.map((row, context) -> AlarmRows.alarm(row)).list();
  }

  @Override
  public List<AlarmEvent> events(long id) {
    return access.read(
        handle ->
            handle
                .createQuery("SELECT * FROM alarm_event WHERE alarm = :id ORDER BY id")
                .bind("id", id)
                .map((row, context) -> AlarmRows.event(row))
                .list());
  }

  @Override
  public long lastEvent() {
    return access.read(
        handle ->
            handle
                .createQuery("SELECT COALESCE(MAX(id), 0) FROM alarm_event")
                .mapTo(Long.class)
                .one());
  }

  @Override
  public List<Long> changedAfter(long event) {
    return access.read(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT DISTINCT a.thing FROM alarm_event e JOIN alarm a ON a.id = e.alarm
                    WHERE e.id > :event AND a.thing IS NOT NULL\
                    """)
                .bind("event", event)
                .mapTo(Long.class)
                .list());
  }

  @Override
  public List<Long> areasChangedAfter(long event) {
    return access.read(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT DISTINCT a.area FROM alarm_event e JOIN alarm a ON a.id = e.alarm
                    WHERE e.id > :event AND a.area IS NOT NULL\
                    """)
                .bind("event", event)
                .mapTo(Long.class)
                .list());
  }

  private Instant now() {
    return access.clock().instant();
  }
}
