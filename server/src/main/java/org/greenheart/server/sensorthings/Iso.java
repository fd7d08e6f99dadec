// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.sensorthings;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;
import org.greenheart.storage.Micros;

/** Times as ISO 8601 writes them. */
final class Iso {
  private static final DateTimeFormatter ZONED =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .appendLiteral('T')
          .appendValue(ChronoField.HOUR_OF_DAY, 2)
          .appendLiteral(':')
          .appendValue(ChronoField.MINUTE_OF_HOUR, 2)
          .optionalStart()
          .appendLiteral(':')
          .appendValue(ChronoField.SECOND_OF_MINUTE, 2)
          .optionalStart()
          .appendFraction(ChronoField.NANO_OF_SECOND, 1, 9, true)
          .optionalEnd()
          .optionalEnd()
          .appendPattern("[XXX][XX][X]")
          .toFormatter(Locale.ROOT)
          .withResolverStyle(java.time.format.ResolverStyle.STRICT)
          .withChronology(java.time.chrono.IsoChronology.INSTANCE);
  private static final long YEAR_0 = LocalDate.of(0, 1, 1).toEpochDay() * 86_400L;
  private static final long YEAR_10000 = LocalDate.of(10_000, 1, 1).toEpochDay() * 86_400L;

  /** The day written last: the times of a page are mostly of one. */
  private static volatile Day written = new Day(0, LocalDate.EPOCH.toString());

  private record Day(long number, String text) {}

  private Iso() {}

  /**
   * Reads a time with its offset: {@code Z}, {@code +08:00} or {@code +0800}. What is finer than a
   * microsecond is cut.
   *
   * @throws DateTimeException when it is no time
   */
  static long micros(String text) {
    return Micros.of(OffsetDateTime.parse(text, ZONED).toInstant());
  }

  /**
   * @throws DateTimeException when it is no date
   */
  static LocalDate date(String text) {
    return LocalDate.parse(text);
  }

  /**
   * @throws DateTimeException when it is no time of day
   */
  static LocalTime timeOfDay(String text) {
    return LocalTime.parse(text);
  }

  /**
   * Reads days, hours, minutes and seconds: years and months have no fixed length.
   *
   * @throws DateTimeException when it is no such duration
   */
  static long durationMicros(String text) {
    try {
      Duration duration = Duration.parse(text);
      return Math.addExact(
          Math.multiplyExact(duration.getSeconds(), 1_000_000L), duration.getNano() / 1_000);
    } catch (ArithmeticException e) {
      throw new DateTimeException("too long", e);
    }
  }

  static long startOfDay(LocalDate date) {
    return Micros.of(date.atStartOfDay(ZoneOffset.UTC).toInstant());
  }

  /** {@code 2026-11-21T00:00:00Z}, with a fraction only where there is one. */
  static String text(long micros) {
    long seconds = Math.floorDiv(micros, 1_000_000L);
    if (micros != seconds * 1_000_000L || seconds < YEAR_0 || seconds >= YEAR_10000) {
      return Micros.toInstant(micros).toString();
    }
    return dateAndTime(seconds).append('Z').toString();
  }

  /** Pages of rows are full of times: by hand this takes a fifth of what a formatter takes. */
  private static StringBuilder dateAndTime(long seconds) {
    long day = Math.floorDiv(seconds, 86_400L);
    int second = (int) (seconds - day * 86_400L);
    StringBuilder text = new StringBuilder(30).append(date(day)).append('T');
    two(text, second / 3_600).append(':');
    two(text, second / 60 % 60).append(':');
    return two(text, second % 60);
  }

  private static String date(long day) {
    Day known = written;
    if (known.number() != day) {
      known = new Day(day, LocalDate.ofEpochDay(day).toString());
      written = known;
    }
    return known.text();
  }

  private static StringBuilder two(StringBuilder text, int number) {
    return text.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
  }

  /** {@code 2026-11-21T00:00:00.000Z}, always to the millisecond. */
  static String millis(Instant instant) {
    long seconds = instant.getEpochSecond();
    if (seconds < YEAR_0 || seconds >= YEAR_10000) {
      return instant.toString();
    }
    int millis = instant.getNano() / 1_000_000;
    StringBuilder text = dateAndTime(seconds).append('.').append((char) ('0' + millis / 100));
    return two(text, millis % 100).append('Z').toString();
  }
}
