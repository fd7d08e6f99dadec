// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.util.concurrent.atomic.AtomicLong;

final class SqlitePlaces implements Places {
  private final PlaceTable<Area> areas;
  private final PlaceTable<Enterprise> enterprises;
  private final PlaceTable<Outlet> outlets;
  private final Permits permits;
  private final PlaceTable<Facility> facilities;
  private final PlaceTable<FacilityPair> pairs;
  private final PlaceTable<PointGroup> groups;
  private final Points points;
  private final AtomicLong changes;

  SqlitePlaces(Access uncounted, AtomicLong changes) {
    this.changes = changes;
    Access access = new Counted(uncounted, changes);
    areas = new SqlitePlaceTable<>(access, PlaceShapes.AREA);
    enterprises = new SqlitePlaceTable<>(access, PlaceShapes.ENTERPRISE);
    outlets = new SqlitePlaceTable<>(access, PlaceShapes.OUTLET);
    permits = new SqlitePermits(access);
    facilities = new SqlitePlaceTable<>(access, PlaceShapes.FACILITY);
    pairs = new SqlitePlaceTable<>(access, PlaceShapes.PAIR);
    groups = new SqlitePlaceTable<>(access, PlaceShapes.GROUP);
    points = new SqlitePoints(access);
  }

  @Override
  public PlaceTable<Area> areas() {
    return areas;
  }

  @Override
  public PlaceTable<Enterprise> enterprises() {
    return enterprises;
  }

  @Override
  public PlaceTable<Outlet> outlets() {
    return outlets;
  }

  @Override
  public Permits permits() {
    return permits;
  }

  @Override
  public PlaceTable<Facility> facilities() {
    return facilities;
  }

  @Override
  public PlaceTable<FacilityPair> pairs() {
    return pairs;
  }

  @Override
  public PlaceTable<PointGroup> groups() {
    return groups;
  }

  @Override
  public Points points() {
    return points;
  }

  @Override
  public long changes() {
    return changes.get();
  }
}
