// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.places;

import java.util.Optional;
import org.greenheart.storage.registry.Change;
import org.greenheart.storage.registry.Enterprise;
import org.greenheart.storage.registry.Outlet;
import org.greenheart.storage.registry.Places;

final class OutletRows implements RowWriter {
  private final Places places;
  private final Owned owned;
  private final OncePerFile once = new OncePerFile();

  OutletRows(Places places) {
    this.places = places;
    this.owned = new Owned(places);
  }

  @Override
  public Change.Kind write(RowValues row) {
    Enterprise owner = owned.enterprise(row);
    String code = row.text("code");
    once.first("code", owner.creditCode() + " " + code);
    Optional<Outlet> known = owned.find(owner, code);
    return places
        .outlets()
        .put(
            new Outlet(
                0,
                owner.id(),
                code,
                row.text("name"),
                row.optional("nameEn").orElse(known.map(Outlet::nameEn).orElse(null)),
                row.word("medium", Words.MEDIA).orElse(Outlet.mediumOf(code))))
        .kind();
  }
}
