// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When a rule applies, in Beijing time: on these days, from {@code from} (included) to {@code to}
 * (not included). Where {@code to} is not after {@code from} the time runs over midnight and
 * belongs to the day on which it began; equal times are the whole day round.
 *
 * @param days at least one
 */
public record Schedule(Set<DayOfWeek> days, LocalTime from, LocalTime to) {
  private static final ZoneId BEIJING = ZoneId.of("Asia/Shanghai");
  private static final Pattern TEXT =
      Pattern.compile("([1-7]{1,7}) ([0-2]\\d:[0-5]\\d)-([0-2]\\d:[0-5]\\d)");

  public Schedule {
    if (days.isEmpty()) {
      throw new RuleException("schedule", "must have at least one day", days, "schedule-days");
    }
    days = Set.copyOf(days);
  }

  /**
   * Reads {@code 12345 22:00-06:00}: Monday to Friday by night.
   *
   * @throws RuleException {@code schedule-broken}
   */
  public static Schedule ofText(String text) {
    Matcher matcher = TEXT.matcher(text.strip());
    if (!matcher.matches()
        || matcher.group(2).compareTo("24") >= 0
        || matcher.group(3).compareTo("24") >= 0) {
      throw new RuleException(
          "schedule",
          "must be days 1 (Monday) to 7 and hours, such as 12345 22:00-06:00",
          text,
          "schedule-broken");
    }
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    matcher.group(1).chars().forEach(digit -> days.add(DayOfWeek.of(digit - '0')));
    return new Schedule(days, LocalTime.parse(matcher.group(2)), LocalTime.parse(matcher.group(3)));
  }

  /** As {@link #ofText} reads it, the days in order. */
  public String text() {
    StringBuilder text = new StringBuilder();
    days.stream().sorted().forEach(day -> text.append(day.getValue()));
    return text.append(' ').append(from).append('-').append(to).toString();
  }

  public boolean covers(Instant moment) {
    ZonedDateTime local = moment.atZone(BEIJING);
    LocalTime time = local.toLocalTime();
    DayOfWeek day = local.getDayOfWeek();
    if (from.isBefore(to)) {
      return days.contains(day) && !time.isBefore(from) && time.isBefore(to);
    }
    return time.isBefore(to) ? days.contains(day.minus(1)) : later(day, time);
  }

  private boolean later(DayOfWeek day, LocalTime time) {
    return days.contains(day) && !time.isBefore(from);
  }
}
