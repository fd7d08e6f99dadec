// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * Where things are.
 *
 * @param location in the encoding named: a JSON document
 * @param point the same where it is a point
 * @param properties a JSON object
 */
public record Location(
    long id,
    String name,
    String description,
    String encodingType,
    String location,
    @Nullable GeoPoint point,
    String properties) {
  public static final String GEO_JSON = "application/geo+json";

  public Location {
    requireNonNull(name, "name is null");
    requireNonNull(encodingType, "encodingType is null");
    requireNonNull(location, "location is null");
  }
}
