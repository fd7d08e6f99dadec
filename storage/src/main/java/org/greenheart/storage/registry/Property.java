// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

/**
 * A property of a type of entity.
 *
 * @param name as SensorThings writes it; {@code id} stands for {@code @iot.id}
 * @param required whether it is written even when it has no value
 * @param kept whether the registry keeps it; others are derived from observations
 */
public record Property(String name, TermType type, boolean required, boolean kept) {}
