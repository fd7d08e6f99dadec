// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.air;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.greenheart.regulation.air.AirQualityIndex;
import org.greenheart.regulation.air.Attainment;
import org.greenheart.regulation.air.Pollutant;
import org.greenheart.storage.registry.AirTarget;
import org.jspecify.annotations.Nullable;

/** How far an area is from the targets of its year, by the days of its hours. */
final class YearTargets {
  private static final int HOURS = 24;
  private static final int GOOD = 100;

  private final AirSeries year;
  private final LocalDate today;

  /**
   * @param year the area's hours from a Beijing midnight on, whole days
   * @param today the first day that is not over
   */
  YearTargets(AirSeries year, LocalDate today) {
    this.year = requireNonNull(year, "year is null");
    this.today = requireNonNull(today, "today is null");
  }

  /**
   * Where a target stands.
   *
   * @param value so far: percent of good days, or the mean
   * @param state a word of {@link Attainment.State}
   * @param allowedMean what the rest of the year may have on average; null where none is told
   */
  record Standing(
      String item,
      BigDecimal target,
      String unit,
      BigDecimal value,
      int validDays,
      int daysLeft,
      @Nullable BigDecimal allowedMean,
      @Nullable Integer badDaysAllowed,
      @Nullable Integer goodDaysNeeded,
      String state,
      String basis) {}

  /** Empty when no day is valid yet, or the item is none. */
  Optional<Standing> of(AirTarget target) {
    int daysLeft = (int) ChronoUnit.DAYS.between(today, LocalDate.of(today.getYear(), 12, 31)) + 1;
    if (target.item().equals(AirTarget.GOOD_DAYS)) {
      return goodDays(target, daysLeft);
    }
    return Pollutant.find(target.item()).flatMap(pollutant -> mean(target, pollutant, daysLeft));
  }

  private Optional<Standing> goodDays(AirTarget target, int daysLeft) {
    List<Integer> days = new ArrayList<>();
    for (int last = HOURS - 1; last < year.length(); last += HOURS) {
      year.day24(last).map(AirQualityIndex::value).ifPresent(index -> index.ifPresent(days::add));
    }
    if (days.isEmpty()) {
      return Optional.empty();
    }
    int good = (int) days.stream().filter(index -> index <= GOOD).count();
    return Optional.of(
        standing(
            target,
            "%",
            Attainment.ofGoodDays(
                    target.target().toBigDecimal(), good, days.size(), daysLeft, today)
                .value()));
  }

  private Optional<Standing> mean(AirTarget target, Pollutant pollutant, int daysLeft) {
    BigDecimal sum = BigDecimal.ZERO;
    int days = 0;
    for (int last = HOURS - 1; last < year.length(); last += HOURS) {
      BigDecimal mean = year.mean(pollutant, last - HOURS + 1, last);
      if (mean != null) {
        sum = sum.add(mean);
        days++;
      }
    }
    return days == 0
        ? Optional.empty()
        : Optional.of(
            standing(
                target,
                pollutant.unit(),
                Attainment.ofMean(target.target().toBigDecimal(), sum, days, daysLeft).value()));
  }

  private static Standing standing(AirTarget target, String unit, Attainment is) {
    return new Standing(
        target.item(),
        is.target(),
        unit,
        round(is.yearToDate()),
        is.validDays(),
        is.daysLeft(),
        is.allowedMean().map(YearTargets::round).orElse(null),
        is.badDaysAllowed().orElse(null),
        is.goodDaysNeeded().orElse(null),
        is.state().word(),
        target.basis());
  }

  private static BigDecimal round(BigDecimal number) {
    return number.setScale(1, RoundingMode.HALF_EVEN);
  }
}
