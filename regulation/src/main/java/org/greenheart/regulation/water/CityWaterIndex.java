// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.water;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.greenheart.regulation.rules.Basis;
import org.greenheart.regulation.rules.Check;
import org.greenheart.regulation.rules.Confidence;
import org.greenheart.regulation.rules.Exact;
import org.greenheart.regulation.rules.Figure;
import org.greenheart.regulation.rules.Reasoned;
import org.greenheart.regulation.rules.Shown;
import org.greenheart.regulation.rules.Step;

/**
 * City water quality index CWQI: the sum of C/S_III over the 21 items, from means over the city's
 * sections. Smaller is better. A sum that lacks items would look better than it is, so it is none.
 */
public final class CityWaterIndex {
  public static final Basis BASIS =
      new Basis(
          "城市水质指数 CWQI (ranking of cities by surface water)",
          "",
          Confidence.LOW,
          "memory; ranking notices use the index");

  private static final BigDecimal NEUTRAL = BigDecimal.valueOf(7);
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private CityWaterIndex() {}

  /**
   * The index and its parts. Immutable.
   *
   * @param cwqi no number while items are missing
   * @param missing items that counted and were not there
   */
  public record Index(Figure cwqi, Map<WaterItem, BigDecimal> byItem, List<WaterItem> missing) {
    public Index {
      requireNonNull(cwqi, "cwqi is null");
      byItem = Collections.unmodifiableMap(new EnumMap<>(byItem));
      missing = List.copyOf(missing);
    }
  }

  /** Of the city's means. */
  public static Reasoned<Index> of(WaterSample means, LocalDate date) {
    Map<WaterItem, BigDecimal> values = means.counted();
    if (values.isEmpty()) {
      throw Check.noData("values", "an index needs at least one item that counts");
    }
    SurfaceWaterLimits limits = new SurfaceWaterLimits(means.type(), date);
    Map<WaterItem, BigDecimal> byItem = new EnumMap<>(WaterItem.class);
    List<Step> steps = new ArrayList<>();
    values.forEach(
        (item, value) -> {
          BigDecimal index = index(item, value, limits);
          byItem.put(item, index);
          steps.add(new Step(item.zh() + "单项指数", "index of " + item.word(), "", Shown.text(index)));
        });
    List<WaterItem> missing =
        Arrays.stream(WaterItem.values())
            .filter(item -> item.counted() && !values.containsKey(item))
            .toList();
    Figure sum = sum(byItem, missing);
    steps.add(
        switch (sum) {
          case Figure.Given(BigDecimal value) ->
              new Step("CWQI = 21 项指数之和", "CWQI = sum of 21 indices", "", Shown.text(value));
          case Figure.Absent absent -> absent.step();
        });
    return new Reasoned<>(new Index(sum, byItem, missing), BASIS, steps);
  }

  /** ΔCWQI, percent of the index before; positive: worse. */
  public static BigDecimal changePercent(BigDecimal now, BigDecimal before) {
    Check.positive("previous", before);
    return Exact.divide(now.subtract(before).multiply(HUNDRED), before);
  }

  private static Figure sum(Map<WaterItem, BigDecimal> byItem, List<WaterItem> missing) {
    if (missing.isEmpty()) {
      return Figure.of(byItem.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add));
    }
    String words = String.join(", ", missing.stream().map(WaterItem::word).toList());
    return Figure.absent(
        "items-missing", "缺少项目，不计算总指数：" + words, "no index while items are missing: " + words);
  }

  private static BigDecimal index(WaterItem item, BigDecimal value, SurfaceWaterLimits limits) {
    return switch (item) {
      case DO -> Exact.divide(limits.limit(item, WaterClass.III), Check.positive("DO", value));
      case PH ->
          value.compareTo(NEUTRAL) <= 0
              ? NEUTRAL.subtract(value)
              : Exact.divide(value.subtract(NEUTRAL), BigDecimal.TWO);
      default -> Exact.divide(value, limits.limit(item, WaterClass.III));
    };
  }
}
