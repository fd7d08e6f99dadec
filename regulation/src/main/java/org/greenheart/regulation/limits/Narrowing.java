// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.limits;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.greenheart.regulation.rules.LawException;
import org.greenheart.regulation.rules.Reasoned;
import org.greenheart.regulation.rules.Step;
import org.jspecify.annotations.Nullable;

/** From the limits of a standard on an item to the one that is meant. */
final class Narrowing {
  /**
   * What is meant when the call does not say: a point rather than the fence around it, the general
   * limits, and for ambient air the second class, which is for where people live. Each is named in
   * the working when it was needed.
   */
  private enum Habit {
    POINT("未指明监控位置，按排气筒（排放口）", "no measuring point given: the stack or outlet") {
      @Override
      boolean prefers(LimitScope scope, Criteria criteria) {
        return criteria.point().isEmpty() && List.of("stack", "outlet").contains(scope.point());
      }
    },
    REGION("未指明地区，按一般地区限值", "no region given: the general limits") {
      @Override
      boolean prefers(LimitScope scope, Criteria criteria) {
        return criteria.region().isEmpty() && !scope.region().equals("special");
      }
    },
    CLASS("未指明功能区，按二类区（二级）", "no class given: the second class") {
      @Override
      boolean prefers(LimitScope scope, Criteria criteria) {
        return criteria.grade().isEmpty() && scope.grade().equals("L2");
      }
    };

    private final String zh;
    private final String en;

    Habit(String zh, String en) {
      this.zh = zh;
      this.en = en;
    }

    abstract boolean prefers(LimitScope scope, Criteria criteria);
  }

  private Narrowing() {}

  /** Those that judge such a value; of them, what is enabled before what is not. */
  static List<Limit> fitting(
      List<Limit> limits, Criteria criteria, @Nullable Averaging averaging, String unit) {
    List<Limit> fitting =
        limits.stream()
            .filter(limit -> !(limit.bound() instanceof Bound.DutyFrom))
            .filter(limit -> criteria.allow(limit.scope()))
            .filter(limit -> averaging == null || limit.averaging().judges(averaging))
            .filter(limit -> unit.isEmpty() || Unit.of(unit).convertsTo(Unit.of(limit.unit())))
            .toList();
    fitting = preferring(fitting, Limit::enabled);
    return unit.isEmpty()
        ? preferring(fitting, limit -> Unit.of(limit.unit()).isConcentration())
        : fitting;
  }

  private static List<Limit> preferring(List<Limit> limits, Predicate<Limit> preferred) {
    List<Limit> some = limits.stream().filter(preferred).toList();
    return some.isEmpty() ? limits : some;
  }

  /**
   * The one that is meant.
   *
   * @param fitting at least one
   * @throws LawException when several that demand different things stay in question
   */
  static Reasoned<Limit> decide(String item, List<Limit> fitting, Criteria criteria) {
    List<Step> steps = new ArrayList<>();
    List<Limit> left = fitting;
    for (Habit habit : Habit.values()) {
      List<Limit> fewer =
          left.stream().filter(limit -> habit.prefers(limit.scope(), criteria)).toList();
      if (demands(left).size() > 1 && !fewer.isEmpty() && fewer.size() < left.size()) {
        left = fewer;
        steps.add(new Step(habit.zh, habit.en, "", fewer.getFirst().scope().distinction()));
      }
    }
    if (demands(left).size() > 1) {
      throw new LawException(
          LawException.Code.MISSING,
          undecided(left),
          "%s has several limits, say which by %s: %s"
              .formatted(item, undecided(left), describe(left)));
    }
    return new Reasoned<>(left.getFirst(), left.getFirst().shownBasis(), steps);
  }

  /** The different things that these limits demand. */
  static Map<String, Limit> demands(List<Limit> limits) {
    Map<String, Limit> demands = new LinkedHashMap<>();
    for (Limit limit : limits) {
      var oxygen = limit.referenceOxygen();
      demands.putIfAbsent(
          String.join(
              " ",
              limit.bound().operator(),
              limit.bound().text(),
              limit.unit(),
              limit.averaging().word(),
              oxygen == null ? "" : oxygen.toPlainString()),
          limit);
    }
    return demands;
  }

  /** The input that would tell them apart. */
  private static String undecided(List<Limit> limits) {
    if (differ(limits, limit -> limit.averaging().word())) {
      return "interval";
    }
    if (differ(limits, limit -> limit.scope().medium().word())) {
      return "medium";
    }
    if (differ(limits, limit -> limit.scope().point())) {
      return "point";
    }
    if (differ(limits, limit -> limit.scope().grade())) {
      return "grade";
    }
    if (differ(limits, limit -> limit.scope().facility())) {
      return "facility";
    }
    if (differ(limits, limit -> limit.scope().fuel())) {
      return "fuel";
    }
    if (limits.stream().allMatch(limit -> limit.scope().condition().startsWith("T"))) {
      return "temperatureC";
    }
    if (limits.stream().allMatch(limit -> limit.scope().condition().startsWith("built"))) {
      return "built";
    }
    return "condition";
  }

  private static boolean differ(List<Limit> limits, Function<Limit, String> part) {
    return limits.stream().map(part).distinct().count() > 1;
  }

  static String describe(List<Limit> limits) {
    return limits.stream().map(Limit::describe).distinct().collect(Collectors.joining("; "));
  }
}
