// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.Micros;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What judging again makes of alarms that were raised, within a transaction: was, is, why. */
final class AlarmJudging {
  private final Handle handle;
  private final Instant now;
  private final String why;
  private final String by;

  AlarmJudging(Handle handle, Instant now, String why, String by) {
    this.handle = handle;
    this.now = now;
    this.why = requireNonNull(why, "why is null");
    this.by = requireNonNull(by, "by is null");
  }

  void extend(Alarm alarm, Instant start, @Nullable Instant end) {
    String was = span(alarm.start(), alarm.end());
    String is = span(start, end);
    if (is.equals(was)) {
      return;
    }
    if (end != null && end.isBefore(start)) {
      throw new IllegalArgumentException("end (%s) is before start (%s)".formatted(end, start));
    }
    if (end == null && alarm.state() != AlarmState.OPEN) {
      AlarmRaising.refuseSecond(
          handle, alarm.rule(), alarm.thing(), alarm.area(), alarm.signalCode());
    }
    handle.execute(
        "UPDATE alarm SET start_time = ?, end_time = ?, state = ? WHERE id = ?",
        Micros.of(start),
        end == null ? null : Micros.of(end),
        (end == null ? AlarmState.OPEN : AlarmState.CLEARED).text(),
        alarm.id());
    note(alarm.id(), AlarmEvent.What.EXTENDED, was, is, null);
  }

  void correctPeak(Alarm alarm, Decimal peak, @Nullable Decimal limit) {
    Decimal was = alarm.peak();
    boolean samePeak = was != null && was.compareTo(peak) == 0;
    boolean sameLimit =
        limit == null || (alarm.limit() != null && alarm.limit().compareTo(limit) == 0);
    if (samePeak && sameLimit) {
      return;
    }
    handle.execute(
        "UPDATE alarm SET peak = ?, limit_value = ? WHERE id = ?",
        Columns.sql(peak),
        Columns.sql(limit),
        alarm.id());
    if (!samePeak) {
      note(alarm.id(), AlarmEvent.What.PEAK, Columns.sql(was), Columns.sql(peak), null);
    }
    if (!sameLimit) {
      note(alarm.id(), AlarmEvent.What.LIMIT, Columns.sql(alarm.limit()), Columns.sql(limit), null);
    }
  }

  void withdraw(Alarm alarm) {
    if (alarm.state() == AlarmState.WITHDRAWN) {
      return;
    }
    end(alarm, null);
    note(alarm.id(), AlarmEvent.What.WITHDRAWN, alarm.state().text(), "withdrawn", null);
  }

  private void end(Alarm alarm, @Nullable Long into) {
    handle.execute(
        "UPDATE alarm SET state = 'withdrawn', shelved_until = NULL, merged_into = ? WHERE id = ?",
        into,
        alarm.id());
  }

  void merge(Alarm older, Alarm younger) {
    if (older.id() == younger.id()
        || !older.rule().equals(younger.rule())
        || older.thing() != younger.thing()
        || older.area() != younger.area()
        || !older.signalCode().equals(younger.signalCode())) {
      throw new IllegalArgumentException(
          "alarms (%s) and (%s) must be two of one rule, thing and signal"
              .formatted(older.id(), younger.id()));
    }
    end(younger, older.id());
    note(younger.id(), AlarmEvent.What.MERGED, younger.state().text(), "withdrawn", older.id());
    handle.execute(
        "UPDATE alarm SET previous = ? WHERE previous = ? AND id <> ?",
        older.id(),
        younger.id(),
        older.id());
    Instant start = older.start().isBefore(younger.start()) ? older.start() : younger.start();
    Instant end = later(older.end(), younger.end());
    takeOver(older, younger);
    note(
        older.id(),
        AlarmEvent.What.MERGED,
        span(older.start(), older.end()),
        span(start, end),
        younger.id());
    handle.execute(
        "UPDATE alarm SET start_time = ?, end_time = ?, state = ? WHERE id = ?",
        Micros.of(start),
        end == null ? null : Micros.of(end),
        (end == null ? AlarmState.OPEN : AlarmState.CLEARED).text(),
        older.id());
  }

  /** The higher peak, and what only the younger has: that it sounded, its case. */
  private void takeOver(Alarm older, Alarm younger) {
    Decimal a = older.peak();
    Decimal b = younger.peak();
    boolean higher = b != null && (a == null || b.compareTo(a) > 0);
    handle
        .createUpdate(
            """
            UPDATE alarm SET peak = :peak, limit_value = :limit, late = MIN(late, :late),
              sounded = COALESCE(sounded, :sounded), waits_since = COALESCE(waits_since, :waits),
              case_file = COALESCE(case_file, :case)
            WHERE id = :id\
            """)
        .bind("peak", Columns.sql(higher ? b : a))
        .bind("limit", Columns.sql(higher ? younger.limit() : older.limit()))
        .bind("late", younger.late() ? 1 : 0)
        .bind("sounded", micros(younger.sounded()))
        .bind("waits", micros(younger.waitsSince()))
        .bind("case", younger.caseFile())
        .bind("id", older.id())
        .execute();
  }

  private void note(
      long alarm,
      AlarmEvent.What what,
      @Nullable String was,
      @Nullable String is,
      @Nullable Long other) {
    AlarmRows.note(handle, new AlarmEvent(0, alarm, now, by, what, was, is, why, other));
  }

  private static @Nullable Instant later(@Nullable Instant a, @Nullable Instant b) {
    if (a == null || b == null) {
      return null;
    }
    return a.isAfter(b) ? a : b;
  }

  private static @Nullable Long micros(@Nullable Instant time) {
    return time == null ? null : Micros.of(time);
  }

  private static String span(Instant start, @Nullable Instant end) {
    return start + "/" + (end == null ? ".." : end);
  }
}
