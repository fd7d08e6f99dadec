// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.accounts;

import java.util.Collection;
import java.util.Set;
import java.util.function.Supplier;
import org.greenheart.storage.registry.Alarm;
import org.greenheart.storage.registry.CaseFacts;
import org.greenheart.storage.registry.CaseFile;
import org.greenheart.storage.registry.Reach;
import org.greenheart.storage.registry.Reaches;
import org.greenheart.storage.registry.SoundedAlarm;
import org.jspecify.annotations.Nullable;

/**
 * What lies in a caller's scope, by number. It is looked up when first asked for, and then stands
 * for as long as the request does. Thread-safe.
 */
public final class Sight {
  private static final Sight EVERYTHING = new Sight(true, Set::of, Set::of, Set::of, Set::of);

  private final boolean everything;
  private final Supplier<Set<Long>> findThings;
  private final Supplier<Set<Long>> findEnterprises;
  private final Supplier<Set<Long>> findAreas;
  private final Supplier<Set<Long>> findCases;
  private @Nullable Set<Long> things;
  private @Nullable Set<Long> enterprises;
  private @Nullable Set<Long> areas;
  private @Nullable Set<Long> cases;

  private Sight(
      boolean everything,
      Supplier<Set<Long>> findThings,
      Supplier<Set<Long>> findEnterprises,
      Supplier<Set<Long>> findAreas,
      Supplier<Set<Long>> findCases) {
    this.everything = everything;
    this.findThings = findThings;
    this.findEnterprises = findEnterprises;
    this.findAreas = findAreas;
    this.findCases = findCases;
  }

  public static Sight everything() {
    return EVERYTHING;
  }

  /** Of somebody of no unit. */
  public static Sight of(Reach reach, Reaches reaches) {
    return of(reach, "", 0, reaches);
  }

  public static Sight of(Caller caller, Reaches reaches) {
    return of(caller.scope(), caller.unit(), caller.id(), reaches);
  }

  private static Sight of(Reach reach, String unit, long account, Reaches reaches) {
    return reach.everything()
        ? EVERYTHING
        : new Sight(
            false,
            () -> reaches.things(reach),
            () -> reaches.enterprises(reach),
            () -> reaches.areas(reach),
            () -> unit.isEmpty() && account == 0 ? Set.of() : reaches.casesOf(unit, account));
  }

  /** Whether nothing is left out. */
  public boolean isEverything() {
    return everything;
  }

  /** Whether a point is seen. */
  public boolean sees(long thing) {
    return everything || things().contains(thing);
  }

  /** Whether an enterprise is seen: it is named in the scope, or a point of it is seen. */
  public boolean seesEnterprise(long enterprise) {
    return everything || enterprises().contains(enterprise);
  }

  /** Whether an area is seen: it is in the scope, or lies below one that is. */
  public boolean seesArea(long area) {
    return everything || areas().contains(area);
  }

  /** Whether an alarm is seen: by its point, or by the area that it is about as a whole. */
  public boolean sees(Alarm alarm) {
    return alarm.area() == 0 ? sees(alarm.thing()) : seesArea(alarm.area());
  }

  /** The same of an alarm that has sounded. */
  public boolean sees(SoundedAlarm alarm) {
    return alarm.area() == 0 ? sees(alarm.thing()) : seesArea(alarm.area());
  }

  /**
   * Whether a case is seen: it was given out to them or their unit, or its point is, or where no
   * point measures the matter, the enterprise or the area that it lies with. One of none of them is
   * for those who see everything.
   */
  public boolean sees(CaseFile file) {
    if (everything || cases().contains(file.id())) {
      return true;
    }
    if (file.thing() != 0) {
      return sees(file.thing());
    }
    CaseFacts facts = file.facts();
    return (facts.enterprise() != 0 && seesEnterprise(facts.enterprise()))
        || (facts.area() != 0 && seesArea(facts.area()));
  }

  /** Whether one of several points is seen. */
  public boolean seesAny(Collection<Long> points) {
    return everything || points.stream().anyMatch(this::sees);
  }

  private synchronized Set<Long> cases() {
    Set<Long> found = cases == null ? findCases.get() : cases;
    cases = found;
    return found;
  }

  private synchronized Set<Long> things() {
    Set<Long> found = things == null ? findThings.get() : things;
    things = found;
    return found;
  }

  private synchronized Set<Long> enterprises() {
    Set<Long> found = enterprises == null ? findEnterprises.get() : enterprises;
    enterprises = found;
    return found;
  }

  private synchronized Set<Long> areas() {
    Set<Long> found = areas == null ? findAreas.get() : areas;
    areas = found;
    return found;
  }
}
