// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

/** The place side: who stands behind a point, where it is, what its permit allows. Thread-safe. */
public interface Places {
  PlaceTable<Area> areas();

  PlaceTable<Enterprise> enterprises();

  PlaceTable<Outlet> outlets();

  Permits permits();

  PlaceTable<Facility> facilities();

  PlaceTable<FacilityPair> pairs();

  PlaceTable<PointGroup> groups();

  Points points();

  /** Rises with every write, for those who keep places at hand. */
  long changes();
}
