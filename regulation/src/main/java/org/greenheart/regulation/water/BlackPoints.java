// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.water;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.greenheart.regulation.rules.Basis;
import org.greenheart.regulation.rules.Check;
import org.greenheart.regulation.rules.Confidence;
import org.greenheart.regulation.rules.Reasoned;
import org.greenheart.regulation.rules.Step;

/** From samples to points, from points to reaches and water bodies: how much must be heavy. */
public final class BlackPoints {
  public static final Basis BASIS = new Basis("城市黑臭水体整治工作指南, 2015", "", Confidence.LOW, "memory");

  private static final int OF_ONE_ITEM = 60;
  private static final int OF_TWO_ITEMS = 30;
  private static final int OF_POINTS = 60;
  private static final int CONSECUTIVE = 3;

  private BlackPoints() {}

  /** From one point to another, by their places in the list, both included. Immutable. */
  public record Reach(int first, int last) {}

  /**
   * A monitoring point: heavy when 60 % of the data of one item, or 30 % of the data of two or
   * more, are heavy; otherwise light when any is graded.
   *
   * @param samples the grades of its samples
   */
  public static Reasoned<BlackGrade> point(List<Map<BlackOdorous.Item, BlackGrade>> samples) {
    Map<BlackOdorous.Item, List<BlackGrade>> byItem = new EnumMap<>(BlackOdorous.Item.class);
    for (Map<BlackOdorous.Item, BlackGrade> sample : samples) {
      sample.forEach(
          (item, grade) -> byItem.computeIfAbsent(item, key -> new ArrayList<>()).add(grade));
    }
    if (byItem.isEmpty()) {
      throw Check.noData("samples", "a point needs at least one graded item");
    }
    List<Step> steps = new ArrayList<>();
    byItem.forEach((item, grades) -> steps.add(count(item.zh() + "重度比例", item.field(), grades)));
    boolean oneItem = byItem.values().stream().anyMatch(grades -> heavy(grades, OF_ONE_ITEM));
    long items = byItem.values().stream().filter(grades -> heavy(grades, OF_TWO_ITEMS)).count();
    List<BlackGrade> all = byItem.values().stream().flatMap(List::stream).toList();
    return graded(oneItem || items >= 2, all, steps);
  }

  /**
   * The reaches between three or more heavy points in a row.
   *
   * @param points in the order of the water
   */
  public static List<Reach> heavyReaches(List<BlackGrade> points) {
    List<Reach> reaches = new ArrayList<>();
    int first = 0;
    for (int i = 0; i <= points.size(); i++) {
      if (i == points.size() || points.get(i) != BlackGrade.HEAVY) {
        if (i - first >= CONSECUTIVE) {
          reaches.add(new Reach(first, i - 1));
        }
        first = i + 1;
      }
    }
    return reaches;
  }

  /** A whole water body: heavy when 60 % of its points are; else light when any is graded. */
  public static Reasoned<BlackGrade> body(List<BlackGrade> points) {
    if (points.isEmpty()) {
      throw Check.noData("points", "a water body needs at least one point");
    }
    List<Step> steps = List.of(count("重度点位比例", "points", points));
    return graded(heavy(points, OF_POINTS), points, steps);
  }

  private static Reasoned<BlackGrade> graded(
      boolean heavy, List<BlackGrade> grades, List<Step> steps) {
    Optional<BlackGrade> any =
        grades.stream()
            .filter(one -> one != BlackGrade.NONE)
            .map(one -> BlackGrade.LIGHT)
            .findAny();
    return new Reasoned<>(heavy ? BlackGrade.HEAVY : any.orElse(BlackGrade.NONE), BASIS, steps);
  }

  private static Step count(String zh, String what, List<BlackGrade> grades) {
    return new Step(zh, "heavy of " + what, "%s/%s".formatted(heavyOf(grades), grades.size()), "");
  }

  private static boolean heavy(List<BlackGrade> grades, int percent) {
    return heavyOf(grades) * 100 >= (long) percent * grades.size();
  }

  private static long heavyOf(List<BlackGrade> grades) {
    return grades.stream().filter(one -> one == BlackGrade.HEAVY).count();
  }
}
