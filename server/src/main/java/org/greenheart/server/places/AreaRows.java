// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.places;

import java.util.Optional;
import org.greenheart.storage.registry.Area;
import org.greenheart.storage.registry.Change;
import org.greenheart.storage.registry.Places;

/** Parents have to stand before their parts, or be known already. */
final class AreaRows implements RowWriter {
  private final Places places;
  private final Lookup<Area> areas;
  private final OncePerFile once = new OncePerFile();

  AreaRows(Places places) {
    this.places = places;
    this.areas = new Lookup<>("area", places.areas().list(), Area::code);
  }

  @Override
  public Change.Kind write(RowValues row) {
    String code = row.text("code");
    once.first("code", code);
    Optional<Area> known = areas.find(code);
    long parent =
        row.optional("parent")
            .map(above -> areas.require("parent", above).id())
            .orElse(known.map(Area::parent).orElse(0L));
    Change<Area> change =
        places
            .areas()
            .put(
                new Area(
                    0,
                    code,
                    row.text("name"),
                    row.optional("nameEn").orElse(known.map(Area::nameEn).orElse(null)),
                    Words.LEVELS.read("level", row.text("level")),
                    parent));
    areas.put(change.row());
    return change.kind();
  }
}
