// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static java.util.Objects.requireNonNull;

/**
 * What measures or computes.
 *
 * @param metadata in the encoding named
 * @param properties a JSON object
 */
public record Sensor(
    long id,
    String name,
    String description,
    String encodingType,
    String metadata,
    String properties) {
  public Sensor {
    requireNonNull(name, "name is null");
    requireNonNull(properties, "properties is null");
  }
}
