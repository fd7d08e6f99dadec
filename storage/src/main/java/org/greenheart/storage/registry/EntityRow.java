// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An entity as it is read.
 *
 * @param values of its type's kept properties, in their order: texts and JSON documents as String,
 *     times as Long (microseconds), null where there is none
 * @param keys the values of the keys that it was ordered by
 */
public record EntityRow(
    EntityType type, long id, List<@Nullable Object> values, List<Term.Constant> keys) {
  public EntityRow {
    values = Collections.unmodifiableList(new ArrayList<>(values));
    keys = List.copyOf(keys);
  }

  public EntityQuery.Place place() {
    return new EntityQuery.Place(keys, id);
  }
}
