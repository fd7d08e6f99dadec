// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.limits;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.greenheart.regulation.limits.Items;
import org.greenheart.regulation.limits.Level;
import org.greenheart.regulation.limits.Limit;
import org.greenheart.regulation.limits.LimitBook;
import org.greenheart.regulation.limits.Medium;
import org.greenheart.regulation.limits.Unit;
import org.greenheart.regulation.rules.LawException;
import org.greenheart.storage.registry.LimitSwitch;
import org.greenheart.storage.registry.OperatorLimit;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.RuleException;
import org.greenheart.storage.registry.StandardUse;
import org.greenheart.storage.registry.Tables;

/**
 * Where operators add, correct and switch limits. Each change is checked together with all that is
 * there already, in the transaction that keeps it. Thread-safe.
 */
final class LimitDesk {
  private final Registry registry;

  LimitDesk(Registry registry) {
    this.registry = requireNonNull(registry, "registry is null");
  }

  /**
   * Keeps a limit that somebody has written.
   *
   * @throws RuleException {@code limit-overlap}, {@code limit-nothing-to-correct}, {@code
   *     limit-unit}, {@code unknown-pollutant} and what else {@link LimitForm} refuses
   */
  Limit write(LimitForm form, String author) {
    return registry.write(tables -> write(tables, form, author));
  }

  /** The same within a transaction. */
  static Limit write(Tables tables, LimitForm form, String author) {
    Optional<OutletFacts> outlet = form.outlet().map(name -> OutletNames.find(tables, name));
    long id = outlet.map(one -> one.outlet().id()).orElse(0L);
    OperatorLimit said =
        form.corrects()
            .map(
                ref -> {
                  Limit was = existing(tables, ref, outlet);
                  boolean permit = was.scope().level() == Level.PERMIT;
                  return form.correcting(was, permit ? id : 0, author);
                })
            .orElseGet(() -> form.added(id, author));
    said = asKnown(tables, said);
    requireUnit(tables, said);
    OperatorLimit kept = tables.limits().add(said);
    String key = outlet.map(OutletFacts::key).orElse("");
    Limit limit = limit(kept, kept.place().outlet() == 0 ? "" : key);
    requireFits(tables, kept, limit, outlet);
    return limit;
  }

  /**
   * Whether what a form says has been written already, by whomever: then writing it again would
   * change nothing.
   */
  static boolean isHeld(Tables tables, LimitForm form) {
    Optional<OutletFacts> outlet = form.outlet().map(name -> OutletNames.find(tables, name));
    OperatorLimit said =
        asKnown(tables, form.added(outlet.map(one -> one.outlet().id()).orElse(0L), "nobody"));
    return tables.limits().operatorLimits().stream()
        .anyMatch(
            one ->
                one.place().equals(said.place())
                    && one.demand().equals(said.demand())
                    && one.basis().equals(said.basis())
                    && one.enabled() == said.enabled()
                    && Objects.equals(one.from(), said.from())
                    && Objects.equals(one.to(), said.to()));
  }

  private static Limit limit(OperatorLimit said, String outlet) {
    try {
      return OperatorLimits.limit(said, outlet);
    } catch (IllegalArgumentException e) {
      throw new RuleException(
          "value", "cannot be a limit: " + e.getMessage(), said.demand().value(), "limit-value");
    }
  }

  /** A limit that is there already, by its name. */
  private static Limit existing(Tables tables, String ref, Optional<OutletFacts> outlet) {
    List<NamedLimits> books = new ArrayList<>();
    books.add(StandardBook.read(tables.limits()).named());
    outlet.ifPresent(one -> books.add(ofOutlet(tables, one)));
    return books.stream()
        .flatMap(named -> named.list().stream().filter(limit -> named.ref(limit).equals(ref)))
        .reduce((earlier, later) -> later)
        .orElseThrow(
            () ->
                new RuleException(
                    "corrects", "must be a limit that there is", ref, "limit-not-found"));
  }

  static NamedLimits ofOutlet(Tables tables, OutletFacts outlet) {
    return OutletEntries.all(
        outlet,
        LimitsAtHand.PermitRows.read(tables, outlet.outlet().id()),
        LimitsAtHand.ofPermits(tables.limits().operatorLimits())
            .getOrDefault(outlet.outlet().id(), List.of()));
  }

  /** A standard is written as it is written already: GB25464-2010 is GB 25464-2010. */
  private static OperatorLimit asKnown(Tables tables, OperatorLimit said) {
    OperatorLimit.Place place = said.place();
    String plain = plain(place.standard());
    String known =
        StandardBook.read(tables.limits()).named().list().stream()
            .map(limit -> limit.scope().standard())
            .filter(standard -> plain(standard).equals(plain))
            .findFirst()
            .orElse(place.standard());
    return new OperatorLimit(
        said.id(),
        said.kind(),
        new OperatorLimit.Place(
            place.level(),
            place.outlet(),
            known,
            place.medium(),
            place.point(),
            place.grade(),
            place.facility(),
            place.fuel(),
            place.region(),
            place.condition()),
        said.demand(),
        said.from(),
        said.to(),
        said.basis(),
        said.enabled(),
        said.author(),
        said.reason(),
        said.recorded());
  }

  private static String plain(String standard) {
    return standard.toUpperCase(Locale.ROOT).replaceAll("\\s", "");
  }

  /** A limit must be in a unit in which the item is measured there: never mg/m3 against ppm. */
  private static void requireUnit(Tables tables, OperatorLimit said) {
    OperatorLimit.Demand demand = said.demand();
    Medium medium = Medium.ofWord(said.place().medium());
    String item = Items.shipped().find(demand.item()).orElse(demand.item());
    Unit unit = Unit.of(demand.unit());
    List<String> known =
        StandardBook.read(tables.limits()).ofItem(item).stream()
            .filter(limit -> limit.scope().medium() == medium)
            .map(Limit::unit)
            .distinct()
            .toList();
    boolean fits =
        known.stream().anyMatch(one -> unit.convertsTo(Unit.of(one)))
            || switch (unit.kind()) {
              case RATE -> true;
              case GAS_CONCENTRATION ->
                  medium == Medium.WASTE_GAS || (known.isEmpty() && medium == Medium.AMBIENT_AIR);
              case WATER_CONCENTRATION ->
                  medium == Medium.WASTE_WATER
                      || (known.isEmpty() && medium == Medium.SURFACE_WATER);
              case VOLUME_PART -> false;
              case PERCENT -> known.isEmpty();
              case OTHER -> known.isEmpty();
            };
    if (!fits) {
      throw new RuleException(
          "unit",
          known.isEmpty()
              ? "is no unit of a limit for %s of %s".formatted(item, medium.word())
              : "must be one that converts to %s, in which %s is limited"
                  .formatted(String.join(" or ", known), item),
          demand.unit(),
          "limit-unit");
    }
  }

  private static void requireFits(
      Tables tables, OperatorLimit kept, Limit limit, Optional<OutletFacts> outlet) {
    try {
      if (kept.place().outlet() == 0) {
        StandardBook.read(tables.limits());
      } else {
        LimitBook.of(ofOutlet(tables, outlet.orElseThrow()).list());
      }
    } catch (LawException e) {
      boolean nothing = kept.kind() == OperatorLimit.Kind.CORRECTION;
      throw new RuleException(
          nothing ? "corrects" : "validFrom",
          (nothing ? "finds nothing to correct: " : "overlaps with what holds already: ")
              + e.getMessage(),
          limit.validity().toString(),
          nothing ? "limit-nothing-to-correct" : "limit-overlap");
    }
  }

  /**
   * Switches a shipped limit.
   *
   * @throws RuleException {@code limit-not-found}, {@code limit-reason}
   */
  LimitSwitch turn(String ref, boolean on, String reason, String author) {
    if (StandardBook.shipped(ref) == null) {
      throw new RuleException("limit", "must be a limit of this release", ref, "limit-not-found");
    }
    return registry.limits().add(new LimitSwitch(0, ref, on, author, reason, registry.now()));
  }

  /**
   * Says where a standard applies, or no longer does.
   *
   * @throws RuleException {@code standard-unknown} when no limit of it is known
   */
  StandardUse apply(StandardUse use) {
    return registry.write(
        tables -> {
          String wanted = plain(use.standard());
          Stream<Limit> all = StandardBook.read(tables.limits()).named().list().stream();
          if (all.noneMatch(limit -> plain(limit.scope().standard()).startsWith(wanted))) {
            throw new RuleException(
                "standard",
                "must be one of which a limit is known; add its limits first",
                use.standard(),
                "standard-unknown");
          }
          return tables.limits().add(use);
        });
  }
}
