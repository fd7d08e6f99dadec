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
import org.greenheart.regulation.cems.CaptureRate;
import org.greenheart.regulation.cems.Gap;
import org.greenheart.regulation.cems.Substitute;
import org.greenheart.regulation.cems.Substitution;
import org.greenheart.regulation.rules.Exact;
import org.greenheart.regulation.rules.LawException;
import org.greenheart.regulation.rules.Reasoned;
import org.greenheart.regulation.rules.Shown;
import org.greenheart.regulation.rules.Step;
import org.greenheart.regulation.tax.Compliance;
import org.greenheart.server.limits.HeldLimits;
import org.greenheart.server.limits.StandingLimit;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.Micros;
import org.greenheart.storage.Observation;
import org.greenheart.storage.TimeRange;
import org.greenheart.storage.registry.Datastream;
import org.greenheart.storage.telemetry.Order;
import org.greenheart.storage.telemetry.RowCursor;
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

  private static final int MOST_GAPS_SHOWN = 12;

  private final Telemetry telemetry;

  MonthReader(Telemetry telemetry) {
    this.telemetry = telemetry;
  }

  /**
   * One quantity.
   *
   * @param hours its Datastream of hours
   * @param flow of the same point; null: not known
   * @param days its Datastream of days, for water; null in air
   * @param limits that hold for what is compared: hours in air, days in water
   * @return nothing when no hour of the month is known
   */
  Optional<PollutantMonth> read(
      Datastream hours,
      @Nullable Datastream flow,
      @Nullable Datastream days,
      HeldLimits limits,
      YearMonth month,
      Instant now) {
    Instant from = month.atDay(1).atStartOfDay(BEIJING).toInstant();
    Instant over = earlier(month.plusMonths(1).atDay(1).atStartOfDay(BEIJING).toInstant(), now);
    Summary summary = telemetry.summary(hours.number());
    if (summary.count() == 0 || !over.isAfter(from)) {
      return Optional.empty();
    }
    Instant first = Micros.toInstant(summary.firstMicros()).truncatedTo(ChronoUnit.HOURS);
    Instant base = from.minus(Duration.ofDays(DAYS_BEFORE));
    HourRows rows = HourRows.read(telemetry, hours, flow, base, over);
    int begin = rows.index(first.isAfter(from) ? first : from);
    int end = rows.length();
    if (begin >= end) {
      return Optional.empty();
    }
    Filled filled = fill(hours.code(), rows, begin, end, capture(rows, first, month), month);
    int stopped = rows.stopped(begin, end);
    int missing = rows.invalid(begin, end) - filled.hours;
    int counted = end - begin - stopped - filled.hours - missing;
    List<Step> steps = new ArrayList<>();
    steps.add(
        new Step(
            "有效小时排放量之和",
            "sum of the valid hours",
            "Σ %s h".formatted(counted),
            Shown.text(filled.valid) + " kg"));
    steps.addAll(filled.steps);
    Optional<Compliance> kept =
        days == null
            ? compliance(hourMeans(rows, begin, end), limits, steps)
            : compliance(dayMeans(days, from, over), limits, steps);
    return Optional.of(
        new PollutantMonth(
            hours.code(),
            name(hours),
            new PollutantMonth.Hours(
                end - begin, counted, stopped, filled.hours, missing, begin - rows.index(from)),
            filled.valid.add(filled.substituted),
            kept.orElse(null),
            steps));
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
    YearMonth quarter = month.minusMonths((month.getMonthValue() - 1) % 3);
    Instant from = quarter.atDay(1).atStartOfDay(BEIJING).toInstant();
    int begin = rows.index(first.isAfter(from) ? first : from);
    int end = rows.length();
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

  private static Filled fill(
      String code,
      HourRows rows,
      int begin,
      int end,
      Optional<BigDecimal> capture,
      YearMonth month) {
    Filled filled = new Filled();
    int hour = begin;
    while (hour < end) {
      BigDecimal kg = rows.kg(hour);
      if (kg != null) {
        filled.valid = filled.valid.add(kg);
        hour++;
      } else if (rows.stopped(hour)) {
        hour++;
      } else {
        int after = hour;
        while (after < end && rows.kg(after) == null && !rows.stopped(after)) {
          after++;
        }
        if (Substitution.covers(code) && capture.isPresent()) {
          substitute(filled, rows, hour, after, capture.get(), month);
        }
        hour = after;
      }
    }
    return filled;
  }

  // A Gap takes amounts that are missing as null; the class file of a record does not tell so.
  @SuppressWarnings("NullAway")
  private static void substitute(
      Filled filled, HourRows rows, int from, int to, BigDecimal capture, YearMonth month) {
    LocalDate day = rows.start(from).atZone(BEIJING).toLocalDate();
    try {
      Reasoned<Substitute> substitute =
          Substitution.of(
              new Gap(
                  capture,
                  to - from,
                  rows.between(0, from),
                  to < rows.length() ? rows.kg(to) : null),
              day);
      Optional<BigDecimal> total = substitute.value().totalKg().number();
      if (total.isPresent()) {
        filled.substituted = filled.substituted.add(total.get());
        filled.hours += to - from;
      }
      filled.gaps++;
      if (filled.gaps <= MOST_GAPS_SHOWN) {
        filled.steps.add(
            new Step(
                "缺失时段 " + day,
                "hours missing from " + day,
                substitute.basis().shown().citation(),
                (to - from) + " h"));
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

  /**
   * A mean.
   *
   * @param converted to the reference oxygen; null when it was not sent
   */
  private record Mean(Instant at, Decimal measured, @Nullable Decimal converted) {
    /** What a limit judges; null when that was not sent. */
    @Nullable Decimal judgedBy(@Nullable StandingLimit limit) {
      return switch (limit == null ? StandingLimit.Judges.AS_THE_RULE_SAYS : limit.judges()) {
        case CONVERTED -> converted;
        case MEASURED -> measured;
        case AS_THE_RULE_SAYS -> converted == null ? measured : converted;
      };
    }
  }

  private static List<Mean> hourMeans(HourRows rows, int begin, int end) {
    List<Mean> means = new ArrayList<>();
    for (int hour = begin; hour < end; hour++) {
      Decimal measured = rows.measured(hour);
      if (measured != null) {
        means.add(new Mean(rows.start(hour), measured, rows.converted(hour)));
      }
    }
    return means;
  }

  private List<Mean> dayMeans(Datastream days, Instant from, Instant to) {
    List<Mean> means = new ArrayList<>();
    TimeRange range = new TimeRange(Micros.of(from), Micros.of(to));
    try (RowCursor rows = telemetry.rows(days.number(), range, Order.OLDEST_FIRST)) {
      while (rows.hasNext()) {
        Observation row = rows.next();
        boolean counts = row.flag() == null || row.flag().equals("N");
        if (counts && row.result() instanceof Decimal value) {
          means.add(new Mean(row.key().start(), value, null));
        }
      }
    }
    return means;
  }

  private static Optional<Compliance> compliance(
      List<Mean> means, HeldLimits limits, List<Step> steps) {
    BigDecimal sum = BigDecimal.ZERO;
    BigDecimal strictest = null;
    int exceedances = 0;
    for (Mean mean : means) {
      StandingLimit limit = limits.at(mean.at()).orElse(null);
      Decimal value = mean.judgedBy(limit);
      if (value == null) {
        steps.add(
            new Step(
                "限值判定折算值，部分小时未上传折算值，不减征",
                "the limit judges converted values and some hours have none: no reduction",
                mean.at().toString(),
                "1"));
        return Optional.empty();
      }
      sum = sum.add(value.toBigDecimal());
      Decimal upper = limit == null ? null : limit.upper().orElse(null);
      if (limit != null && upper != null) {
        BigDecimal most = upper.toBigDecimal();
        exceedances += limit.brokenBy(value).isPresent() ? 1 : 0;
        strictest = strictest == null || most.compareTo(strictest) < 0 ? most : strictest;
      }
    }
    if (means.isEmpty() || strictest == null || strictest.signum() <= 0) {
      steps.add(
          new Step("无浓度限值或无有效均值，不减征", "no limit or no valid mean is known: no reduction", "", "1"));
      return Optional.empty();
    }
    BigDecimal mean = Exact.divide(sum, BigDecimal.valueOf(means.size()));
    steps.add(
        new Step(
            "月均浓度",
            "mean of the month",
            "Σ/%s".formatted(means.size()),
            "%s; ≤ %s".formatted(Shown.text(mean), Shown.text(strictest))));
    return Optional.of(new Compliance(mean.max(BigDecimal.ZERO), strictest, exceedances));
  }
}
