// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.air;

import java.util.Locale;
import org.greenheart.regulation.rules.LawException;

/** The time that a concentration is the mean of. */
public enum Averaging {
  HOUR("1h", "1 小时"),
  /** Of ozone; in a daily report and against limits the maximum of the day. */
  EIGHT_HOURS("8h", "8 小时"),
  /** A natural day, or 24 h running. */
  DAY("day", "日"),
  MONTH("month", "月"),
  QUARTER("quarter", "季"),
  YEAR("year", "年");

  private final String word;
  private final String zh;

  Averaging(String word, String zh) {
    this.word = word;
    this.zh = zh;
  }

  /** {@code 1h}, {@code 8h}, {@code day} … */
  public String word() {
    return word;
  }

  String zh() {
    return zh;
  }

  /**
   * By its word, {@code 24h} for a day and the like included.
   *
   * @param field for the message
   * @throws LawException when it is none
   */
  public static Averaging of(String field, String text) {
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "1h", "hour", "hourly" -> HOUR;
      case "8h", "max8h", "mda8" -> EIGHT_HOURS;
      case "day", "daily", "24h" -> DAY;
      case "month", "monthly" -> MONTH;
      case "quarter", "quarterly" -> QUARTER;
      case "year", "yearly", "annual" -> YEAR;
      default ->
          throw new LawException(
              LawException.Code.OUT_OF_RANGE,
              field,
              "%s (%s) must be one of 1h, 8h, day, month, quarter, year".formatted(field, text));
    };
  }

  @Override
  public String toString() {
    return word;
  }
}
