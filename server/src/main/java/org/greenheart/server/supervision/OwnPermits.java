// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.supervision;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.greenheart.regulation.rules.LawException;
import org.greenheart.regulation.supervision.Evidence;
import org.greenheart.regulation.tax.TaxItems;
import org.greenheart.regulation.tax.TaxMedium;
import org.greenheart.storage.registry.Enterprise;
import org.greenheart.storage.registry.Medium;
import org.greenheart.storage.registry.Outlet;
import org.greenheart.storage.registry.Permit;
import org.greenheart.storage.registry.PermitLimit;
import org.greenheart.storage.registry.PermitTerm;
import org.greenheart.storage.registry.Tables;

/**
 * The permits that the server itself keeps, for rule R1: which outlets of a firm may discharge what
 * annex 2 taxes. Immutable once made.
 */
final class OwnPermits {
  /** Particulates: smoke dust or general dust, both in the annex. */
  private static final String PARTICULATES = "a34013";

  private final Map<String, List<Own>> firms = new HashMap<>();

  /** A permit with its terms, limits and outlets. */
  private record Own(
      Enterprise firm,
      Permit permit,
      List<PermitTerm> terms,
      Map<Outlet, List<PermitLimit>> limits) {
    /** Throughout the month, by the terms that count. */
    private boolean holds(YearMonth month) {
      Map<LocalDate, PermitTerm> newest = new HashMap<>();
      terms.forEach(term -> newest.put(term.from(), term));
      return newest.values().stream()
          .anyMatch(term -> term.contains(month.atDay(1)) && term.contains(month.atEndOfMonth()));
    }
  }

  static OwnPermits read(Tables tables) {
    OwnPermits all = new OwnPermits();
    Map<Long, Enterprise> firms =
        tables.places().enterprises().list().stream()
            .collect(Collectors.toMap(Enterprise::id, each -> each));
    Map<Long, Outlet> outlets =
        tables.places().outlets().list().stream()
            .collect(Collectors.toMap(Outlet::id, each -> each));
    for (Permit permit : tables.places().permits().list()) {
      Enterprise firm = firms.get(permit.enterprise());
      if (firm != null) {
        Map<Outlet, List<PermitLimit>> limits = new HashMap<>();
        for (PermitLimit limit : tables.places().permits().limits(permit.id())) {
          Outlet outlet = outlets.get(limit.outlet());
          if (outlet != null) {
            limits.computeIfAbsent(outlet, each -> new ArrayList<>()).add(limit);
          }
        }
        all.firms
            .computeIfAbsent(firm.creditCode(), each -> new ArrayList<>())
            .add(new Own(firm, permit, tables.places().permits().terms(permit.id()), limits));
      }
    }
    return all;
  }

  /** Credit codes of those that have any. */
  Set<String> firms() {
    return Collections.unmodifiableSet(firms.keySet());
  }

  /** Whether a firm has a permit in force in a month. */
  boolean permitted(String firm, YearMonth month) {
    return firms.getOrDefault(firm, List.of()).stream().anyMatch(own -> own.holds(month));
  }

  /** Outlets that may discharge what is taxed, by their codes, with the record of it. */
  SortedMap<String, Evidence> taxable(String firm, YearMonth month) {
    SortedMap<String, Evidence> taxable = new TreeMap<>();
    for (Own own : firms.getOrDefault(firm, List.of())) {
      if (own.holds(month)) {
        own.limits()
            .forEach(
                (outlet, limits) ->
                    says(outlet, limits, month.atEndOfMonth())
                        .ifPresent(
                            says ->
                                taxable.putIfAbsent(
                                    outlet.code(),
                                    new Evidence(
                                        Evidence.Source.PERMIT,
                                        "places/%s/permits/%s"
                                            .formatted(own.firm().id(), own.permit().id()),
                                        "%s %s: %s"
                                            .formatted(
                                                own.permit().number(), outlet.code(), says)))));
      }
    }
    return taxable;
  }

  /** What it allows of taxed pollutants; empty for none of them. */
  private static Optional<String> says(Outlet outlet, List<PermitLimit> limits, LocalDate date) {
    SortedMap<String, PermitLimit> standing = new TreeMap<>();
    limits.stream()
        .filter(limit -> !limit.from().isAfter(date))
        .sorted(Comparator.comparing(PermitLimit::from).thenComparingLong(PermitLimit::id))
        .forEach(limit -> standing.put(limit.code(), limit));
    String says =
        standing.values().stream()
            .filter(PermitLimit::limits)
            .filter(limit -> isTaxed(outlet, limit.code(), date))
            .map(OwnPermits::says)
            .collect(Collectors.joining("; "));
    return says.isEmpty() ? Optional.empty() : Optional.of(says);
  }

  private static String says(PermitLimit limit) {
    List<String> parts = new ArrayList<>();
    parts.add(limit.code());
    if (limit.maximum() != null) {
      parts.add("≤ %s %s".formatted(limit.maximum(), limit.unit()));
    }
    if (limit.tonnesPerYear() != null) {
      parts.add("%s t/a".formatted(limit.tonnesPerYear()));
    }
    return String.join(" ", parts);
  }

  private static boolean isTaxed(Outlet outlet, String code, LocalDate date) {
    TaxMedium medium = outlet.medium() == Medium.AIR ? TaxMedium.AIR : TaxMedium.WATER;
    if (code.equals(PARTICULATES)) {
      return true;
    }
    try {
      return TaxItems.find(medium, code, code, date).isPresent();
    } catch (LawException e) {
      return false; // a code that nobody knows
    }
  }
}
