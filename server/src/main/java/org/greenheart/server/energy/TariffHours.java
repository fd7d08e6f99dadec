// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.energy;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.greenheart.server.production.Periods;
import org.greenheart.storage.registry.RuleException;

/**
 * Which hours of the day are peak and valley, as the supplier of electricity has them; the others
 * are flat. Written {@code peak 10-12, 17-22; valley 23-7}: from the first hour up to the second,
 * by Beijing time. Immutable.
 */
final class TariffHours {
  private static final Pattern PART = Pattern.compile("(peak|valley)\\s+(.+)");
  private static final Pattern SPAN = Pattern.compile("(\\d{1,2})-(\\d{1,2})");
  private static final int DAY = 24;

  private final List<String> tariffs;

  private TariffHours(List<String> tariffs) {
    this.tariffs = List.copyOf(tariffs);
  }

  /**
   * @throws RuleException {@code choice-value} for what cannot be read, or an hour in both
   */
  static TariffHours of(String text) {
    List<String> tariffs = new ArrayList<>(Collections.nCopies(DAY, "flat"));
    for (String part : text.split(";", -1)) {
      Matcher words = PART.matcher(part.strip());
      if (!words.matches()) {
        throw unreadable(text);
      }
      for (String span : words.group(2).split(",", -1)) {
        mark(tariffs, words.group(1), span.strip(), text);
      }
    }
    return new TariffHours(tariffs);
  }

  private static void mark(List<String> tariffs, String tariff, String span, String text) {
    Matcher hours = SPAN.matcher(span);
    if (!hours.matches()) {
      throw unreadable(text);
    }
    int from = Integer.parseInt(hours.group(1));
    int to = Integer.parseInt(hours.group(2));
    if (from >= DAY || to > DAY || from == to) {
      throw unreadable(text);
    }
    for (int hour = from; hour != to % DAY || hour == from; hour = (hour + 1) % DAY) {
      if (!tariffs.get(hour).equals("flat")) {
        throw unreadable(text);
      }
      tariffs.set(hour, tariff);
    }
  }

  private static RuleException unreadable(String text) {
    return new RuleException(
        "value", "must be like peak 10-12, 17-22; valley 23-7", text, "choice-value");
  }

  /** Sums by tariff of what hours used. */
  Map<String, BigDecimal> split(Map<Instant, BigDecimal> hours, BigDecimal factor) {
    Map<String, BigDecimal> sums = new TreeMap<>();
    hours.forEach(
        (at, amount) ->
            sums.merge(
                tariffs.get(at.atZone(Periods.BEIJING).getHour()),
                amount.multiply(factor),
                BigDecimal::add));
    return sums;
  }
}
