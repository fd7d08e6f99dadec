// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.places;

import java.util.Optional;
import org.greenheart.storage.registry.Change;
import org.greenheart.storage.registry.Places;
import org.greenheart.storage.registry.PointGroup;
import org.greenheart.storage.registry.Tables;

/** A row puts one point into a group; without a device it is the group alone. */
final class GroupRows implements RowWriter {
  private final Places places;
  private final DevicePoints points;
  private final Lookup<PointGroup> groups;
  private final OncePerFile once = new OncePerFile();

  GroupRows(Tables tables) {
    this.places = tables.places();
    this.points = new DevicePoints(tables.devices());
    this.groups = new Lookup<>("group", places.groups().list(), PointGroup::code);
  }

  @Override
  public Change.Kind write(RowValues row) {
    String code = row.text("code");
    String name = row.text("name");
    once.same("name", code, name);
    Optional<PointGroup> known = groups.find(code);
    String nameEn = row.optional("nameEn").orElse(known.map(PointGroup::nameEn).orElse(null));
    once.same("nameEn", code, String.valueOf(nameEn));
    Change<PointGroup> group = places.groups().put(new PointGroup(0, code, name, nameEn));
    groups.put(group.row());
    if (row.optional("deviceId").isEmpty()) {
      return group.kind();
    }
    boolean joined = places.points().join(group.row().id(), points.thing(row, "deviceId"));
    return joined ? Change.Kind.ADDED : group.kind();
  }
}
