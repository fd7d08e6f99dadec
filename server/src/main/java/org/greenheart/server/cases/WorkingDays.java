// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.cases;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.greenheart.storage.registry.CalendarDay;

/**
 * Which days are worked, and what day it is when a limit ends. Days are those of Beijing. A year
 * that the table does not have counts Monday to Friday. Immutable.
 *
 * <p>The holidays are those of the yearly notices of the General Office of the State Council; what
 * an operator enters stands over them.
 */
final class WorkingDays {
  static final ZoneId BEIJING = ZoneId.of("Asia/Shanghai");

  private final Map<LocalDate, Boolean> days;

  WorkingDays(List<CalendarDay> own) {
    days = new HashMap<>();
    for (Holiday holiday : Holiday.shipped()) {
      holiday
          .from()
          .datesUntil(holiday.to().plusDays(1))
          .forEach(day -> days.put(day, holiday.works()));
    }
    own.forEach(day -> days.put(day.day(), day.works()));
  }

  boolean works(LocalDate day) {
    Boolean said = days.get(day);
    return said == null
        ? day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY
        : said;
  }

  static LocalDate dayOf(Instant at) {
    return at.atZone(BEIJING).toLocalDate();
  }

  /** The moment in which a day is over. */
  static Instant endOf(LocalDate day) {
    return day.plusDays(1).atStartOfDay(BEIJING).toInstant();
  }

  /** When a limit that begins now is over. */
  Instant due(Instant from, TimeLimit limit) {
    return endOf(plus(dayOf(from), limit.days(), limit.unit()));
  }

  LocalDate plus(LocalDate day, int count, TimeLimit.Unit unit) {
    if (unit == TimeLimit.Unit.CALENDAR) {
      return day.plusDays(count);
    }
    LocalDate end = day;
    for (int left = count; left > 0; ) {
      end = end.plusDays(1);
      left -= works(end) ? 1 : 0;
    }
    return end;
  }

  /** How many days after {@code from} up to and with {@code to} count. */
  int between(LocalDate from, LocalDate to, TimeLimit.Unit unit) {
    return (int)
        from.plusDays(1)
            .datesUntil(to.isBefore(from) ? from.plusDays(1) : to.plusDays(1))
            .filter(day -> unit == TimeLimit.Unit.CALENDAR || works(day))
            .count();
  }
}
