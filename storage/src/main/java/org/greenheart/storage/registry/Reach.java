// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.util.Set;

/**
 * The points that a person may see, by the place tables alone: all of them, or those of some
 * enterprises, of some areas with everything below them, and of some groups. A point that belongs
 * to none of them is not seen.
 *
 * @param everything then the sets say nothing and are empty
 */
public record Reach(boolean everything, Set<Long> enterprises, Set<Long> areas, Set<Long> groups) {
  private static final Reach EVERYTHING = new Reach(true, Set.of(), Set.of(), Set.of());
  private static final Reach NOTHING = new Reach(false, Set.of(), Set.of(), Set.of());

  public Reach {
    enterprises = Set.copyOf(enterprises);
    areas = Set.copyOf(areas);
    groups = Set.copyOf(groups);
    if (everything && !(enterprises.isEmpty() && areas.isEmpty() && groups.isEmpty())) {
      throw new IllegalArgumentException("a reach over everything names no places");
    }
  }

  public static Reach all() {
    return EVERYTHING;
  }

  public static Reach nothing() {
    return NOTHING;
  }

  public static Reach of(Set<Long> enterprises, Set<Long> areas, Set<Long> groups) {
    return new Reach(false, enterprises, areas, groups);
  }
}
