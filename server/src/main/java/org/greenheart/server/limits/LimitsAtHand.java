// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.limits;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.greenheart.regulation.limits.Averaging;
import org.greenheart.regulation.limits.LimitBook;
import org.greenheart.regulation.limits.Unit;
import org.greenheart.regulation.rules.LawException;
import org.greenheart.storage.registry.Datastream;
import org.greenheart.storage.registry.Interval;
import org.greenheart.storage.registry.OperatorLimit;
import org.greenheart.storage.registry.Permit;
import org.greenheart.storage.registry.PermitLimit;
import org.greenheart.storage.registry.PermitTerm;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.Tables;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The limits as they were known at one moment. What belongs to an outlet is read when it is first
 * asked for and kept. Thread-safe.
 */
final class LimitsAtHand implements PointLimits {
  private static final Logger log = LoggerFactory.getLogger(LimitsAtHand.class);

  private final Registry registry;
  private final StandardBook standards;
  private final StandardUses uses;
  private final Map<Long, List<OperatorLimit>> ofPermits;
  private final Map<Long, Optional<OutletFacts>> byThing = new ConcurrentHashMap<>();
  private final Map<Long, PermitRows> byOutlet = new ConcurrentHashMap<>();

  private LimitsAtHand(
      Registry registry,
      StandardBook standards,
      StandardUses uses,
      Map<Long, List<OperatorLimit>> ofPermits) {
    this.registry = registry;
    this.standards = standards;
    this.uses = uses;
    this.ofPermits = ofPermits;
  }

  static LimitsAtHand read(Registry registry) {
    return registry.read(
        tables ->
            new LimitsAtHand(
                registry,
                StandardBook.read(tables.limits()),
                new StandardUses(tables.limits().uses()),
                ofPermits(tables.limits().operatorLimits())));
  }

  static Map<Long, List<OperatorLimit>> ofPermits(List<OperatorLimit> said) {
    return said.stream()
        .filter(one -> one.place().outlet() != 0)
        .collect(Collectors.groupingBy(one -> one.place().outlet()));
  }

  /** What permits say about an outlet. */
  record PermitRows(
      List<PermitLimit> rows, List<Permit> permits, Map<Long, List<PermitTerm>> terms) {
    static PermitRows read(Tables tables, long outlet) {
      List<PermitLimit> rows = tables.places().permits().ofOutlet(outlet);
      List<Permit> permits =
          rows.stream()
              .map(PermitLimit::permit)
              .distinct()
              .flatMap(id -> tables.places().permits().find(id).stream())
              .toList();
      Map<Long, List<PermitTerm>> terms = new HashMap<>();
      permits.forEach(one -> terms.put(one.id(), tables.places().permits().terms(one.id())));
      return new PermitRows(rows, permits, terms);
    }
  }

  StandardBook standards() {
    return standards;
  }

  StandardUses uses() {
    return uses;
  }

  /** The outlet that a point stands at. */
  Optional<OutletFacts> outletOf(long thing) {
    return byThing.computeIfAbsent(
        thing,
        id ->
            registry.read(
                tables ->
                    tables
                        .places()
                        .points()
                        .find(id)
                        .filter(place -> place.outlet() != 0)
                        .flatMap(place -> OutletFacts.read(tables.places(), place.outlet()))));
  }

  private PermitRows permits(long outlet) {
    return byOutlet.computeIfAbsent(
        outlet, id -> registry.read(tables -> PermitRows.read(tables, id)));
  }

  @Override
  public HeldLimits of(Datastream datastream) {
    return of(
        datastream.thing(), datastream.code(), datastream.interval(), datastream.unit().symbol());
  }

  HeldLimits of(long thing, String code, Interval interval, @Nullable String symbol) {
    Optional<OutletFacts> outlet = outletOf(thing);
    if (outlet.isEmpty() || code.isEmpty()) {
      return HeldLimits.NONE;
    }
    String unit = unit(symbol);
    try {
      return new HeldStretches(
          limits(outlet.get(), code, PermitEntries.averaging(interval), unit), unit);
    } catch (LawException e) {
      log.error("No limit for {} at {}: {}", code, outlet.get().key(), e.getMessage());
      return HeldLimits.NONE;
    }
  }

  /** Units that nothing converts to, such as times of dilution, are not asked for. */
  static String unit(@Nullable String symbol) {
    return symbol == null || Unit.of(symbol).kind() == Unit.Kind.OTHER ? "" : symbol;
  }

  /**
   * On one quantity at one outlet.
   *
   * @throws LawException when entries contradict each other
   */
  OutletLimits limits(OutletFacts outlet, String code, Averaging averaging, String unit) {
    String item = OutletEntries.item(code);
    NamedLimits named = new NamedLimits();
    standards.ofItem(item).forEach(one -> named.add(standards.named().ref(one), one));
    PermitRows permits = permits(outlet.outlet().id());
    named.addAll(
        OutletEntries.of(
            outlet,
            permits,
            said(outlet),
            item,
            permits.rows().stream().filter(row -> row.code().equals(code)).toList()));
    return new OutletLimits(outlet, uses, LimitBook.of(named.list()), named, code, averaging, unit);
  }

  /** All entries that are only about one outlet, of any quantity. */
  NamedLimits ofOutlet(OutletFacts outlet) {
    return OutletEntries.all(outlet, permits(outlet.outlet().id()), said(outlet));
  }

  private List<OperatorLimit> said(OutletFacts outlet) {
    return ofPermits.getOrDefault(outlet.outlet().id(), List.of());
  }
}
