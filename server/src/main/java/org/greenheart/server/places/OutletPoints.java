// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.places;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.greenheart.storage.registry.FacilityPair;
import org.greenheart.storage.registry.Places;

/**
 * Which points tell what goes out of an outlet: those at it, without those before its treatment,
 * wherever these stand. Immutable but for the points at the outlets, which are read anew.
 */
public final class OutletPoints {
  private final Places places;
  private final Map<Long, List<Long>> inlets = new HashMap<>();

  public OutletPoints(Places places) {
    this.places = places;
    for (FacilityPair pair : places.pairs().list()) {
      inlets.computeIfAbsent(pair.outlet(), each -> new ArrayList<>()).add(pair.inlet());
    }
  }

  /** Those before the treatment of an outlet. */
  public List<Long> before(long outlet) {
    return places.points().ofOutlet(outlet).stream()
        .flatMap(thing -> inlets.getOrDefault(thing, List.of()).stream())
        .toList();
  }

  /** Those that measure what goes out. */
  public List<Long> after(long outlet) {
    List<Long> before = before(outlet);
    return places.points().ofOutlet(outlet).stream()
        .filter(thing -> !before.contains(thing))
        .toList();
  }
}
