// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.footprints;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.greenheart.server.supply.Found;
import org.greenheart.server.supply.Seats;
import org.greenheart.storage.registry.Footprint;
import org.greenheart.storage.registry.SupplyProduct;
import org.greenheart.storage.registry.Tables;

/**
 * Which footprints a caller may read: own ones; of suppliers those of products that they offer, and
 * those of lots that were shipped to the caller.
 */
final class SeenFootprints {
  private SeenFootprints() {}

  /** Oldest first. */
  static List<Footprint> of(Tables tables, Seats seats) {
    Set<Long> firms = Found.enterprises(tables, seats);
    Set<Long> products =
        Found.products(tables, seats).stream().map(SupplyProduct::id).collect(Collectors.toSet());
    Set<Long> received = new HashSet<>();
    tables
        .supply()
        .lots()
        .receivedBy(firms, Integer.MAX_VALUE)
        .forEach(
            lot -> {
              received.add(lot.id());
              products.add(lot.product());
            });
    Set<Long> offered =
        Found.products(tables, seats).stream().map(SupplyProduct::id).collect(Collectors.toSet());
    return tables.supply().footprints().of(products).stream()
        .filter(
            each -> {
              Long lot = each.lot();
              return seats.holds(each.owner())
                  || (lot == null ? offered.contains(each.product()) : received.contains(lot));
            })
        .toList();
  }

  static boolean isOf(Footprint footprint, long lot) {
    return Objects.equals(footprint.lot(), lot);
  }
}
