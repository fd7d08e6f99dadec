// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.epcis;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.greenheart.server.api.ApiException;

/**
 * When a subscription looks (EPCIS 2.0, section 8.2.5.3), in Beijing: each field is numbers and
 * ranges such as {@code 1,[5-8]}. The standard's own example, hour 1 and minute 5 for once a
 * morning, says what a missing field means: the lowest value where only coarser ones are given, any
 * otherwise. All lists ascend.
 */
record Schedule(
    List<Integer> seconds,
    List<Integer> minutes,
    List<Integer> hours,
    List<Integer> days,
    List<Integer> months,
    List<Integer> weekdays) {
  private static final ZoneId BEIJING = ZoneId.of("Asia/Shanghai");

  /** Any day of any week comes in so many days, the 29th of February over 2100, too. */
  private static final int LONGEST_DAYS = 41 * 366;

  private static final Pattern ELEMENT = Pattern.compile("(\\d{1,2})|\\[(\\d{1,2})-(\\d{1,2})\\]");

  private static final Map<String, Range> FIELDS =
      Map.of(
          "second", new Range(0, 59),
          "minute", new Range(0, 59),
          "hour", new Range(0, 23),
          "dayOfMonth", new Range(1, 31),
          "month", new Range(1, 12),
          "dayOfWeek", new Range(1, 7));

  Schedule {
    seconds = List.copyOf(seconds);
    minutes = List.copyOf(minutes);
    hours = List.copyOf(hours);
    days = List.copyOf(days);
    months = List.copyOf(months);
    weekdays = List.copyOf(weekdays);
  }

  private record Range(int from, int to) {
    List<Integer> all() {
      return IntStream.rangeClosed(from, to).boxed().toList();
    }

    boolean holds(int first, int last) {
      return from <= first && first <= last && last <= to;
    }
  }

  /**
   * @throws ApiException 400 {@code schedule-field}, {@code schedule-empty}
   */
  static Schedule of(JsonNode schedule) {
    if (!schedule.isObject() || schedule.isEmpty()) {
      throw ApiException.badRequest(
          "schedule-empty",
          "schedule (%s) must be an object with at least one of second, minute, hour, dayOfMonth, month, dayOfWeek"
              .formatted(schedule));
    }
    for (Map.Entry<String, JsonNode> each : schedule.properties()) {
      if (!FIELDS.containsKey(each.getKey())) {
        throw ApiException.badRequest(
            "schedule-field",
            "schedule.%s (%s) is no field of a schedule".formatted(each.getKey(), each.getValue()));
      }
    }
    boolean ofDays =
        schedule.has("dayOfMonth") || schedule.has("month") || schedule.has("dayOfWeek");
    boolean seconds = schedule.has("second");
    boolean minutes = seconds || schedule.has("minute");
    boolean hours = minutes || schedule.has("hour");
    boolean days = hours || schedule.has("dayOfMonth") || schedule.has("dayOfWeek");
    return new Schedule(
        field(schedule, "second", true),
        field(schedule, "minute", !seconds),
        field(schedule, "hour", !minutes && ofDays),
        field(schedule, "dayOfMonth", !days),
        field(schedule, "month", false),
        field(schedule, "dayOfWeek", false));
  }

  /**
   * @param lowest whether a missing one is the lowest value, and not any
   */
  private static List<Integer> field(JsonNode schedule, String name, boolean lowest) {
    Range range = FIELDS.getOrDefault(name, new Range(0, 0));
    JsonNode given = schedule.get(name);
    if (given == null) {
      return lowest ? List.of(range.from()) : range.all();
    }
    TreeSet<Integer> numbers = new TreeSet<>();
    for (String element : given.asText().split(",", -1)) {
      Matcher matcher = ELEMENT.matcher(element.strip());
      if (!matcher.matches()) {
        throw wrong(name, given, range);
      }
      boolean one = matcher.group(1) != null;
      int first = Integer.parseInt(matcher.group(one ? 1 : 2));
      int last = Integer.parseInt(matcher.group(one ? 1 : 3));
      if (!range.holds(first, last)) {
        throw wrong(name, given, range);
      }
      IntStream.rangeClosed(first, last).forEach(numbers::add);
    }
    return List.copyOf(numbers);
  }

  private static ApiException wrong(String name, JsonNode given, Range range) {
    return ApiException.badRequest(
        "schedule-field",
        "schedule.%s (%s) must be numbers from %s to %s or ranges such as [%s-%s], with commas between"
            .formatted(name, given.asText(), range.from(), range.to(), range.from(), range.to()));
  }

  /** The first time after another; empty when there is none, such as for a 31st of February. */
  Optional<Instant> next(Instant after) {
    LocalDateTime from =
        LocalDateTime.ofInstant(after, BEIJING).truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
    LocalTime earliest = from.toLocalTime();
    for (int i = 0; i < LONGEST_DAYS; i++) {
      LocalDate day = from.toLocalDate().plusDays(i);
      Optional<LocalTime> time = fits(day) ? time(earliest) : Optional.empty();
      if (time.isPresent()) {
        return time.map(each -> day.atTime(each).atZone(BEIJING).toInstant());
      }
      earliest = LocalTime.MIN;
    }
    return Optional.empty();
  }

  private boolean fits(LocalDate day) {
    return months.contains(day.getMonthValue())
        && days.contains(day.getDayOfMonth())
        && weekdays.contains(day.getDayOfWeek().getValue());
  }

  private Optional<LocalTime> time(LocalTime earliest) {
    for (int hour : hours) {
      if (hour < earliest.getHour()) {
        continue;
      }
      for (int minute : minutes) {
        for (int second : seconds) {
          LocalTime time = LocalTime.of(hour, minute, second);
          if (!time.isBefore(earliest)) {
            return Optional.of(time);
          }
        }
      }
    }
    return Optional.empty();
  }
}
