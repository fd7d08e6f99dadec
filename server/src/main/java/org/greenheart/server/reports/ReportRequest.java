// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.reports;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.greenheart.server.api.Params;
import org.greenheart.storage.TimeRange;
import org.greenheart.storage.registry.RuleException;
import org.jspecify.annotations.Nullable;

/**
 * What a report is asked for.
 *
 * @param points empty for all that may be seen
 * @param codes of quantities; empty for all
 * @param from first day, in Beijing
 * @param to last day, itself within
 */
record ReportRequest(
    Kind kind,
    Step step,
    By by,
    List<Long> points,
    List<String> codes,
    LocalDate from,
    LocalDate to) {
  private static final int MOST_POINTS = 2_000;
  private static final int MOST_DAYS = 3_700;
  private static final int MOST_DAYS_OF_HOURS = 400;

  ReportRequest {
    requireNonNull(kind, "kind is null");
    requireNonNull(step, "step is null");
    requireNonNull(by, "by is null");
    points = List.copyOf(points);
    codes = List.copyOf(codes);
    if (points.size() > MOST_POINTS) {
      throw new RuleException(
          "points", "must name at most " + MOST_POINTS, points.size(), "report-points");
    }
    long days = ChronoUnit.DAYS.between(from, to) + 1;
    int most =
        (kind == Kind.DATA && step == Step.HOUR) || kind == Kind.RATES || kind == Kind.AIR
            ? MOST_DAYS_OF_HOURS
            : MOST_DAYS;
    if (days < 1 || days > most) {
      throw new RuleException(
          "to", "must be 1 to %s days from %s on".formatted(most, from), to, "report-range");
    }
  }

  /** What it tells of. */
  enum Kind {
    DATA,
    EXCEEDANCES,
    RATES,
    ALARMS,
    CASES,
    AIR
  }

  /** For how long one value of the data stands. */
  enum Step {
    HOUR,
    DAY,
    MONTH,
    YEAR
  }

  /** What a sheet is of. */
  enum By {
    POINT,
    PERIOD
  }

  /**
   * Reads one.
   *
   * @param given values by name: kind, step, by, points, codes, from, to
   * @throws RuleException naming the field that does not fit
   */
  static ReportRequest of(Map<String, String> given) {
    return new ReportRequest(
        word(given, "kind", Kind.class, null),
        word(given, "step", Step.class, Step.HOUR),
        word(given, "by", By.class, By.POINT),
        list(given, "points").map(text -> point(text)).toList(),
        list(given, "codes").toList(),
        day(given, "from"),
        day(given, "to"));
  }

  private static Stream<String> list(Map<String, String> given, String field) {
    return Arrays.stream(given.getOrDefault(field, "").split(",", -1))
        .map(String::strip)
        .filter(text -> !text.isEmpty());
  }

  private static Long point(String text) {
    try {
      return Long.valueOf(text);
    } catch (NumberFormatException e) {
      throw new RuleException("points", "must be whole numbers", text, "number-unreadable");
    }
  }

  private static LocalDate day(Map<String, String> given, String field) {
    String text = given.getOrDefault(field, "");
    return Params.day(text)
        .orElseThrow(
            () -> new RuleException(field, "must be a date such as 2026-01-31", text, "date-form"));
  }

  private static <E extends Enum<E>> E word(
      Map<String, String> given, String field, Class<E> type, @Nullable E usual) {
    String text = given.getOrDefault(field, "");
    if (text.isEmpty() && usual != null) {
      return usual;
    }
    return Stream.of(type.getEnumConstants())
        .filter(each -> word(each).equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new RuleException(
                    field,
                    "must be "
                        + Stream.of(type.getEnumConstants())
                            .map(ReportRequest::word)
                            .collect(Collectors.joining(", ")),
                    text,
                    "report-" + field));
  }

  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  Instant start() {
    return from.atStartOfDay(Cell.BEIJING).toInstant();
  }

  /** The first moment after it. */
  Instant end() {
    return to.plusDays(1).atStartOfDay(Cell.BEIJING).toInstant();
  }

  TimeRange range() {
    return TimeRange.of(start(), end());
  }

  /** Whether a quantity is asked for. */
  boolean wants(String code) {
    return codes.isEmpty() || codes.contains(code);
  }

  /** The same of other days. */
  ReportRequest over(LocalDate first, LocalDate last) {
    return new ReportRequest(kind, step, by, points, codes, first, last);
  }

  /** Such as {@code data-hour-2026-01-01-2026-01-31}. */
  String fileName() {
    return Stream.of(
            word(kind), kind == Kind.DATA ? word(step) : "", from.toString(), to.toString())
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining("-"));
  }
}
