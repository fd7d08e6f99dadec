// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.limits;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.greenheart.regulation.limits.Limit;
import org.greenheart.regulation.limits.LimitBook;
import org.greenheart.regulation.limits.Outlets;
import org.greenheart.regulation.limits.RegisteredOutlet;
import org.greenheart.regulation.rules.LawException;
import org.greenheart.storage.registry.Interval;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.RuleException;

/**
 * The limits as they are known now: read from the registry, and read again only when places,
 * permits or limits have changed. Thread-safe.
 */
public final class OperatingLimits implements Supplier<PointLimits>, Outlets {
  private final Registry registry;
  private volatile Held held;

  private record Held(long places, long limits, LimitsAtHand atHand) {}

  public OperatingLimits(Registry registry) {
    this.registry = requireNonNull(registry, "registry is null");
    this.held = read();
  }

  private Held read() {
    // Counted first: what changes while it is read is read again.
    long places = registry.places().changes();
    long limits = registry.limits().changes();
    return new Held(places, limits, LimitsAtHand.read(registry));
  }

  /** Only rises, and does when a limit may be another than before. */
  long changes() {
    return registry.places().changes() + registry.limits().changes();
  }

  /** For who judges. The answer stays as it is; ask again when something has changed. */
  @Override
  public PointLimits get() {
    return atHand();
  }

  /**
   * The limits on a quantity at a point over a mean, for values that no Datastream holds.
   *
   * @param unit that the values come in
   */
  public HeldLimits of(long thing, String code, Interval interval, String unit) {
    return atHand().of(thing, code, interval, unit);
  }

  LimitsAtHand atHand() {
    Held known = held;
    if (known.places() != registry.places().changes()
        || known.limits() != registry.limits().changes()) {
      known = read();
      held = known;
    }
    return known.atHand();
  }

  @Override
  public LimitBook book() {
    return atHand().standards().book();
  }

  /**
   * An outlet by its id, by credit code and code ({@code 91…/DA001}), or by code or name where only
   * one has it.
   */
  @Override
  public RegisteredOutlet outlet(String name, LocalDate day) {
    OutletFacts outlet = find(name);
    LimitsAtHand now = atHand();
    StandardUses.OnDay standards = now.uses().of(outlet, day);
    List<Limit> limits = new ArrayList<>(now.standards().named().list());
    limits.addAll(now.ofOutlet(outlet).list());
    return new RegisteredOutlet(
        outlet.key(), LimitBook.of(limits), standards.standards(), standards.merged());
  }

  /**
   * @throws LawException {@link LawException.Code#NO_DATA}
   */
  private OutletFacts find(String name) {
    try {
      return registry.read(tables -> OutletNames.find(tables, name));
    } catch (RuleException e) {
      throw new LawException(
          LawException.Code.NO_DATA, "outlet", "outlet (%s) %s".formatted(e.value(), e.rule()));
    }
  }
}
