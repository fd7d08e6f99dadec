// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.tax;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.greenheart.regulation.rules.Exact;
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
import org.greenheart.storage.telemetry.Telemetry;
import org.jspecify.annotations.Nullable;

/**
 * The means of a month by which a reduction is judged (Regulation Art. 10: in air those of hours,
 * in water those of days; none of them above the limit). Immutable.
 */
final class MonthMeans {
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

  private final List<Mean> means;

  private MonthMeans(List<Mean> means) {
    this.means = List.copyOf(means);
  }

  /** Of the hours that have one. */
  static MonthMeans ofHours(HourRows rows, int begin, int end) {
    List<Mean> means = new ArrayList<>();
    for (int hour = begin; hour < end; hour++) {
      Decimal measured = rows.measured(hour);
      if (measured != null) {
        means.add(new Mean(rows.start(hour), measured, rows.converted(hour)));
      }
    }
    return new MonthMeans(means);
  }

  /** Of the days whose mean counts. */
  static MonthMeans ofDays(Telemetry telemetry, Datastream days, Instant from, Instant to) {
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
    return new MonthMeans(means);
  }

  /**
   * Empty when the month bears no reduction because something is not known.
   *
   * @param limits that hold for what is compared
   * @param steps to which the working is added
   */
  Optional<Compliance> compliance(HeldLimits limits, List<Step> steps) {
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
