// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.telemetry;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.greenheart.storage.Observation;
import org.jspecify.annotations.Nullable;

/**
 * An arrival as {@link Telemetry#follow} brings it.
 *
 * @param rows in the place of each of {@link Arrival#rows} the row as the arrival left it, or as a
 *     later one did that is in the feed too; null where it is deleted, or was not asked for
 */
public record FedArrival(Arrival arrival, List<@Nullable Observation> rows) {
  public FedArrival {
    requireNonNull(arrival, "arrival is null");
    rows = Collections.unmodifiableList(new ArrayList<>(rows)); // List.copyOf takes no nulls
    if (rows.size() != arrival.rows().size()) {
      throw new IllegalArgumentException(
          "rows (%s) must be as many as the arrival has (%s)"
              .formatted(rows.size(), arrival.rows().size()));
    }
  }
}
