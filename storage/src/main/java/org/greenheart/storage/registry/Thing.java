// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * A monitoring point.
 *
 * @param status of its device; null when it has none
 * @param enterprise name, from the place side like enterpriseCode, industry (GB/T 4754), area
 *     (name), areaCode and outlet (code)
 * @param properties what else is known of it: a JSON object
 */
public record Thing(
    long id,
    String name,
    String description,
    @Nullable String protocol,
    @Nullable String deviceId,
    @Nullable String systemType,
    @Nullable DeviceStatus status,
    @Nullable String enterprise,
    @Nullable String enterpriseCode,
    @Nullable String industry,
    @Nullable String area,
    @Nullable String areaCode,
    @Nullable String outlet,
    String properties) {
  public Thing {
    requireNonNull(name, "name is null");
    requireNonNull(description, "description is null");
    requireNonNull(properties, "properties is null");
  }

  /** Its English name: what imports call so is its description. Null when nobody has given one. */
  public @Nullable String nameEn() {
    return description.isBlank() || description.equals(name) ? null : description;
  }
}
