// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.limits;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.greenheart.regulation.limits.AppliedStandard;
import org.greenheart.regulation.limits.Limit;
import org.greenheart.regulation.rules.RuleRow;
import org.jspecify.annotations.Nullable;

/**
 * Which standards are in use on a day, and at which outlets; and what industries bring with them.
 *
 * @param industries the shipped table, also rows that hold on other days
 */
record StandardsInUse(LocalDate day, List<InUse> standards, List<ByIndustry> industries) {
  StandardsInUse {
    standards = List.copyOf(standards);
    industries = List.copyOf(industries);
  }

  /** An outlet at which a standard applies. */
  record At(long outlet, String name, String enterprise) {}

  /**
   * A standard.
   *
   * @param from the first day of the oldest of its limits that holds; null: since ever
   * @param limits how many of its limits could count at those outlets
   * @param enabled how many of them judge
   * @param confidence the lowest of those that judge, else of all: {@code high}, {@code medium} or
   *     {@code low}; null when it has none
   */
  record InUse(
      String standard,
      String medium,
      @Nullable LocalDate from,
      int limits,
      int enabled,
      @Nullable String confidence,
      List<At> outlets) {
    InUse {
      outlets = List.copyOf(outlets);
    }
  }

  /** A row of the shipped table. */
  record ByIndustry(
      String industry,
      String area,
      String medium,
      String standard,
      @Nullable LocalDate from,
      @Nullable LocalDate to,
      String document,
      String clause,
      String confidence,
      String source) {
    static ByIndustry of(RuleRow row) {
      var basis = row.basis().shown();
      return new ByIndustry(
          row.text("industry"),
          row.find("area").orElse(""),
          row.text("medium"),
          row.text("standard"),
          row.validity().from(),
          row.validity().to(),
          basis.document(),
          basis.clause(),
          basis.confidence().word(),
          basis.source());
    }
  }

  private record Found(Set<Limit> limits, List<At> outlets) {}

  private record Key(String standard, String medium) {}

  /**
   * Those of a day.
   *
   * @param outlets that are asked about
   */
  static StandardsInUse on(LocalDate day, LimitsAtHand now, List<OutletFacts> outlets) {
    List<Limit> held = now.standards().book().at(day, null);
    Map<Key, Found> found = new LinkedHashMap<>();
    for (OutletFacts outlet : outlets) {
      for (AppliedStandard applied : now.uses().of(outlet, day).standards()) {
        Found of =
            found.computeIfAbsent(
                new Key(applied.standard(), outlet.medium().word()),
                _ -> new Found(new HashSet<>(), new ArrayList<>()));
        of.outlets()
            .add(new At(outlet.outlet().id(), outlet.outlet().name(), outlet.enterprise().name()));
        held.stream()
            .filter(limit -> limit.scope().medium() == outlet.medium())
            .filter(limit -> applied.names(limit.scope()))
            .forEach(of.limits()::add);
      }
    }
    List<InUse> standards = new ArrayList<>();
    found.forEach((key, of) -> standards.add(inUse(key, of)));
    standards.sort(Comparator.comparing(InUse::standard).thenComparing(InUse::medium));
    return new StandardsInUse(
        day, standards, StandardUses.industries().stream().map(ByIndustry::of).toList());
  }

  private static InUse inUse(Key key, Found of) {
    Predicate<Limit> judges =
        of.limits().stream().anyMatch(Limit::enabled) ? Limit::enabled : _ -> true;
    return new InUse(
        key.standard(),
        key.medium(),
        first(of.limits()),
        of.limits().size(),
        (int) of.limits().stream().filter(Limit::enabled).count(),
        of.limits().stream()
            .filter(judges)
            .map(limit -> limit.basis().confidence())
            .max(Comparator.naturalOrder())
            .map(confidence -> confidence.word())
            .orElse(null),
        of.outlets());
  }

  private static @Nullable LocalDate first(Set<Limit> limits) {
    LocalDate first = null;
    for (Limit limit : limits) {
      LocalDate from = limit.validity().from();
      if (from == null) {
        return null;
      }
      first = first == null || from.isBefore(first) ? from : first;
    }
    return first;
  }
}
