// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Product carbon footprints. Thread-safe. */
public interface Footprints {
  /**
   * Keeps a footprint. The active one of the same product and lot becomes its preceding one.
   *
   * @throws RegistryException {@code NOT_FOUND}, {@code DUPLICATE} when the uuid is taken
   */
  Footprint add(Footprint footprint);

  Optional<Footprint> find(String uuid);

  /**
   * The one that holds.
   *
   * @param lot null for that of the product as a whole
   */
  Optional<Footprint> active(long product, @Nullable Long lot);

  /** Of some products, with those that hold no more, oldest first. */
  List<Footprint> of(Collection<Long> products);
}
