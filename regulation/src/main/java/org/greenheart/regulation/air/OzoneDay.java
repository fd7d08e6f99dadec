// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.air;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.greenheart.regulation.rules.Basis;
import org.greenheart.regulation.rules.Exact;
import org.greenheart.regulation.rules.LawException;
import org.greenheart.regulation.rules.Reasoned;
import org.greenheart.regulation.rules.RuleRow;
import org.greenheart.regulation.rules.RuleTable;
import org.greenheart.regulation.rules.Step;
import org.jspecify.annotations.Nullable;

/**
 * The maximum running mean of 8 hours of ozone of a natural day (日最大 8 小时平均). A running mean is
 * named after the hour that it ends with; the day's are those from 08 to 24. Immutable.
 *
 * @param maximum the largest valid mean, ug/m3, unrounded; nothing when no window is valid
 * @param endHour the hour that it ends with, the earliest one of equals; 0 without a maximum
 * @param validWindows of the 17
 * @param valid whether it counts: 14 windows, or fewer and the maximum is above the limit
 */
public record OzoneDay(Optional<BigDecimal> maximum, int endHour, int validWindows, boolean valid) {
  private static final RuleTable TABLE = Air.table("aggregation.tsv");
  private static final int HOURS = 24;
  private static final int WINDOW = 8;

  /**
   * From the hourly means of a day.
   *
   * @param hours 24 of them, the first ends at 01; null for one that is missing
   * @param zone whose limit saves a day of few windows
   */
  public static Reasoned<OzoneDay> of(
      List<? extends @Nullable BigDecimal> hours, Zone zone, LocalDate day) {
    if (hours.size() != HOURS) {
      throw new LawException(
          LawException.Code.OUT_OF_RANGE,
          "hours",
          "hours (%s values) must be 24, null for a missing one".formatted(hours.size()));
    }
    RuleRow row =
        TABLE.at(day).stream()
            .filter(one -> one.text("rule").equals("ozone-day"))
            .findFirst()
            .orElseThrow(() -> Air.noRule("date", "the daily maximum of ozone", day));
    int least = row.decimal("least").intValueExact();
    @Nullable BigDecimal maximum = null;
    int endHour = 0;
    int windows = 0;
    for (int end = row.decimal("first").intValueExact();
        end <= row.decimal("last").intValueExact();
        end++) {
      Optional<BigDecimal> mean =
          DataValidity.eightHours("O3", hours.subList(end - WINDOW, end), day).value();
      if (mean.isPresent()) {
        windows++;
        if (maximum == null || mean.get().compareTo(maximum) > 0) {
          maximum = mean.get();
          endHour = end;
        }
      }
    }
    List<Step> steps = new ArrayList<>();
    steps.add(
        new Step(
            "08 至 24 时的有效 8 小时滑动平均",
            "valid running means of 8 h that end from 08 to 24",
            "%s %s %s".formatted(windows, windows >= least ? "≥" : "<", least),
            windows >= least ? "有效 valid" : "不足 too few"));
    boolean valid = windows >= least;
    if (maximum != null) {
      steps.add(
          new Step(
              "最大值，止于 %s 时".formatted(endHour),
              "the maximum, ending at %s".formatted(endHour),
              "",
              Exact.text(maximum, 4)));
      if (!valid) {
        valid = exceeds(maximum, zone, day, steps);
      }
    }
    return new Reasoned<>(
        new OzoneDay(Optional.ofNullable(maximum), endHour, windows, valid), row.basis(), steps);
  }

  private static boolean exceeds(BigDecimal maximum, Zone zone, LocalDate day, List<Step> steps) {
    AmbientLimit limit =
        AmbientLimits.limit(new Indicator(Pollutant.O3, Averaging.EIGHT_HOURS), zone, day);
    boolean exceeds = limit.isExceededBy(Exact.round(maximum, 0));
    Basis basis = limit.basis();
    steps.add(
        new Step(
            "窗口不足时，超过限值仍有效",
            "with too few windows it counts only above the limit of " + basis.citation(),
            "%s %s %s"
                .formatted(
                    Exact.text(maximum, 0), exceeds ? ">" : "≤", limit.value().toPlainString()),
            exceeds ? "有效 valid" : "无效 invalid"));
    return exceeds;
  }
}
