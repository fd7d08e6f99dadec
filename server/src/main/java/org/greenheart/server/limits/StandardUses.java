// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.limits;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.greenheart.regulation.limits.AppliedStandard;
import org.greenheart.regulation.limits.Criteria;
import org.greenheart.regulation.rules.RuleRow;
import org.greenheart.regulation.rules.RuleTable;
import org.greenheart.storage.registry.StandardUse;

/**
 * Which standards an outlet has to keep: what operators say, the nearest to the outlet first, and
 * what its industry brings with it when nobody says otherwise. Immutable.
 */
final class StandardUses {
  private static final RuleTable BY_INDUSTRY =
      RuleTable.resource(StandardUses.class, "industry-standards.tsv");

  /** Of what begins last counts; of what begins at once, what was recorded last. */
  private static final Comparator<StandardUse> LATEST =
      Comparator.comparing(
              StandardUse::from, Comparator.nullsFirst(Comparator.<LocalDate>naturalOrder()))
          .thenComparing(StandardUse::recorded)
          .thenComparingLong(StandardUse::id);

  private final List<StandardUse> said;

  /** What industries bring with them, as shipped. */
  static List<RuleRow> industries() {
    return BY_INDUSTRY.rows();
  }

  StandardUses(List<StandardUse> said) {
    this.said = List.copyOf(said);
  }

  /**
   * Those of an outlet on a day.
   *
   * @param merged whether streams with different limits leave there together
   */
  record OnDay(List<AppliedStandard> standards, boolean merged) {
    OnDay {
      standards = List.copyOf(standards);
    }
  }

  OnDay of(OutletFacts outlet, LocalDate day) {
    Map<String, StandardUse> nearest = new LinkedHashMap<>();
    for (StandardUse.Scope scope : StandardUse.Scope.values()) {
      said.stream()
          .filter(use -> use.scope() == scope && means(use, outlet))
          .map(use -> key(use.standard()))
          .distinct()
          .forEach(
              key ->
                  decides(outlet, scope, key, day).ifPresent(use -> nearest.putIfAbsent(key, use)));
    }
    List<AppliedStandard> standards = new ArrayList<>();
    nearest.values().stream()
        .filter(StandardUse::applies)
        .forEach(use -> standards.add(new AppliedStandard(use.standard(), criteria(use, outlet))));
    byIndustry(outlet, day)
        .filter(row -> !nearest.containsKey(key(row.text("standard"))))
        .forEach(
            row ->
                standards.add(
                    new AppliedStandard(
                        row.text("standard"), criteria(outlet, row.find("point").orElse("")))));
    boolean merged = nearest.values().stream().anyMatch(use -> use.applies() && use.merged());
    return new OnDay(standards, merged);
  }

  /** What is said last of one standard within one scope. */
  private Optional<StandardUse> decides(
      OutletFacts outlet, StandardUse.Scope scope, String key, LocalDate day) {
    return said.stream()
        .filter(use -> use.scope() == scope && means(use, outlet))
        .filter(use -> key(use.standard()).equals(key))
        .filter(use -> use.from() == null || !use.from().isAfter(day))
        .max(LATEST)
        .filter(use -> use.covers(day));
  }

  private static boolean means(StandardUse use, OutletFacts outlet) {
    if (use.medium() != outlet.outlet().medium()) {
      return false;
    }
    return switch (use.scope()) {
      case OUTLET -> use.target().equals(String.valueOf(outlet.outlet().id()));
      case ENTERPRISE -> use.target().equals(String.valueOf(outlet.enterprise().id()));
      case AREA ->
          outlet.areas().stream().anyMatch(area -> use.target().equals(String.valueOf(area.id())));
      case INDUSTRY -> outlet.industryDigits().startsWith(OutletFacts.digits(use.target()));
      case ALL -> true;
    };
  }

  /** The rows of the table for an outlet: the general ones only where there are no others. */
  private static Stream<RuleRow> byIndustry(OutletFacts outlet, LocalDate day) {
    List<RuleRow> ofMedium =
        BY_INDUSTRY.at(day).stream()
            .filter(row -> row.text("medium").equals(outlet.outlet().medium().text()))
            .toList();
    List<RuleRow> own = ofMedium.stream().filter(row -> fits(row, outlet)).toList();
    return own.isEmpty()
        ? ofMedium.stream().filter(row -> row.text("industry").equals("*"))
        : own.stream();
  }

  private static boolean fits(RuleRow row, OutletFacts outlet) {
    String area = row.find("area").orElse("");
    return Stream.of(row.text("industry").split("/", -1))
            .anyMatch(begin -> outlet.industryDigits().startsWith(begin))
        && (area.isEmpty() || outlet.areas().stream().anyMatch(one -> one.code().startsWith(area)));
  }

  private static Criteria criteria(StandardUse use, OutletFacts outlet) {
    StandardUse.Which which = use.which();
    Criteria usual = criteria(outlet, which.point());
    return new Criteria(
        usual.medium(),
        which.point(),
        which.grade(),
        which.facility().isEmpty() ? usual.facility() : which.facility(),
        which.fuel(),
        which.region(),
        Stream.of(which.condition().split(";", -1))
            .map(String::strip)
            .filter(part -> !part.isEmpty())
            .toList(),
        null,
        use.built());
  }

  private static Criteria criteria(OutletFacts outlet, String point) {
    return new Criteria(
        outlet.medium().word(), point, "", facility(outlet), "", "", List.of(), null, null);
  }

  /** What stands before the outlet, by the words of its name; empty when they do not say. */
  private static String facility(OutletFacts outlet) {
    String name =
        outlet.outlet().name()
            + " "
            + Objects.requireNonNullElse(outlet.outlet().nameEn(), "").toLowerCase(Locale.ROOT);
    if (name.contains("喷雾") || name.contains("spray dr")) {
      return "spray dryer";
    }
    if (name.contains("窑") || name.contains("kiln")) {
      return "kiln";
    }
    return name.contains("锅炉") || name.contains("boiler") ? "boiler" : "";
  }

  /** Days on which something else may apply to some outlet than the day before. */
  NavigableSet<LocalDate> turns() {
    NavigableSet<LocalDate> turns = new TreeSet<>();
    for (StandardUse use : said) {
      Turns.add(turns, use.from(), use.to());
    }
    BY_INDUSTRY.rows().forEach(row -> Turns.add(turns, row.validity().from(), row.validity().to()));
    return turns;
  }

  private static String key(String standard) {
    return standard.toUpperCase(Locale.ROOT).replaceAll("\\s", "");
  }
}
