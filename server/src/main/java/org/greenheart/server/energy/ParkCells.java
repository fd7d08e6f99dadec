// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.energy;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.greenheart.storage.registry.Area;

/**
 * Puts those who stay nameless into cells of at least {@value #FEWEST}, each the smallest area in
 * which so many can be together. A cell is shown whole, or not at all: so what is shown of any
 * areas can be told apart by whole cells only, and nobody can be singled out by comparing the page
 * of one area with that of another. Immutable.
 */
final class ParkCells {
  static final int FEWEST = 3;

  /** All areas stand in it. */
  private static final long EVERYWHERE = 0;

  private final Map<Long, Long> parents = new HashMap<>();
  private final Map<Long, List<Long>> children = new LinkedHashMap<>();

  ParkCells(List<Area> areas) {
    for (Area area : areas) {
      parents.put(area.id(), area.parent());
      children.computeIfAbsent(area.parent(), none -> new ArrayList<>()).add(area.id());
    }
  }

  /** An area and all that it has within. */
  Set<Long> within(long area) {
    Set<Long> within = new HashSet<>(Set.of(area));
    children.getOrDefault(area, List.of()).forEach(part -> within.addAll(within(part)));
    return within;
  }

  /**
   * The cell of each, as the area that it stands for; who is in none, nowhere is with enough
   * others.
   *
   * @param areas of each by its number; an area that is not known is everywhere
   */
  Map<Long, Long> of(Map<Long, Long> areas) {
    requireNonNull(areas, "areas is null");
    Map<Long, List<Long>> living = new HashMap<>();
    areas.forEach(
        (one, area) ->
            living
                .computeIfAbsent(
                    parents.containsKey(area) ? area : EVERYWHERE, none -> new ArrayList<>())
                .add(one));
    Map<Long, Long> cells = new HashMap<>();
    var _ = pool(EVERYWHERE, living, cells);
    return cells;
  }

  /** Who is left for the area above. */
  private List<Long> pool(long area, Map<Long, List<Long>> living, Map<Long, Long> cells) {
    List<Long> pool = new ArrayList<>(living.getOrDefault(area, List.of()));
    for (long part : children.getOrDefault(area, List.of())) {
      pool.addAll(pool(part, living, cells));
    }
    if (pool.size() < FEWEST) {
      return pool;
    }
    pool.forEach(one -> cells.put(one, area));
    return List.of();
  }
}
