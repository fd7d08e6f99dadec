// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.limits;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.greenheart.regulation.rules.LawException;
import org.greenheart.regulation.rules.Reasoned;
import org.greenheart.regulation.rules.Step;

/** Chooses among the permit and the standards of one outlet. One use, one thread. */
final class Chooser {
  private final LimitQuery query;
  private final List<Limit> held;
  private final List<Step> steps = new ArrayList<>();

  Chooser(LimitBook book, LimitQuery query) {
    this.query = query;
    this.held = book.at(query.item(), query.day(), query.knownAt());
  }

  Reasoned<LimitChoice> choose() {
    List<Limit> candidates = candidates();
    candidates.forEach(this::list);
    List<Limit> enabled = candidates.stream().filter(Limit::enabled).toList();
    if (enabled.isEmpty()) {
      throw new LawException(
          LawException.Code.NO_RULE,
          "item",
          "nothing limits %s of %s (%s) on %s%s"
              .formatted(
                  query.item(),
                  query.outlet(),
                  query.averaging().shown(),
                  query.day(),
                  candidates.isEmpty()
                      ? ""
                      : "; disabled until checked: " + Narrowing.describe(candidates)));
    }
    Limit chosen = choose(enabled);
    boolean looser =
        chosen.scope().level() == Level.PERMIT
            && enabled.stream().anyMatch(other -> stricter(other, chosen));
    if (looser) {
      steps.add(
          new Step(
              "注意：许可限值宽于标准，请核查许可证",
              "mind: the permit allows more than a standard; the permit should be checked",
              chosen.describe(),
              "permit looser than standard"));
    }
    return new Reasoned<>(new LimitChoice(chosen, candidates, looser), chosen.shownBasis(), steps);
  }

  /** At most one of every source: the permit, and every standard assigned. */
  private List<Limit> candidates() {
    List<Limit> found = new ArrayList<>();
    source(
            held.stream()
                .filter(limit -> limit.scope().holder().equals(query.outlet()))
                .filter(limit -> limit.scope().level() == Level.PERMIT)
                .toList(),
            Criteria.NONE)
        .ifPresent(found::add);
    for (AppliedStandard applied : query.standards()) {
      StandardName name = StandardName.parse(applied.standard());
      List<Limit> limits =
          held.stream()
              .filter(limit -> limit.scope().level() != Level.PERMIT)
              .filter(limit -> name.means(limit.scope().standard()))
              .toList();
      try {
        source(limits, applied.criteria()).ifPresentOrElse(found::add, () -> silent(applied));
      } catch (LawException e) {
        boolean permitted =
            found.stream().anyMatch(one -> one.scope().level() == Level.PERMIT && one.enabled());
        boolean disabled = fitting(limits, applied.criteria()).stream().noneMatch(Limit::enabled);
        if (!permitted && !disabled) {
          throw e;
        }
        // The permit counts all the same, and what is disabled judges nothing: that it could not be
        // told which limit is meant is said.
        steps.add(
            new Step(
                "该标准有多个限值，缺少条件，无法确定是哪一个",
                "the standard has several limits, and nothing tells which is meant",
                applied.standard(),
                String.valueOf(e.getMessage())));
      }
    }
    found.sort(Comparator.comparing(limit -> limit.scope().level()));
    return found;
  }

  private Optional<Limit> source(List<Limit> limits, Criteria criteria) {
    List<Limit> fitting = fitting(limits, criteria);
    if (fitting.isEmpty()) {
      return Optional.empty();
    }
    Reasoned<Limit> one = Narrowing.decide(query.item(), fitting, criteria);
    steps.addAll(one.steps());
    return Optional.of(one.value());
  }

  private List<Limit> fitting(List<Limit> limits, Criteria criteria) {
    return Narrowing.fitting(limits, criteria, query.averaging(), query.unit());
  }

  private void silent(AppliedStandard applied) {
    steps.add(
        new Step(
            "该标准当日无此项限值",
            "sets no such limit on that day",
            applied.standard(),
            "%s, %s".formatted(query.item(), query.averaging().shown())));
  }

  private void list(Limit limit) {
    steps.add(
        new Step(
            "备选：" + limit.scope().level().zh() + (limit.enabled() ? "" : "（未核实，停用）"),
            "candidate: "
                + limit.scope().level().word()
                + (limit.enabled() ? "" : " (disabled until checked)"),
            limit.describe(),
            limit.bound().text()));
  }

  private Limit choose(List<Limit> enabled) {
    Level first = enabled.getFirst().scope().level();
    if (first != Level.PERMIT && query.mergedStreams()) {
      return chosen(
          strictest(enabled),
          "合并排放，执行最严格的标准（GB 37822-2019）",
          "merged streams: the strictest standard counts (GB 37822-2019)");
    }
    List<Limit> same = enabled.stream().filter(one -> one.scope().level() == first).toList();
    if (Narrowing.demands(same).size() > 1) {
      throw conflict(same);
    }
    return chosen(
        same.getFirst(),
        switch (first) {
          case PERMIT -> "排污许可证的限值优先";
          case LOCAL -> "无许可限值，地方标准优先于国家标准";
          case NATIONAL -> "无许可限值和地方标准限值，执行国家标准";
        },
        switch (first) {
          case PERMIT -> "the outlet's permit comes first";
          case LOCAL -> "no permit limit: the local standard comes before the national one";
          case NATIONAL -> "neither permit nor local standard: the national standard";
        });
  }

  private Limit chosen(Limit limit, String zh, String en) {
    steps.add(new Step(zh, en, limit.describe(), limit.bound().text()));
    return limit;
  }

  private Limit strictest(List<Limit> limits) {
    return limits.stream()
        .filter(
            one -> limits.stream().allMatch(other -> Strictness.compare(one, other).orElse(1) <= 0))
        .findFirst()
        .orElseThrow(() -> conflict(limits));
  }

  private static boolean stricter(Limit one, Limit other) {
    return Strictness.compare(one, other).orElse(0) < 0;
  }

  private static LawException conflict(List<Limit> limits) {
    return new LawException(
        LawException.Code.CONFLICT,
        "standard",
        "limits of one rank disagree, and nothing says which counts: "
            + Narrowing.describe(limits));
  }
}
