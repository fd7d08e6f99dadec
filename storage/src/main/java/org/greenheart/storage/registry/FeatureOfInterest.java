// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * What observations are of.
 *
 * @param feature in the encoding named: a JSON document; null while the place is not known
 * @param properties a JSON object
 */
public record FeatureOfInterest(
    long id,
    String name,
    String description,
    String encodingType,
    @Nullable String feature,
    String properties) {
  public FeatureOfInterest {
    requireNonNull(name, "name is null");
    requireNonNull(properties, "properties is null");
  }
}
