// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.limits;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.greenheart.regulation.limits.Medium;
import org.greenheart.storage.registry.Area;
import org.greenheart.storage.registry.Enterprise;
import org.greenheart.storage.registry.Outlet;
import org.greenheart.storage.registry.Places;
import org.greenheart.storage.registry.PointPlace;

/**
 * What is known of an outlet, as far as it decides which limits hold there.
 *
 * @param areas that it lies in, the smallest first
 */
record OutletFacts(Outlet outlet, Enterprise enterprise, List<Area> areas) {
  OutletFacts {
    requireNonNull(outlet, "outlet is null");
    requireNonNull(enterprise, "enterprise is null");
    areas = List.copyOf(areas);
  }

  /** Names the outlet beyond its enterprise: credit code, slash, DA or DW code. */
  String key() {
    return enterprise.creditCode() + "/" + outlet.code();
  }

  /** What leaves there. */
  Medium medium() {
    return switch (outlet.medium()) {
      case AIR -> Medium.WASTE_GAS;
      case WATER -> Medium.WASTE_WATER;
    };
  }

  /** The industry's digits without the letter of its section: {@code 3071}. */
  String industryDigits() {
    return digits(enterprise.industry());
  }

  static String digits(String industry) {
    return industry.replaceAll("^[A-Za-z]", "");
  }

  /** Empty when there is none of this id. */
  static Optional<OutletFacts> read(Places places, long id) {
    return places
        .outlets()
        .find(id)
        .map(
            outlet -> {
              Enterprise enterprise =
                  places
                      .enterprises()
                      .find(outlet.enterprise())
                      .orElseThrow(() -> new IllegalStateException("an outlet has no enterprise"));
              return new OutletFacts(outlet, enterprise, areas(places, id, enterprise.area()));
            });
  }

  /** Where one of its points stands, else where the enterprise is. */
  private static List<Area> areas(Places places, long outlet, long ofEnterprise) {
    long id =
        places.points().ofOutlet(outlet).stream()
            .flatMap(thing -> places.points().find(thing).stream())
            .map(PointPlace::area)
            .filter(area -> area != 0)
            .findFirst()
            .orElse(ofEnterprise);
    List<Area> chain = new ArrayList<>();
    Optional<Area> area = id == 0 ? Optional.empty() : places.areas().find(id);
    while (area.isPresent()) {
      chain.add(area.get());
      long parent = area.get().parent();
      area = parent == 0 ? Optional.empty() : places.areas().find(parent);
    }
    return chain;
  }
}
