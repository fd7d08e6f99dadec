// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.places;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.greenheart.storage.registry.CreditCode;
import org.greenheart.storage.registry.Enterprise;
import org.greenheart.storage.registry.Facility;
import org.greenheart.storage.registry.Outlet;
import org.greenheart.storage.registry.Places;

/** Enterprises by credit code, and what they own by their own codes for it. */
final class Owned {
  private final Lookup<Enterprise> enterprises;
  private final Lookup<Outlet> outlets;
  private final Lookup<Facility> facilities;

  Owned(Places places) {
    List<Enterprise> known = places.enterprises().list();
    enterprises = new Lookup<>("enterprise", known, Enterprise::creditCode);
    outlets =
        new Lookup<>(
            "outlet", places.outlets().list(), outlet -> key(outlet.enterprise(), outlet.code()));
    facilities =
        new Lookup<>(
            "facility",
            places.facilities().list(),
            facility -> key(facility.enterprise(), facility.code()));
  }

  private static String key(long enterprise, String code) {
    return enterprise + " " + code.toUpperCase(Locale.ROOT);
  }

  Enterprise enterprise(RowValues row) {
    return enterprise(row.text("enterprise"));
  }

  Enterprise enterprise(String creditCode) {
    return enterprises.require("enterprise", CreditCode.check(creditCode));
  }

  Optional<Outlet> find(Enterprise owner, String outlet) {
    return outlets.find(key(owner.id(), outlet));
  }

  Outlet outlet(long owner, String code) {
    return outlets.require("outlet", key(owner, code), code);
  }

  Optional<Facility> findFacility(Enterprise owner, String facility) {
    return facilities.find(key(owner.id(), facility));
  }

  Facility facility(long owner, String code) {
    return facilities.require("facility", key(owner, code), code);
  }
}
