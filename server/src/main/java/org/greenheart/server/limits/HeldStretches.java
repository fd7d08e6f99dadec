// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.limits;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.greenheart.regulation.limits.Bound;
import org.greenheart.regulation.limits.Limit;
import org.greenheart.regulation.limits.Unit;
import org.greenheart.storage.Decimal;

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
  private record Stretch(Instant from, Instant to, Optional<Decimal> highest) {
    boolean covers(Instant moment) {
      return !moment.isBefore(from) && moment.isBefore(to);
    }
  }

  @Override
  public Optional<Decimal> at(Instant moment) {
    Stretch stretch = last;
    if (!stretch.covers(moment)) {
      stretch = stretch(moment.atZone(BEIJING).toLocalDate());
      last = stretch;
    }
    return stretch.highest;
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
              limits.chosen(day).flatMap(one -> highest(one.choice().value().limit())));
      known.put(key, found);
    }
    return found;
  }

  private static Instant instant(LocalDate day) {
    return day.atStartOfDay(BEIJING).toInstant();
  }

  private Optional<Decimal> highest(Limit limit) {
    Bound bound =
        Unit.of(unit).convertsTo(Unit.of(limit.unit())) ? limit.boundIn(unit) : limit.bound();
    return switch (bound) {
      case Bound.AtMost most -> Decimal.of(most.value());
      case Bound.Within range -> Decimal.of(range.high());
      case Bound.AtLeast least -> Optional.empty();
      case Bound.DutyFrom duty -> Optional.empty();
    };
  }

  @Override
  public Optional<HeldLimit> held(Instant moment) {
    return limits
        .chosen(moment.atZone(BEIJING).toLocalDate())
        .map(one -> new HeldLimit(one.ref(), LimitJson.write(limits.view(one))));
  }

  @Override
  public boolean anyFrom(Instant moment) {
    LocalDate day = moment.atZone(BEIJING).toLocalDate();
    return at(moment).isPresent()
        || turns.tailSet(day, false).stream().anyMatch(turn -> stretch(turn).highest.isPresent());
  }
}
