// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.water;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.greenheart.regulation.rules.Check;
import org.greenheart.regulation.rules.Exact;
import org.greenheart.regulation.rules.LawException;
import org.greenheart.regulation.rules.Reasoned;
import org.greenheart.regulation.rules.RuleRow;
import org.greenheart.regulation.rules.RuleTable;
import org.greenheart.regulation.rules.Shown;
import org.greenheart.regulation.rules.Step;
import org.jspecify.annotations.Nullable;

/**
 * The quality of a river or a system of rivers: with five sections or more by the shares of
 * classes, with fewer by the mean of each item over the sections. Sources say "five or more" and
 * "more than five"; here five are enough.
 */
public final class RiverAssessment {
  /** Sections that the method of shares needs. */
  public static final int LEAST_SECTIONS = 5;

  private static final RuleTable TABLE =
      RuleTable.resource(RiverAssessment.class, "river-quality.tsv");
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private RiverAssessment() {}

  /**
   * Shares and the word for them. Immutable.
   *
   * @param goodPercent of the sections in I to III
   * @param inferiorPercent of the sections beyond V
   * @param word null with fewer than five sections: the shares decide nothing then
   */
  public record Shares(
      BigDecimal goodPercent, BigDecimal inferiorPercent, @Nullable WaterQuality word) {
    public Shares {
      requireNonNull(goodPercent, "goodPercent is null");
      requireNonNull(inferiorPercent, "inferiorPercent is null");
    }

    public Optional<WaterQuality> quality() {
      return Optional.ofNullable(word);
    }
  }

  /** By the shares of classes. */
  public static Reasoned<Shares> byShares(SectionCounts sections, LocalDate date) {
    int total = sections.total();
    if (total == 0) {
      throw Check.noData("sections", "a river needs at least one section");
    }
    List<Step> steps = new ArrayList<>();
    BigDecimal good = percent("Ⅰ～Ⅲ类比例", "share of I to III", sections.good(), total, steps);
    BigDecimal inferior = percent("劣Ⅴ类比例", "share beyond V", sections.inferior(), total, steps);
    RuleRow row = row(good, inferior, date);
    if (total < LEAST_SECTIONS) {
      steps.add(
          new Step(
              "断面少于 5 个：比例法不适用，应按各项目断面均值单因子评价",
              "fewer than 5 sections: shares do not decide; judge the means of each item",
              "%s < %s".formatted(total, LEAST_SECTIONS),
              "—"));
      return new Reasoned<>(new Shares(good, inferior, null), row.basis(), steps);
    }
    WaterQuality quality = WaterQuality.valueOf(row.text("quality"));
    steps.add(new Step("水质评价", "quality", "", quality.zh() + " " + quality.en()));
    return new Reasoned<>(new Shares(good, inferior, quality), row.basis(), steps);
  }

  /** By the mean of each item over the sections that have it, then by the worst item. */
  public static Reasoned<SectionClass> byMeans(
      WaterType type, List<Map<WaterItem, BigDecimal>> sections, LocalDate date) {
    if (sections.isEmpty()) {
      throw Check.noData("sections", "a river needs at least one section");
    }
    return SurfaceWaterClass.of(WaterSample.of(type, means(sections)), date);
  }

  static Map<WaterItem, BigDecimal> means(List<Map<WaterItem, BigDecimal>> sections) {
    Map<WaterItem, List<BigDecimal>> columns = new EnumMap<>(WaterItem.class);
    for (Map<WaterItem, BigDecimal> section : sections) {
      section.forEach(
          (item, value) -> columns.computeIfAbsent(item, key -> new ArrayList<>()).add(value));
    }
    Map<WaterItem, BigDecimal> means = new LinkedHashMap<>();
    columns.forEach(
        (item, column) ->
            means.put(
                item,
                Exact.divide(
                    column.stream().reduce(BigDecimal.ZERO, BigDecimal::add),
                    BigDecimal.valueOf(column.size()))));
    return means;
  }

  private static RuleRow row(BigDecimal good, BigDecimal inferior, LocalDate date) {
    return TABLE.at(date).stream()
        .filter(row -> within(row, "good", good) && within(row, "inferior", inferior))
        .findFirst()
        .orElseThrow(
            () ->
                new LawException(
                    LawException.Code.NO_RULE,
                    "date",
                    "date (%s) has no known rule for the quality of rivers".formatted(date)));
  }

  private static boolean within(RuleRow row, String column, BigDecimal percent) {
    return percent.compareTo(row.decimal(column + "_from")) >= 0
        && row.findDecimal(column + "_below")
            .map(below -> percent.compareTo(below) < 0)
            .orElse(true);
  }

  private static BigDecimal percent(String zh, String en, int part, int total, List<Step> steps) {
    BigDecimal percent =
        Exact.divide(BigDecimal.valueOf(part).multiply(HUNDRED), BigDecimal.valueOf(total));
    steps.add(new Step(zh, en, "%s/%s × 100".formatted(part, total), Shown.text(percent) + " %"));
    return percent;
  }
}
