// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * A pollutant or quantity.
 *
 * @param name Chinese
 * @param definition a URI
 * @param description English name
 * @param code {@code a21026}; null when a person made it without one
 * @param properties what else is known of it: a JSON object
 */
public record ObservedProperty(
    long id,
    String name,
    String definition,
    String description,
    @Nullable String code,
    String properties) {
  public ObservedProperty {
    requireNonNull(name, "name is null");
    requireNonNull(properties, "properties is null");
  }
}
