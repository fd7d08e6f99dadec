// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.telemetry;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How the store is doing.
 *
 * @param problem why nothing can be kept at present; null while all is well
 * @param since when that began; null while all is well
 * @param waiting arrivals handed over and not yet on disk
 * @param waitingBytes their size in memory, roughly
 * @param kept arrivals put on disk since the start
 * @param repeats arrivals found to be there already, since the start
 * @param failed arrivals that could not be kept, since the start: their senders got no answer
 * @param groups durable steps since the start; kept / groups is the mean size of a group
 */
public record TelemetryHealth(
    @Nullable String problem,
    @Nullable Instant since,
    long waiting,
    long waitingBytes,
    long kept,
    long repeats,
    long failed,
    long groups) {
  /** Whether arrivals can be kept. */
  public boolean isWell() {
    return problem == null;
  }
}
