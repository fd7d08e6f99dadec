// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.limits;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.greenheart.regulation.limits.Items;
import org.greenheart.regulation.limits.Level;
import org.greenheart.regulation.limits.Limit;
import org.greenheart.storage.registry.PointPlace;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.Thing;
import org.jspecify.annotations.Nullable;

/**
 * What a changed limit would let come out otherwise, if a person ordered it to be judged again:
 * nothing is by itself.
 *
 * @param from begin of the range to judge again; null when its days have not come yet
 * @param to end of the range
 * @param points those at which it may count
 */
record Affected(@Nullable Instant from, @Nullable Instant to, List<Point> points) {
  /** So far back a person may judge again at once. */
  private static final int MOST_DAYS = 365;

  /** A point. */
  record Point(long thing, String name) {}

  Affected {
    points = List.copyOf(points);
  }

  static Affected by(Limit limit, LimitsAtHand limits, Registry registry, Instant now) {
    LocalDate today = now.atZone(HeldStretches.BEIJING).toLocalDate();
    LocalDate from = limit.validity().from();
    LocalDate to = limit.validity().to();
    LocalDate earliest = today.minusDays(MOST_DAYS);
    LocalDate first = from == null || from.isBefore(earliest) ? earliest : from;
    boolean past = !first.isAfter(today) && (to == null || !to.isBefore(first));
    List<Point> points = points(limit, limits, registry, past ? first : today);
    if (!past) {
      return new Affected(null, null, points);
    }
    Instant end =
        to == null || !to.isBefore(today)
            ? now
            : to.plusDays(1).atStartOfDay(HeldStretches.BEIJING).toInstant().minusSeconds(1);
    return new Affected(first.atStartOfDay(HeldStretches.BEIJING).toInstant(), end, points);
  }

  private static List<Point> points(
      Limit limit, LimitsAtHand limits, Registry registry, LocalDate day) {
    List<Point> points = new ArrayList<>();
    for (PointPlace place : registry.places().points().list()) {
      Optional<OutletFacts> outlet = limits.outletOf(place.thing());
      if (outlet.isPresent()
          && counts(limit, outlet.get(), limits.uses(), day)
          && measures(registry, place.thing(), limit)) {
        String name = registry.catalogue().thing(place.thing()).map(Thing::name).orElse("");
        points.add(new Point(place.thing(), name));
      }
    }
    return points;
  }

  private static boolean counts(Limit limit, OutletFacts outlet, StandardUses uses, LocalDate day) {
    if (limit.scope().medium() != outlet.medium()) {
      return false;
    }
    if (limit.scope().level() == Level.PERMIT) {
      return limit.scope().holder().equals(outlet.key());
    }
    return uses.of(outlet, day).standards().stream()
        .anyMatch(applied -> applied.names(limit.scope()));
  }

  private static boolean measures(Registry registry, long thing, Limit limit) {
    return registry.catalogue().datastreamsOf(thing).stream()
        .map(one -> Items.shipped().find(one.code()).orElse(one.code()))
        .anyMatch(limit.item()::equals);
  }
}
