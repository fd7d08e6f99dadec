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
  private static final DateTimeFormatter MILLIS =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

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
    return Micros.toInstant(micros).toString();
  }

  /** {@code 2026-11-21T00:00:00.000Z}, always to the millisecond. */
  static String millis(Instant instant) {
    return MILLIS.format(instant);
  }
}
