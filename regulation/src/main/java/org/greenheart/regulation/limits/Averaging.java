// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.limits;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.greenheart.regulation.rules.LawException;

/** Over what time a value is a mean. A limit judges only means over its own time. */
public enum Averaging {
  /** The newest reading: no limit is set on it. */
  REALTIME("realtime", "rtd", "实时"),
  /** A mean over some minutes: no limit is set on it. */
  MINUTE("minute", "min", "1min", "5min", "10min", "分钟"),
  /** Any single reading (任意一次值). */
  SINGLE("single", "任意一次"),
  /** A mean over an hour (1 小时平均). */
  HOUR("1h", "hour", "1hour", "hourly", "h", "pt1h", "小时", "1小时平均"),
  /** The greatest 8 h running mean of a day (日最大 8 小时平均). */
  EIGHT_HOURS("max8h", "8h", "8hour", "日最大8小时平均"),
  /** A mean over a day (24 小时平均, 日均值). */
  DAY("day", "daily", "24h", "1d", "d", "p1d", "日", "日均"),
  MONTH("month", "monthly", "月"),
  QUARTER("quarter", "季"),
  YEAR("year", "annual", "yearly", "年"),
  /** The standard states no time; a limit of this kind judges a mean over any. */
  NOT_STATED("");

  private final String word;

  /** All names, each between bars. */
  private final String names;

  Averaging(String word, String... others) {
    this.word = word;
    this.names = "|" + word + "|" + String.join("|", others) + "|";
  }

  /** As tables write it: {@code 1h}, {@code day}. */
  public String word() {
    return word;
  }

  /** For messages: the word, or that none is stated. */
  String shown() {
    return word.isEmpty() ? "no stated averaging" : word;
  }

  /** Whether a limit over this time judges a mean over that one. */
  boolean judges(Averaging value) {
    return this == NOT_STATED || this == value;
  }

  /**
   * Reads {@code hour}, {@code 1h}, {@code 日} and their like.
   *
   * @throws LawException when it is none of them
   */
  public static Averaging parse(String text) {
    return find(text)
        .orElseThrow(
            () ->
                new LawException(
                    LawException.Code.OUT_OF_RANGE,
                    "interval",
                    "interval (%s) must be one of %s"
                        .formatted(
                            text,
                            Stream.of(values())
                                .map(Averaging::word)
                                .filter(word -> !word.isEmpty())
                                .collect(Collectors.joining(", ")))));
  }

  static Averaging ofWord(String word) {
    return find(word)
        .orElseThrow(
            () -> new IllegalArgumentException("averaging (%s) is unknown".formatted(word)));
  }

  private static Optional<Averaging> find(String text) {
    String name = text.toLowerCase(Locale.ROOT).replaceAll("[\\s_-]", "");
    return Stream.of(values()).filter(one -> one.names.contains("|" + name + "|")).findFirst();
  }
}
