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

  /**
   * Those that somebody may read, newest first: own ones, those of lots that were shipped to them,
   * and those of products that their active suppliers offer.
   *
   * @param firms who asks; null for those who see everybody's
   * @param lot only its own; null for all
   * @param before only those with a smaller id
   */
  List<Footprint> seen(
      @Nullable Collection<Long> firms, @Nullable Long lot, long before, int limit);
}
