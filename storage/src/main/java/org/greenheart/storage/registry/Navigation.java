// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static org.greenheart.storage.registry.EntityType.DATASTREAM;
import static org.greenheart.storage.registry.EntityType.FEATURE_OF_INTEREST;
import static org.greenheart.storage.registry.EntityType.HISTORICAL_LOCATION;
import static org.greenheart.storage.registry.EntityType.LOCATION;
import static org.greenheart.storage.registry.EntityType.OBSERVATION;
import static org.greenheart.storage.registry.EntityType.OBSERVED_PROPERTY;
import static org.greenheart.storage.registry.EntityType.SENSOR;
import static org.greenheart.storage.registry.EntityType.THING;

/** The relations between types of entities (OGC 18-088, 8.2), each seen from one side. */
public enum Navigation {
  THING_LOCATIONS(THING, LOCATION, true),
  THING_HISTORICAL_LOCATIONS(THING, HISTORICAL_LOCATION, true),
  THING_DATASTREAMS(THING, DATASTREAM, true),
  LOCATION_THINGS(LOCATION, THING, true),
  LOCATION_HISTORICAL_LOCATIONS(LOCATION, HISTORICAL_LOCATION, true),
  HISTORICAL_LOCATION_THING(HISTORICAL_LOCATION, THING, false),
  HISTORICAL_LOCATION_LOCATIONS(HISTORICAL_LOCATION, LOCATION, true),
  DATASTREAM_THING(DATASTREAM, THING, false),
  DATASTREAM_SENSOR(DATASTREAM, SENSOR, false),
  DATASTREAM_OBSERVED_PROPERTY(DATASTREAM, OBSERVED_PROPERTY, false),
  DATASTREAM_OBSERVATIONS(DATASTREAM, OBSERVATION, true),
  SENSOR_DATASTREAMS(SENSOR, DATASTREAM, true),
  OBSERVED_PROPERTY_DATASTREAMS(OBSERVED_PROPERTY, DATASTREAM, true),
  OBSERVATION_DATASTREAM(OBSERVATION, DATASTREAM, false),
  OBSERVATION_FEATURE_OF_INTEREST(OBSERVATION, FEATURE_OF_INTEREST, false),
  FEATURE_OF_INTEREST_OBSERVATIONS(FEATURE_OF_INTEREST, OBSERVATION, true);

  private final EntityType source;
  private final EntityType target;
  private final boolean many;

  Navigation(EntityType source, EntityType target, boolean many) {
    this.source = source;
    this.target = target;
    this.many = many;
  }

  public EntityType source() {
    return source;
  }

  public EntityType target() {
    return target;
  }

  /** Whether it leads to any number of entities; otherwise to exactly one. */
  public boolean many() {
    return many;
  }

  /** As it is written in paths: {@code Datastreams}, {@code Thing}. */
  public String word() {
    return many ? target.set() : target.single();
  }
}
