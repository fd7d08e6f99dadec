// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.footprints;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.greenheart.server.supply.Seats;
import org.greenheart.storage.registry.Footprint;
import org.greenheart.storage.registry.Tables;
import org.jspecify.annotations.Nullable;

/** Footprints as far as a caller may read them. */
final class SeenFootprints {
  private SeenFootprints() {}

  /**
   * @param lot null for all
   * @param before only those with a smaller id
   */
  static List<Footprint> newest(
      Tables tables, Seats seats, @Nullable Long lot, long before, int limit) {
    Set<Long> firms = seats.everything() ? null : seats.enterprises();
    return tables.supply().footprints().seen(firms, lot, before, limit);
  }

  static Optional<Footprint> find(Tables tables, Seats seats, String uuid) {
    return tables
        .supply()
        .footprints()
        .find(uuid)
        .filter(
            found ->
                newest(tables, seats, found.lot(), found.id() + 1, 1).stream()
                    .anyMatch(seen -> seen.id() == found.id()));
  }
}
