// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.air;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Month;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.greenheart.regulation.rules.Exact;
import org.greenheart.regulation.rules.LawException;
import org.greenheart.regulation.rules.Reasoned;
import org.greenheart.regulation.rules.RuleRow;
import org.greenheart.regulation.rules.RuleTable;
import org.greenheart.regulation.rules.Step;
import org.jspecify.annotations.Nullable;

/** How much data a mean needs to be valid, GB 3095 Table 4. Thread-safe. */
public final class DataValidity {
  private static final RuleTable TABLE = Air.table("validity.tsv");

  private DataValidity() {}

  /**
   * Whether there is enough data for a mean of an hour (minutes), of 8 hours or a day (hours), of a
   * month (days; use {@link #month} for a February).
   *
   * @param item SO2, NO2, CO, O3, PM10, PM2.5, NOx, TSP, BaP, Pb
   * @throws LawException when there is no such mean of the item, or the count cannot be
   */
  public static Reasoned<Boolean> enough(
      String field, String item, Averaging mean, int count, LocalDate day) {
    RuleRow row = row(item, mean, day);
    int most = row.decimal("most").intValueExact();
    if (count < 0 || count > most) {
      throw new LawException(
          LawException.Code.OUT_OF_RANGE,
          field,
          "%s (%s) must be from 0 to %s for %s %s".formatted(field, count, most, item, mean));
    }
    return reasoned(row, mean, count, row.decimal("least").intValueExact());
  }

  /** Whether a calendar month has enough valid days: 27, a February 25. */
  public static Reasoned<Boolean> month(String item, Month month, int validDays, LocalDate day) {
    if (validDays < 0 || validDays > month.maxLength()) {
      throw tooMany("validDays", validDays, month.maxLength());
    }
    RuleRow row = row(item, Averaging.MONTH, day);
    String column = month == Month.FEBRUARY ? "february" : "least";
    return reasoned(row, Averaging.MONTH, validDays, row.decimal(column).intValueExact());
  }

  /**
   * Whether a year has enough valid days, in all and in every month. Months that are not named
   * share the days that the named ones leave over.
   *
   * @param byMonth valid days of months; at least one
   */
  public static Reasoned<Boolean> year(
      String item, int validDays, Map<Month, Integer> byMonth, LocalDate day) {
    RuleRow row = row(item, Averaging.YEAR, day);
    if (validDays < 0 || validDays > 366) {
      throw tooMany("validDays", validDays, 366);
    }
    int least = row.decimal("least").intValueExact();
    boolean valid = validDays >= least;
    List<Step> steps = new ArrayList<>();
    steps.add(compare("全年有效日数", "valid days of the year", validDays, least));
    int left = validDays;
    int leftLeast = 0;
    for (Month month : Month.values()) {
      Integer days = byMonth.get(month);
      int monthLeast =
          row.decimal(month == Month.FEBRUARY ? "february" : "per_month").intValueExact();
      if (days == null) {
        leftLeast += monthLeast;
        continue;
      }
      if (days < 0 || days > month.maxLength()) {
        throw tooMany("byMonth.%02d".formatted(month.getValue()), days, month.maxLength());
      }
      left -= days;
      if (days < monthLeast) {
        valid = false;
        steps.add(
            compare(
                "%s 月有效日数".formatted(month.getValue()),
                "valid days of month %s".formatted(month.getValue()),
                days,
                monthLeast));
      }
    }
    if (leftLeast > 0) {
      valid = valid && left >= leftLeast;
      steps.add(compare("其余月份有效日数", "valid days of the other months", left, leftLeast));
    }
    return new Reasoned<>(valid, row.basis(), steps);
  }

  /**
   * The mean of 8 hours, which only ozone has; nothing when fewer than 6 are valid.
   *
   * @param hours 8 hourly means, null for one that is missing
   */
  public static Reasoned<Optional<BigDecimal>> eightHours(
      String item, List<? extends @Nullable BigDecimal> hours, LocalDate day) {
    if (hours.size() != 8) {
      throw new LawException(
          LawException.Code.OUT_OF_RANGE,
          "hours",
          "hours (%s values) must be 8, null for a missing one".formatted(hours.size()));
    }
    return mean(hours, item, Averaging.EIGHT_HOURS, day);
  }

  /**
   * The mean of a natural day; nothing when fewer hours are valid than the item needs.
   *
   * @param hours hourly means, at most 24, null for one that is missing
   */
  public static Reasoned<Optional<BigDecimal>> dayMean(
      String item, List<? extends @Nullable BigDecimal> hours, LocalDate day) {
    return mean(hours, item, Averaging.DAY, day);
  }

  private static Reasoned<Optional<BigDecimal>> mean(
      List<? extends @Nullable BigDecimal> hours, String item, Averaging mean, LocalDate day) {
    List<BigDecimal> valid = new ArrayList<>();
    for (BigDecimal hour : hours) {
      if (hour != null) {
        valid.add(Air.notNegative("hours", hour));
      }
    }
    Reasoned<Boolean> enough = enough("hours", item, mean, valid.size(), day);
    if (!enough.value()) {
      return enough.map(no -> Optional.empty());
    }
    BigDecimal sum = Air.sum(valid);
    BigDecimal value = Exact.divide(sum, BigDecimal.valueOf(valid.size()));
    Step step =
        new Step(
            "有效小时值的算术平均",
            "arithmetic mean of the valid hours",
            "%s / %s".formatted(sum.toPlainString(), valid.size()),
            Exact.text(value, 4));
    return new Reasoned<>(Optional.of(value), enough.basis(), List.of(step)).after(enough.steps());
  }

  private static Reasoned<Boolean> reasoned(RuleRow row, Averaging mean, int count, int least) {
    String unit = row.text("counts");
    String zh =
        switch (unit) {
          case "minute" -> "有效分钟数";
          case "hour" -> "有效小时数";
          default -> "有效日数";
        };
    return new Reasoned<>(
        count >= least,
        row.basis(),
        List.of(compare(zh, "valid %ss of %s".formatted(unit, mean), count, least)));
  }

  private static Step compare(String zh, String en, int count, int least) {
    boolean enough = count >= least;
    return new Step(
        zh,
        en,
        "%s %s %s".formatted(count, enough ? "≥" : "<", least),
        enough ? "有效 valid" : "无效 invalid");
  }

  private static LawException tooMany(String field, int count, int most) {
    return new LawException(
        LawException.Code.OUT_OF_RANGE,
        field,
        "%s (%s) must be from 0 to %s".formatted(field, count, most));
  }

  private static RuleRow row(String item, Averaging mean, LocalDate day) {
    return TABLE.at(day).stream()
        .filter(
            row ->
                row.text("statistic").equals(mean.word())
                    && Air.words(row, "items").stream().anyMatch(item::equalsIgnoreCase))
        .findFirst()
        .orElseThrow(
            () ->
                Air.noRule(
                    "pollutant",
                    "the validity of a mean over %s of %s".formatted(mean, item),
                    day));
  }

  /** By month number, as people and JSON write it: {@code 02} or {@code 2}. */
  public static Map<Month, Integer> byMonth(
      String field, Map<String, ? extends @Nullable BigDecimal> days) {
    Map<Month, Integer> byMonth = new EnumMap<>(Month.class);
    days.forEach(
        (name, count) -> {
          try {
            byMonth.put(
                Month.of(Integer.parseInt(name)), count == null ? 0 : count.intValueExact());
          } catch (NumberFormatException | DateTimeException | ArithmeticException e) {
            throw new LawException(
                LawException.Code.NOT_READABLE,
                field,
                "%s.%s (%s) must be a whole number of days of a month from 01 to 12"
                    .formatted(field, name, count));
          }
        });
    return byMonth;
  }
}
