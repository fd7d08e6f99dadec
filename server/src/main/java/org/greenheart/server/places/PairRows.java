// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.places;

import org.greenheart.storage.registry.Change;
import org.greenheart.storage.registry.Enterprise;
import org.greenheart.storage.registry.Facility;
import org.greenheart.storage.registry.FacilityPair;
import org.greenheart.storage.registry.Places;
import org.greenheart.storage.registry.Tables;

final class PairRows implements RowWriter {
  private final Places places;
  private final Owned owned;
  private final DevicePoints points;
  private final OncePerFile once = new OncePerFile();

  PairRows(Tables tables) {
    this.places = tables.places();
    this.owned = new Owned(places);
    this.points = new DevicePoints(tables.devices());
  }

  @Override
  public Change.Kind write(RowValues row) {
    Enterprise owner = owned.enterprise(row);
    Facility facility = owned.facility(owner.id(), row.text("facility"));
    long inlet = points.thing(row, "inlet");
    long outlet = points.thing(row, "outlet");
    once.first("inlet", "%s %s %s".formatted(facility.code(), inlet, outlet));
    return places
        .pairs()
        .put(
            new FacilityPair(
                0, facility.id(), inlet, outlet, row.decimal("minimumEfficiency").orElse(null)))
        .kind();
  }
}
