// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.sensorthings;

import org.greenheart.storage.registry.Entities;
import org.greenheart.storage.telemetry.Telemetry;

/**
 * What one request reads with. Not thread-safe.
 *
 * @param written how many entities the answer may still hold; lists end early when none is left
 */
record Reading(
    Entities entities,
    Telemetry telemetry,
    Features features,
    Periods periods,
    ObservationReader observations,
    Links links,
    Effort written) {
  /** More than a page of the greatest size with a few related entities each. */
  private static final long MOST_ENTITIES = 250_000;

  static Reading of(Entities entities, Telemetry telemetry, Links links, long mostRows) {
    Features features = new Features(entities);
    return new Reading(
        entities,
        telemetry,
        features,
        new Periods(entities),
        new ObservationReader(entities, telemetry, features, mostRows),
        links,
        new Effort(MOST_ENTITIES));
  }
}
