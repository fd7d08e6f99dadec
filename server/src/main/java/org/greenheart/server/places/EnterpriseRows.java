// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.places;

import java.util.Optional;
import org.greenheart.storage.registry.Area;
import org.greenheart.storage.registry.Change;
import org.greenheart.storage.registry.CreditCode;
import org.greenheart.storage.registry.Enterprise;
import org.greenheart.storage.registry.Places;

final class EnterpriseRows implements RowWriter {
  private final Places places;
  private final Lookup<Area> areas;
  private final Lookup<Enterprise> enterprises;
  private final OncePerFile once = new OncePerFile();

  EnterpriseRows(Places places) {
    this.places = places;
    this.areas = new Lookup<>("area", places.areas().list(), Area::code);
    this.enterprises =
        new Lookup<>("enterprise", places.enterprises().list(), Enterprise::creditCode);
  }

  @Override
  public Change.Kind write(RowValues row) {
    String creditCode = CreditCode.check(row.text("creditCode"));
    once.first("creditCode", creditCode);
    Optional<Enterprise> known = enterprises.find(creditCode);
    known.ifPresent(
        firm ->
            OneFirm.require(
                firm,
                row.text("name"),
                row.optional("formerName").orElse(null),
                "where it was renamed, give the name before in formerName (曾用名)"));
    long area =
        row.optional("area")
            .map(code -> areas.require("area", code).id())
            .orElse(known.map(Enterprise::area).orElse(0L));
    return places
        .enterprises()
        .put(
            new Enterprise(
                0,
                creditCode,
                row.text("name"),
                row.optional("nameEn").orElse(known.map(Enterprise::nameEn).orElse(null)),
                row.text("industry"),
                area,
                row.optional("address").orElse(known.map(Enterprise::address).orElse(null))))
        .kind();
  }
}
