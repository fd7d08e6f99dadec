// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.protocols.hj212;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Optional;

/**
 * The times of HJ 212: digits from year to second, or to millisecond, without a zone. The standard
 * means Beijing time.
 */
public final class Hj212Time {
  private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuuMMddHHmmss");
  private static final DateTimeFormatter MILLIS =
      new DateTimeFormatterBuilder()
          .append(SECONDS)
          .appendValue(ChronoField.MILLI_OF_SECOND, 3)
          .toFormatter();

  private Hj212Time() {}

  /** The time as DataTime is written: 14 digits; a fraction of the second is cut off. */
  public static String seconds(LocalDateTime time) {
    return SECONDS.format(time);
  }

  /** The time as QN is written: 17 digits. */
  public static String millis(LocalDateTime time) {
    return MILLIS.format(time);
  }

  /** Reads 14 or 17 digits, spaces around them allowed; empty when that is no time. */
  public static Optional<LocalDateTime> parse(String sent) {
    String text = sent.strip();
    if ((text.length() != 14 && text.length() != 17) || !digits(text)) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          LocalDateTime.of(
              number(text, 0, 4),
              number(text, 4, 6),
              number(text, 6, 8),
              number(text, 8, 10),
              number(text, 10, 12),
              number(text, 12, 14),
              text.length() == 17 ? number(text, 14, 17) * 1_000_000 : 0));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  static boolean digits(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return !text.isEmpty();
  }

  /** The value of what is digits. */
  private static int number(String text, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      number = number * 10 + text.charAt(i) - '0';
    }
    return number;
  }
}
