// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.telemetry;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a datastream without reading its rows. The times of receipt are of all rows that
 * were there since the datastream was last empty, also of those overwritten or deleted since.
 *
 * @param count exact number of rows
 * @param firstMicros start of the oldest row; meaningless when count is 0
 * @param lastMicros start of the newest row; meaningless when count is 0
 * @param firstResultTime earliest time of receipt seen, null when no row has one
 * @param lastResultTime latest time of receipt seen
 */
public record Summary(
    long count,
    long firstMicros,
    long lastMicros,
    @Nullable Instant firstResultTime,
    @Nullable Instant lastResultTime) {
  public static final Summary EMPTY = new Summary(0, 0, 0, null, null);
}
