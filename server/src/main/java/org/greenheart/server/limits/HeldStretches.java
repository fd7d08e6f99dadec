// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.limits;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.greenheart.regulation.limits.Unit;

/** The limits of a Datastream at an outlet. Thread-safe. */
final class HeldStretches implements HeldLimits {
  static final ZoneId BEIJING = ZoneId.of("Asia/Shanghai");

  private final OutletLimits limits;
  private final String unit;
  private final NavigableSet<LocalDate> turns;
  private final Map<LocalDate, Stretch> known = new ConcurrentHashMap<>();
  private volatile Stretch last = new Stretch(Instant.MAX, Instant.MAX, Optional.empty());

  /**
   * @param limits on the quantity at the outlet
   * @param unit of the Datastream; empty when it is not known
   */
  HeldStretches(OutletLimits limits, String unit) {
    this.limits = limits;
    this.unit = unit;
    this.turns = limits.turns();
  }

  /** From an instant, included, to another, not included. */
  private record Stretch(Instant from, Instant to, Optional<StandingLimit> limit) {
    boolean covers(Instant moment) {
      return !moment.isBefore(from) && moment.isBefore(to);
    }
  }

  @Override
  public Optional<StandingLimit> at(Instant moment) {
    Stretch stretch = last;
    if (!stretch.covers(moment)) {
      stretch = stretch(moment.atZone(BEIJING).toLocalDate());
      last = stretch;
    }
    return stretch.limit;
  }

  private Stretch stretch(LocalDate day) {
    LocalDate from = turns.floor(day);
    LocalDate key = from == null ? LocalDate.MIN : from;
    Stretch found = known.get(key);
    if (found == null) {
      LocalDate to = turns.higher(day);
      found =
          new Stretch(
              from == null ? Instant.MIN : instant(from),
              to == null ? Instant.MAX : instant(to),
              limits.chosen(day).flatMap(one -> limits.standing(one, unit)));
      known.put(key, found);
    }
    return found;
  }

  private static Instant instant(LocalDate day) {
    return day.atStartOfDay(BEIJING).toInstant();
  }

  @Override
  public Optional<HeldLimit> held(Instant moment) {
    return limits
        .chosen(moment.atZone(BEIJING).toLocalDate())
        .map(one -> new HeldLimit(one.ref(), LimitJson.write(limits.view(one))));
  }

  @Override
  public Optional<String> otherUnit(Instant moment) {
    return unit.isEmpty()
        ? Optional.empty()
        : limits
            .inAnyUnit()
            .chosen(moment.atZone(BEIJING).toLocalDate())
            .map(one -> one.choice().value().limit().unit())
            .filter(other -> !Unit.of(unit).convertsTo(Unit.of(other)));
  }

  @Override
  public boolean anyFrom(Instant moment) {
    return any(moment, limit -> true);
  }

  @Override
  public boolean anyConvertedFrom(Instant moment) {
    return any(moment, StandingLimit::isOfConverted);
  }

  private boolean any(Instant from, Predicate<StandingLimit> which) {
    LocalDate day = from.atZone(BEIJING).toLocalDate();
    return at(from).filter(which).isPresent()
        || turns.tailSet(day, false).stream()
            .anyMatch(turn -> stretch(turn).limit.filter(which).isPresent());
  }
}
