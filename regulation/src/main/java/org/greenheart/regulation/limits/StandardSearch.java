// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.limits;

import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.greenheart.regulation.rules.LawException;
import org.greenheart.regulation.rules.Reasoned;
import org.jspecify.annotations.Nullable;

/**
 * Finds the limit of a named standard without an outlet. Standards are named tolerantly: {@code
 * GB3095-2026}, or {@code GB 3095} for the edition in force. Limits that are disabled are found
 * when nothing else is: the answer's confidence says so. Immutable.
 */
public record StandardSearch(LimitBook book, String standard, LocalDate day) {

  /** The limits of the standard in force on the day. */
  public List<Limit> limits() {
    StandardName name = StandardName.parse(standard);
    List<Limit> held =
        book.at(day, null).stream().filter(limit -> limit.scope().level() != Level.PERMIT).toList();
    List<Limit> meant =
        held.stream().filter(limit -> name.means(limit.scope().standard())).toList();
    if (!meant.isEmpty()) {
      return meant;
    }
    String others =
        names(held.stream().filter(limit -> name.sameSeries(limit.scope().standard())).toList());
    boolean ever = book.all().stream().anyMatch(limit -> name.means(limit.scope().standard()));
    throw new LawException(
        LawException.Code.NO_RULE,
        "standard",
        ever
            ? "%s is not in force on %s%s"
                .formatted(standard, day, others.isEmpty() ? "" : "; in force: " + others)
            : "there is no standard (%s)%s; there are %s"
                .formatted(standard, others.isEmpty() ? "" : ", in force: " + others, names(held)));
  }

  /** Those on one item, in any form. */
  public List<Limit> limits(String item) {
    String name = Items.shipped().nameOf(item);
    List<Limit> limits = limits();
    List<Limit> some = limits.stream().filter(limit -> limit.item().equals(name)).toList();
    if (some.isEmpty()) {
      throw new LawException(
          LawException.Code.NO_RULE,
          "pollutant",
          "%s sets no limit for %s on %s; it does for %s"
              .formatted(standard, item, day, all(limits, Limit::item)));
    }
    return some;
  }

  /**
   * The one that judges a value.
   *
   * @param averaging null: not said, then it must not matter
   * @param unit of the value; empty: not said
   * @throws LawException naming the choices when several are in question
   */
  public Reasoned<Limit> limit(
      String item, @Nullable Averaging averaging, String unit, Criteria criteria) {
    List<Limit> some = limits(item);
    List<Limit> fitting = Narrowing.fitting(some, criteria, averaging, unit);
    if (fitting.isEmpty()) {
      throw notFound(item, some, averaging, unit, criteria);
    }
    return Narrowing.decide(item, fitting, criteria);
  }

  private LawException notFound(
      String item,
      List<Limit> some,
      @Nullable Averaging averaging,
      String unit,
      Criteria criteria) {
    List<Limit> placed = some.stream().filter(limit -> criteria.allow(limit.scope())).toList();
    if (placed.isEmpty()) {
      return new LawException(
          LawException.Code.NO_RULE,
          "condition",
          "%s sets no limit for %s there; it has: %s"
              .formatted(standard, item, Narrowing.describe(some)));
    }
    List<Limit> timely =
        placed.stream()
            .filter(limit -> averaging == null || limit.averaging().judges(averaging))
            .toList();
    if (averaging != null && timely.isEmpty()) {
      return new LawException(
          LawException.Code.NO_RULE,
          "interval",
          "%s sets no limit for %s over %s; it does over %s"
              .formatted(
                  standard,
                  item,
                  averaging.shown(),
                  all(placed, limit -> limit.averaging().shown())));
    }
    if (!unit.isEmpty() && timely.stream().noneMatch(limit -> fits(limit, unit))) {
      return new LawException(
          LawException.Code.WRONG_UNIT,
          "unit",
          "a value in %s cannot be judged by limits for %s in %s"
              .formatted(unit, item, all(timely, Limit::unit)));
    }
    return new LawException(
        LawException.Code.NO_RULE,
        "pollutant",
        "%s only says from which amount a duty begins: %s"
            .formatted(standard, Narrowing.describe(some)));
  }

  private static boolean fits(Limit limit, String unit) {
    return Unit.of(unit).convertsTo(Unit.of(limit.unit()));
  }

  private static String names(List<Limit> limits) {
    return all(limits, limit -> limit.scope().standard());
  }

  private static String all(List<Limit> limits, Function<Limit, String> part) {
    return limits.stream().map(part).distinct().collect(Collectors.joining(", "));
  }
}
