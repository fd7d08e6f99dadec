// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.cems;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.greenheart.regulation.rules.Check;
import org.greenheart.regulation.rules.Exact;
import org.greenheart.regulation.rules.Figure;
import org.greenheart.regulation.rules.LawException;
import org.greenheart.regulation.rules.Reasoned;
import org.greenheart.regulation.rules.RuleRow;
import org.greenheart.regulation.rules.RuleTable;
import org.greenheart.regulation.rules.Shown;
import org.greenheart.regulation.rules.Step;
import org.jspecify.annotations.Nullable;

/**
 * Substitution of missing or invalid amounts (缺失数据处理). Only AMOUNTS are substituted, concentrations
 * and gas parameters never; and only those of SO2, NOx and particulates. Which rule counts is
 * decided by the day of the gap: HJ 75-2017, or HJ/T 75-2007 before it.
 */
public final class Substitution {
  private static final RuleTable TABLE = RuleTable.resource(Substitution.class, "substitution.tsv");

  /** HJ 212 codes of the pollutants whose amounts are substituted: NOx, SO2, particulates. */
  private static final Set<String> CODES = Set.of("a21002", "a21026", "a34013");

  private Substitution() {}

  /** Whether the amounts of this pollutant (HJ 212-2017 code) are substituted. */
  public static boolean covers(String code) {
    return CODES.contains(code);
  }

  /**
   * What stands in for the gap.
   *
   * @param date the day on which the gap began
   * @throws LawException when no rule is known for the day, or there is nothing to take it from
   */
  public static Reasoned<Substitute> of(Gap gap, LocalDate date) {
    RuleRow row = rule(gap, date);
    return switch (row.text("method")) {
      case "maximum" -> maximum(gap, row);
      case "neighbours" -> neighbours(gap, row);
      case "none" -> none(gap, row);
      default -> throw new IllegalStateException(row.place() + " names an unknown method");
    };
  }

  private static RuleRow rule(Gap gap, LocalDate date) {
    BigDecimal hours = BigDecimal.valueOf(gap.hours());
    return TABLE.at(date).stream()
        .filter(row -> row.decimal("capture_from").compareTo(gap.capturePercent()) <= 0)
        .filter(
            row ->
                row.findDecimal("capture_below")
                    .map(below -> gap.capturePercent().compareTo(below) < 0)
                    .orElse(true))
        .filter(row -> row.decimal("gap_from").compareTo(hours) <= 0)
        .filter(row -> row.findDecimal("gap_to").map(to -> hours.compareTo(to) <= 0).orElse(true))
        .findFirst()
        .orElseThrow(
            () ->
                new LawException(
                    LawException.Code.NO_RULE,
                    "date",
                    "date (%s) has no known rule for missing amounts".formatted(date)));
  }

  private static Reasoned<Substitute> maximum(Gap gap, RuleRow row) {
    int window = row.decimal("window").intValueExact();
    List<BigDecimal> amounts = gap.lastValid(window);
    if (amounts.isEmpty()) {
      throw Check.noData(
          "previous", "the maximum of %s valid hours needs at least one".formatted(window));
    }
    BigDecimal maximum = Collections.max(amounts);
    List<Step> steps = new ArrayList<>();
    steps.add(
        new Step(
            "捕集率 %s%%、连续缺失 %s h：取此前 %s 个有效小时"
                .formatted(Shown.text(gap.capturePercent()), gap.hours(), window),
            "capture rate %s %%, %s h missing: the %s valid hours before count"
                .formatted(Shown.text(gap.capturePercent()), gap.hours(), window),
            "",
            window + " h"));
    if (amounts.size() < window) {
      steps.add(
          new Step(
              "已知有效小时不足，只取其中最大值",
              "fewer valid hours are known: the maximum of those",
              "%s < %s".formatted(amounts.size(), window),
              amounts.size() + " h"));
    }
    steps.add(
        new Step(
            "替代值 = 最大小时排放量",
            "substitute = the largest hourly amount",
            "max of %s".formatted(amounts.size()),
            Shown.text(maximum) + " kg/h"));
    return filled(window, maximum, gap, row, steps);
  }

  private static Reasoned<Substitute> neighbours(Gap gap, RuleRow row) {
    List<BigDecimal> before = gap.lastValid(1);
    if (before.isEmpty()) {
      throw Check.noData("previous", "the rule takes the nearest valid value before the gap");
    }
    BigDecimal after = gap.next();
    if (after == null) {
      throw new LawException(
          LawException.Code.MISSING,
          "next",
          "the input next is missing: the rule takes the nearest valid value after the gap");
    }
    BigDecimal mean = Exact.divide(before.getFirst().add(after), BigDecimal.TWO);
    List<Step> steps = new ArrayList<>();
    steps.add(
        new Step(
            "替代值 = 前后最近有效值的平均",
            "substitute = the mean of the nearest valid values before and after",
            "(%s + %s)/2".formatted(Shown.text(before.getFirst()), Shown.text(after)),
            Shown.text(mean) + " kg/h"));
    return filled(null, mean, gap, row, steps);
  }

  private static Reasoned<Substitute> filled(
      @Nullable Integer window, BigDecimal kgH, Gap gap, RuleRow row, List<Step> steps) {
    Substitute substitute = Substitute.of(window, kgH, gap.hours());
    steps.add(
        new Step(
            "缺失时段合计",
            "for the whole gap",
            "%s × %s".formatted(Shown.text(kgH), gap.hours()),
            substitute.totalKg().number().map(Shown::text).orElse("—") + " kg"));
    return new Reasoned<>(substitute, row.basis(), steps);
  }

  private static Reasoned<Substitute> none(Gap gap, RuleRow row) {
    Figure.Absent absent =
        row.findDecimal("capture_below").isPresent()
            ? Figure.absent(
                "capture-below-75",
                "捕集率 %s%% 低于 75%%，不作替代：改用手工监测或排放系数核算".formatted(Shown.text(gap.capturePercent())),
                "not substituted: the capture rate of %s %% is below 75 %%; use manual monitoring or emission factors"
                    .formatted(Shown.text(gap.capturePercent())))
            : Figure.absent(
                "gap-too-long",
                "连续缺失 %s h 超过 24 h，不作插补".formatted(gap.hours()),
                "not substituted: %s h are more than the 24 h that may be interpolated"
                    .formatted(gap.hours()));
    return new Reasoned<>(Substitute.none(absent), row.basis(), List.of(absent.step()));
  }
}
