// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.footprints;

import java.util.Set;
import java.util.stream.Collectors;
import org.greenheart.server.supply.Seats;
import org.greenheart.storage.registry.Footprint;
import org.greenheart.storage.registry.NoticeEvent;
import org.greenheart.storage.registry.NoticeKind;
import org.greenheart.storage.registry.SupplyEvent;
import org.greenheart.storage.registry.SupplyPartner;
import org.greenheart.storage.registry.SupplyProduct;
import org.greenheart.storage.registry.Tables;

/** Tells people that a footprint is asked for, or that there is one. */
final class FootprintBell {
  private static final String FOOTPRINT = "footprint";

  private FootprintBell() {}

  static void asked(Tables tables, SupplyPartner partner, SupplyProduct product, Seats seats) {
    tell(tables, partner, product.name(), "footprint-asked", seats.who());
  }

  /** To those who may read it, each once: whoever says it again is not heard again. */
  static void published(Tables tables, Seats seats, Footprint footprint) {
    Set<Long> readers = PactEvents.readers(tables, footprint);
    Set<String> told =
        tables.supply().events(FOOTPRINT, footprint.id()).stream()
            .map(SupplyEvent::text)
            .collect(Collectors.toSet());
    String product = tables.supply().product(footprint.product()).orElseThrow().name();
    for (SupplyPartner partner : tables.supply().partners()) {
      boolean hears =
          partner.isActive()
              && partner.supplier() == footprint.owner()
              && seats.sees(partner)
              && readers.contains(partner.buyer());
      if (hears && !told.contains(String.valueOf(partner.id()))) {
        tables
            .supply()
            .add(
                new SupplyEvent(
                    0,
                    FOOTPRINT,
                    footprint.id(),
                    tables.now(),
                    seats.who(),
                    footprint.owner(),
                    "publish",
                    String.valueOf(partner.id())));
        tell(tables, partner, product, "footprint-published", seats.who());
      }
    }
  }

  private static void tell(
      Tables tables, SupplyPartner partner, String product, String what, String who) {
    long _ =
        tables
            .notices()
            .post(
                NoticeEvent.plain(
                    NoticeKind.SUPPLY_STEP,
                    partner.id(),
                    tables.now(),
                    product,
                    what + "\n" + who + "\n/supply",
                    ""));
  }
}
