// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.sensorthings;

import java.util.List;
import java.util.Optional;
import org.greenheart.storage.registry.EntityQuery;
import org.greenheart.storage.registry.EntityType;
import org.greenheart.storage.registry.Property;

/** What a resource path leads to. */
sealed interface Address {

  /** All entities of a type, or those related to one entity. */
  record EntitySet(EntityType type, Optional<EntityQuery.Source> within) implements Address {}

  /** One entity, which exists. */
  record Entity(EntityType type, long id) implements Address {}

  /**
   * A property of one entity.
   *
   * @param inside keys into its JSON document
   */
  record Value(Entity entity, Property property, List<String> inside) implements Address {
    public Value {
      inside = List.copyOf(inside);
    }
  }
}
