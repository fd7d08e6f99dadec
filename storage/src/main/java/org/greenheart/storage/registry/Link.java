// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.util.Optional;

/**
 * How a relation stands in the tables: rows that pair the ids of both sides.
 *
 * @param source column with the id of the side that the step leaves
 * @param target column with the id of the side that it reaches
 */
record Link(String table, String source, String target) {
  static Link of(Navigation step) {
    return switch (step) {
      case THING_LOCATIONS -> new Link("thing_location", "thing", "location");
      case LOCATION_THINGS -> new Link("thing_location", "location", "thing");
      case THING_HISTORICAL_LOCATIONS -> new Link("historical_location", "thing", "id");
      case HISTORICAL_LOCATION_THING -> new Link("historical_location", "id", "thing");
      case LOCATION_HISTORICAL_LOCATIONS ->
          new Link("historical_location_location", "location", "historical_location");
      case HISTORICAL_LOCATION_LOCATIONS ->
          new Link("historical_location_location", "historical_location", "location");
      case THING_DATASTREAMS -> new Link("datastream", "thing", "id");
      case DATASTREAM_THING -> new Link("datastream", "id", "thing");
      case SENSOR_DATASTREAMS -> new Link("datastream", "sensor", "id");
      case DATASTREAM_SENSOR -> new Link("datastream", "id", "sensor");
      case OBSERVED_PROPERTY_DATASTREAMS -> new Link("datastream", "observed_property", "id");
      case DATASTREAM_OBSERVED_PROPERTY -> new Link("datastream", "id", "observed_property");
      case DATASTREAM_OBSERVATIONS,
          OBSERVATION_DATASTREAM,
          OBSERVATION_FEATURE_OF_INTEREST,
          FEATURE_OF_INTEREST_OBSERVATIONS ->
          throw new IllegalArgumentException("%s is not kept in the registry".formatted(step));
    };
  }

  /** The column of the source's own row that holds the target's id, where there is one. */
  Optional<String> ownColumn() {
    return source.equals("id") ? Optional.of(target) : Optional.empty();
  }
}
