// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.limits;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.greenheart.regulation.rules.Basis;
import org.greenheart.regulation.rules.Confidence;
import org.greenheart.regulation.rules.Exact;
import org.greenheart.regulation.rules.LawException;
import org.greenheart.regulation.rules.Reasoned;
import org.greenheart.regulation.rules.Step;

/**
 * The emission rate that a stack's height allows (GB 16297-1996, 7 and Annex B). Between two
 * heights of the table it is interpolated, beyond them it goes with the square of the height. Only
 * the table for sources built since 1997-01-01 is at hand.
 */
public final class StackHeightLimits {
  private static final String STANDARD = "GB 16297-1996";
  private static final BigDecimal HALF = new BigDecimal("0.5");
  private static final BigDecimal LEAST_HEIGHT = BigDecimal.valueOf(15);

  /**
   * A stack.
   *
   * @param heightM above 0
   * @param newSource built since 1997-01-01
   * @param clearsBuildings whether it stands 5 m above what is within 200 m (7.1)
   */
  public record Stack(BigDecimal heightM, boolean newSource, boolean clearsBuildings) {
    public Stack {
      positive("heightM", heightM);
    }
  }

  private StackHeightLimits() {}

  /**
   * The limit of the emission rate, kg/h, on any mean over an hour (8.2).
   *
   * @param item any name or code
   * @param zone class of the air quality zone: {@code 2}, {@code 3}
   * @throws LawException when the table has no row for the item and zone on the day
   */
  public static Reasoned<BigDecimal> limit(String item, String zone, Stack stack, LocalDate day) {
    String name = Items.shipped().nameOf(item);
    List<Limit> rows =
        LimitTable.shipped().stream()
            .filter(row -> row.scope().standard().equals(STANDARD))
            .filter(row -> row.item().equals(name))
            .filter(row -> Words.sameGrade(zone, row.scope().grade()))
            .filter(row -> row.unit().equals("kg/h") && row.validity().covers(day))
            .toList();
    if (rows.isEmpty()) {
      throw new LawException(
          LawException.Code.NO_RULE,
          "pollutant",
          "%s has no rate limits for %s in zone %s on %s; there are NMHC in zone 2 and zone 3"
              .formatted(STANDARD, name, zone, day));
    }
    NavigableMap<BigDecimal, BigDecimal> byHeight = new TreeMap<>();
    rows.forEach(row -> byHeight.put(height(row), value(row)));
    List<Step> steps = new ArrayList<>();
    BigDecimal rate = atHeight(byHeight, stack.heightM(), steps);
    if (stack.newSource() && stack.heightM().compareTo(LEAST_HEIGHT) < 0) {
      rate = half(rate, "新污染源排气筒低于 15 m", "a new source lower than 15 m (7.4)", steps);
    }
    if (!stack.clearsBuildings()) {
      rate = half(rate, "未高出周围 200 m 建筑 5 m", "not 5 m above what is within 200 m (7.1)", steps);
    }
    return new Reasoned<>(rate, basis(stack.newSource(), steps), steps);
  }

  private static Basis basis(boolean newSource, List<Step> steps) {
    if (newSource) {
      return Basis.seen(STANDARD, "7.3, 7.4, Annex B");
    }
    steps.add(
        new Step(
            "现有污染源的限值表未收录，按新污染源的表计算，仅供参考",
            "the table for sources built before 1997-01-01 is not at hand: these are the numbers"
                + " for new sources",
            "",
            "unverified"));
    return Limit.shown(
        new Basis(STANDARD, "", Confidence.LOW, "table for existing sources not at hand"));
  }

  private static BigDecimal height(Limit row) {
    return row.scope().conditions().stream()
        .filter(condition -> condition.startsWith("h="))
        .map(condition -> new BigDecimal(condition.substring(2, condition.length() - 1)))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no height in " + row.describe()));
  }

  private static BigDecimal value(Limit row) {
    return row.bound() instanceof Bound.AtMost(BigDecimal most) ? most : BigDecimal.ZERO;
  }

  private static BigDecimal atHeight(
      NavigableMap<BigDecimal, BigDecimal> byHeight, BigDecimal height, List<Step> steps) {
    Map.Entry<BigDecimal, BigDecimal> below = byHeight.floorEntry(height);
    Map.Entry<BigDecimal, BigDecimal> above = byHeight.ceilingEntry(height);
    if (below == null) {
      return squared(byHeight.firstEntry(), height, "低于表列最低高度，外推", "below the table", steps);
    }
    if (above == null) {
      return squared(byHeight.lastEntry(), height, "高于表列最高高度，外推", "above the table", steps);
    }
    if (below.getKey().compareTo(above.getKey()) == 0) {
      steps.add(
          new Step("表列高度", "a height of the table", height + " m", below.getValue() + " kg/h"));
      return below.getValue();
    }
    BigDecimal rise = above.getValue().subtract(below.getValue());
    BigDecimal width = above.getKey().subtract(below.getKey());
    BigDecimal into = height.subtract(below.getKey());
    BigDecimal rate = below.getValue().add(Exact.divide(rise.multiply(into), width));
    steps.add(
        new Step(
            "内插（附录 B）",
            "interpolated (Annex B)",
            "%s + (%s − %s) × (%s − %s) / (%s − %s)"
                .formatted(
                    below.getValue(),
                    above.getValue(),
                    below.getValue(),
                    height.toPlainString(),
                    below.getKey(),
                    above.getKey(),
                    below.getKey()),
            Exact.text(rate, 6) + " kg/h"));
    return rate;
  }

  private static BigDecimal squared(
      Map.Entry<BigDecimal, BigDecimal> end,
      BigDecimal height,
      String zh,
      String en,
      List<Step> steps) {
    BigDecimal ratio = Exact.divide(height, end.getKey());
    BigDecimal rate = end.getValue().multiply(ratio).multiply(ratio, Exact.PRECISION);
    steps.add(
        new Step(
            zh + "（附录 B）",
            en + " (Annex B)",
            "%s × (%s / %s)²".formatted(end.getValue(), height.toPlainString(), end.getKey()),
            Exact.text(rate, 6) + " kg/h"));
    return rate;
  }

  private static BigDecimal half(BigDecimal rate, String zh, String en, List<Step> steps) {
    BigDecimal half = rate.multiply(HALF, Exact.PRECISION);
    steps.add(
        new Step(
            zh + "，严格 50 %", en, Exact.text(rate, 6) + " × 0.5", Exact.text(half, 6) + " kg/h"));
    return half;
  }

  static void positive(String field, BigDecimal value) {
    if (value.signum() <= 0) {
      throw new LawException(
          LawException.Code.OUT_OF_RANGE,
          field,
          "%s (%s) must be above 0".formatted(field, value.toPlainString()));
    }
  }
}
