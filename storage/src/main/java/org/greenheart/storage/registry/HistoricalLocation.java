// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.time.Instant;
import java.util.List;

/** A thing was at these locations from a time on. */
public record HistoricalLocation(long id, long thing, Instant time, List<Long> locations) {
  public HistoricalLocation {
    locations = List.copyOf(locations);
  }
}
