// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.telemetry;

import java.time.Instant;
import java.util.List;
import org.greenheart.storage.Bytes;
import org.greenheart.storage.Observation;
import org.greenheart.storage.RowKey;
import org.jspecify.annotations.Nullable;

/**
 * An arrival as kept: the raw frame, what became of it, and which rows it changed.
 *
 * @param number the place in the feed, given at commit, rising
 */
public record Arrival(
    long number,
    Instant received,
    String source,
    long device,
    Bytes raw,
    Outcome outcome,
    List<Touched> rows,
    long replays) {
  public Arrival {
    rows = List.copyOf(rows);
  }

  /**
   * A row that the arrival wrote or deleted.
   *
   * @param old the row as it was, where a value was there and changed or was deleted
   */
  public record Touched(RowKey key, boolean deleted, @Nullable Observation old) {}
}
