// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.tax;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.greenheart.regulation.cems.CaptureRate;
import org.greenheart.regulation.cems.Gap;
import org.greenheart.regulation.cems.Substitute;
import org.greenheart.regulation.cems.Substitution;
import org.greenheart.regulation.rules.LawException;
import org.greenheart.regulation.rules.Reasoned;
import org.greenheart.regulation.rules.Shown;
import org.greenheart.regulation.rules.Step;
import org.greenheart.regulation.tax.Compliance;
import org.greenheart.server.limits.HeldLimits;
import org.greenheart.storage.Micros;
import org.greenheart.storage.registry.Datastream;
import org.greenheart.storage.telemetry.Summary;
import org.greenheart.storage.telemetry.Telemetry;
import org.jspecify.annotations.Nullable;

/**
 * Reads a month of one quantity: what went out, what stands in for missing hours (regulation.cems),
 * and whether the month bears a reduction (Regulation Art. 10: in air the mean of the hourly means,
 * in water of the daily means; none of them above the limit). Thread-safe.
 */
final class MonthReader {
  static final ZoneId BEIJING = ZoneId.of("Asia/Shanghai");

  /** The rule looks back at most so many valid hours; as many days before the month are read. */
  private static final int DAYS_BEFORE = 92;

  private static final int HOURS_BEFORE = DAYS_BEFORE * 24;
  private static final int QUARTER = 3;

  private static final int MOST_GAPS_SHOWN = 12;

  private final Telemetry telemetry;

  /** A run of months, both ends included. */
  record Months(YearMonth first, YearMonth last) {
    static Months of(YearMonth one) {
      return new Months(one, one);
    }
  }

  MonthReader(Telemetry telemetry) {
    this.telemetry = telemetry;
  }

  /**
   * One quantity, month by month.
   *
   * @param hours its Datastream of hours
   * @param flow of the same point; null: not known
   * @param days its Datastream of days, for water; null in air
   * @param limits that hold for what is compared: hours in air, days in water
   * @return by month; without those of which no hour is known
   */
  SortedMap<YearMonth, PollutantMonth> read(
      Datastream hours,
      @Nullable Datastream flow,
      @Nullable Datastream days,
      HeldLimits limits,
      Months asked,
      Instant now) {
    SortedMap<YearMonth, PollutantMonth> months = new TreeMap<>();
    Summary summary = telemetry.summary(hours.number());
    Instant from = start(asked.first());
    // The capture rate is the quarter's, and a gap may end in the next month.
    Instant over = earlier(start(quarter(asked.last()).plusMonths(QUARTER)), now);
    if (summary.count() == 0 || !over.isAfter(from)) {
      return months;
    }
    Instant first = Micros.toInstant(summary.firstMicros()).truncatedTo(ChronoUnit.HOURS);
    HourRows rows =
        HourRows.read(telemetry, hours, flow, from.minus(Duration.ofDays(DAYS_BEFORE)), over);
    for (YearMonth month = asked.first();
        !month.isAfter(asked.last());
        month = month.plusMonths(1)) {
      Instant begun = start(month);
      int begin = rows.index(first.isAfter(begun) ? first : begun);
      int end = rows.index(earlier(start(month.plusMonths(1)), now));
      if (begin < end) {
        months.put(month, month(hours, days, limits, rows, new Stretch(month, first, begin, end)));
      }
    }
    return months;
  }

  /** The hours of a month that are known, within those that were read. */
  private record Stretch(YearMonth month, Instant first, int begin, int end) {}

  private PollutantMonth month(
      Datastream hours, @Nullable Datastream days, HeldLimits limits, HourRows rows, Stretch of) {
    Instant from = start(of.month());
    Filled filled = fill(hours.code(), rows, of, capture(rows, of.first(), of.month()));
    int stopped = rows.stopped(of.begin(), of.end());
    int missing = rows.invalid(of.begin(), of.end()) - filled.hours;
    int counted = of.end() - of.begin() - stopped - filled.hours - missing;
    List<Step> steps = new ArrayList<>();
    steps.add(
        new Step(
            "有效小时排放量之和",
            "sum of the valid hours",
            "Σ %s h".formatted(counted),
            Shown.text(filled.valid) + " kg"));
    steps.addAll(filled.steps);
    Optional<Compliance> kept =
        (days == null
                ? MonthMeans.ofHours(rows, of.begin(), of.end())
                : MonthMeans.ofDays(telemetry, days, from, rows.start(of.end())))
            .compliance(limits, steps);
    return new PollutantMonth(
        hours.code(),
        name(hours),
        new PollutantMonth.Hours(
            of.end() - of.begin(),
            counted,
            stopped,
            filled.hours,
            missing,
            of.begin() - rows.index(from)),
        filled.valid.add(filled.substituted),
        filled.substituted,
        kept.orElse(null),
        List.of(),
        null,
        steps);
  }

  private static Instant start(YearMonth month) {
    return month.atDay(1).atStartOfDay(BEIJING).toInstant();
  }

  private static YearMonth quarter(YearMonth month) {
    return month.minusMonths((month.getMonthValue() - 1) % QUARTER);
  }

  private static Instant earlier(Instant one, Instant other) {
    Instant whole = other.truncatedTo(ChronoUnit.HOURS);
    return whole.isBefore(one) ? whole : one;
  }

  private static String name(Datastream stream) {
    int space = stream.name().lastIndexOf(' ');
    return space < 0 ? stream.name() : stream.name().substring(0, space);
  }

  /** The quarter's, as far as it is over and known; nothing when the source stood still. */
  private static Optional<BigDecimal> capture(HourRows rows, Instant first, YearMonth month) {
    Instant from = start(quarter(month));
    int begin = rows.index(first.isAfter(from) ? first : from);
    int end = rows.index(start(quarter(month).plusMonths(QUARTER)));
    int stopped = rows.stopped(begin, end);
    return CaptureRate.percent(
            BigDecimal.valueOf(end - begin),
            BigDecimal.valueOf(stopped),
            BigDecimal.valueOf(rows.invalid(begin, end)))
        .value()
        .number();
  }

  /** The valid hours, and what stands in for the others. */
  private static final class Filled {
    private BigDecimal valid = BigDecimal.ZERO;
    private BigDecimal substituted = BigDecimal.ZERO;
    private int hours;
    private int gaps;
    private final List<Step> steps = new ArrayList<>();
  }

  private static Filled fill(String code, HourRows rows, Stretch of, Optional<BigDecimal> capture) {
    Filled filled = new Filled();
    int hour = of.begin();
    while (hour < of.end()) {
      BigDecimal kg = rows.kg(hour);
      if (kg != null) {
        filled.valid = filled.valid.add(kg);
        hour++;
      } else if (rows.stopped(hour)) {
        hour++;
      } else {
        // The rule asks how long the whole gap is, also where it began or ends in another month.
        int from = hour;
        while (from > rows.index(of.first()) && isMissing(rows, from - 1)) {
          from--;
        }
        int after = hour;
        while (after < rows.length() && isMissing(rows, after)) {
          after++;
        }
        int own = Math.min(after, of.end()) - hour;
        if (Substitution.covers(code) && capture.isPresent()) {
          substitute(filled, rows, new Hole(from, after, own), capture.get(), of.month());
        }
        hour += own;
      }
    }
    return filled;
  }

  private static boolean isMissing(HourRows rows, int hour) {
    return rows.kg(hour) == null && !rows.stopped(hour);
  }

  /**
   * Hours without an amount.
   *
   * @param own hours of it in the month
   */
  private record Hole(int from, int to, int own) {}

  // A Gap takes amounts that are missing as null; the class file of a record does not tell so.
  @SuppressWarnings("NullAway")
  private static void substitute(
      Filled filled, HourRows rows, Hole hole, BigDecimal capture, YearMonth month) {
    LocalDate day = rows.start(hole.from()).atZone(BEIJING).toLocalDate();
    try {
      Reasoned<Substitute> substitute =
          Substitution.of(
              new Gap(
                  capture,
                  hole.to() - hole.from(),
                  rows.between(Math.max(0, hole.from() - HOURS_BEFORE), hole.from()),
                  hole.to() < rows.length() ? rows.kg(hole.to()) : null),
              day);
      Optional<BigDecimal> each = substitute.value().kgH().number();
      if (each.isPresent()) {
        filled.substituted =
            filled.substituted.add(each.get().multiply(BigDecimal.valueOf(hole.own())));
        filled.hours += hole.own();
      }
      filled.gaps++;
      if (filled.gaps <= MOST_GAPS_SHOWN) {
        filled.steps.add(
            new Step(
                "缺失时段 " + day,
                "hours missing from " + day,
                substitute.basis().shown().citation(),
                hole.own() + " h"));
        filled.steps.addAll(substitute.steps());
      } else if (filled.gaps == MOST_GAPS_SHOWN + 1) {
        filled.steps.add(
            new Step("其余缺失时段同法替代", "further gaps are filled alike", month.toString(), "…"));
      }
    } catch (LawException e) {
      filled.steps.add(
          new Step("缺失时段无法替代", "a gap that cannot be filled", String.valueOf(e.getMessage()), "—"));
    }
  }
}
