// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.production;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.greenheart.storage.Micros;
import org.greenheart.storage.TimeRange;
import org.greenheart.storage.registry.RuleException;

/** Times as people write them: days, minutes by Beijing time, or ISO 8601 with a zone. */
public final class Periods {
  public static final ZoneId BEIJING = ZoneId.of("Asia/Shanghai");

  private static final Pattern DAY = Pattern.compile("(\\d{4})[-/.年](\\d{1,2})[-/.月](\\d{1,2})日?");
  private static final Pattern MINUTE = Pattern.compile("(.+?)[ T](\\d{1,2}):(\\d{2})(:00)?");

  private static final DateTimeFormatter SHOWN =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(BEIJING);

  private Periods() {}

  /** The beginning of a day, or the time itself. */
  public static Instant from(String field, String text) {
    return read(field, text, 0);
  }

  /** The end of a day, itself within; or the time itself. */
  public static Instant to(String field, String text) {
    return read(field, text, 1);
  }

  private static Instant read(String field, String text, int days) {
    String plain = text.strip();
    try {
      Matcher day = DAY.matcher(plain);
      if (day.matches()) {
        return day(day).plusDays(days).atStartOfDay(BEIJING).toInstant();
      }
      Matcher minute = MINUTE.matcher(plain);
      if (minute.matches()) {
        Matcher date = DAY.matcher(minute.group(1));
        if (date.matches()) {
          LocalDateTime time =
              day(date)
                  .atTime(Integer.parseInt(minute.group(2)), Integer.parseInt(minute.group(3)));
          return time.atZone(BEIJING).toInstant();
        }
      }
      OffsetDateTime time = OffsetDateTime.parse(plain);
      if (time.getYear() < 1 || time.getYear() > 9999) {
        throw new DateTimeException("a year of four digits is meant");
      }
      return time.toInstant();
    } catch (DateTimeException e) {
      throw new RuleException(
          field,
          "must be a day such as 2026-01-31 or a time such as 2026-01-31 08:00",
          text,
          "time-unreadable");
    }
  }

  private static LocalDate day(Matcher parts) {
    return LocalDate.of(
        Integer.parseInt(parts.group(1)),
        Integer.parseInt(parts.group(2)),
        Integer.parseInt(parts.group(3)));
  }

  public static TimeRange year(int year) {
    return range(LocalDate.of(year, 1, 1), LocalDate.of(year + 1, 1, 1));
  }

  /**
   * @throws RuleException {@code month-unreadable}
   */
  public static YearMonth month(String text) {
    return month("month", text);
  }

  /**
   * @param field that names it
   * @throws RuleException {@code month-unreadable}
   */
  public static YearMonth month(String field, String text) {
    try {
      YearMonth month = YearMonth.parse(text);
      if (month.getYear() >= 1 && month.getYear() <= 9_999) {
        return month;
      }
    } catch (DateTimeException e) {
      // Told below, with the months that lie too far off.
    }
    throw new RuleException(field, "must be a month such as 2026-01", text, "month-unreadable");
  }

  public static TimeRange month(YearMonth month) {
    return range(month.atDay(1), month.plusMonths(1).atDay(1));
  }

  /**
   * @param to itself not within
   */
  public static TimeRange range(LocalDate from, LocalDate to) {
    return TimeRange.of(
        from.atStartOfDay(BEIJING).toInstant(), to.atStartOfDay(BEIJING).toInstant());
  }

  /** As people write it, by Beijing time. */
  public static String minute(Instant time) {
    return SHOWN.format(time);
  }

  /** Both ends of a stretch of time, as people write them. */
  public static String minutes(TimeRange range) {
    return minute(Micros.toInstant(range.fromMicros()))
        + " – "
        + minute(Micros.toInstant(range.toMicros()));
  }
}
