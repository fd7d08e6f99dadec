// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A quantity at a point at one interval.
 *
 * @param number below 2^32, never used again after a delete
 * @param code of the quantity; empty when a person made it without one
 * @param period how long a value stands, as it holds now; null for realtime. The minute period of
 *     rows in the past is {@link Catalogue#minutePeriod}.
 * @param ownPeriod whether the period is its own (2111), not the setting of the point
 * @param sentCode the code on the wire where it differs
 * @param properties what else is known of it: a JSON object
 */
public record Datastream(
    long number,
    long thing,
    long sensor,
    long observedProperty,
    String name,
    String description,
    String observationType,
    UnitOfMeasurement unit,
    String code,
    Interval interval,
    @Nullable Duration period,
    boolean ownPeriod,
    @Nullable String deviceId,
    @Nullable String systemType,
    @Nullable String sentCode,
    boolean computed,
    String properties) {
  /** The only kind that devices fill. */
  public static final String MEASUREMENT =
      "http://www.opengis.net/def/observationType/OGC-OM/2.0/OM_Measurement";

  public Datastream {
    requireNonNull(name, "name is null");
    requireNonNull(unit, "unit is null");
    requireNonNull(interval, "interval is null");
    requireNonNull(properties, "properties is null");
  }
}
