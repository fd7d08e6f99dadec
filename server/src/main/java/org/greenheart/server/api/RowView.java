// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.api;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.greenheart.storage.Observation;
import org.greenheart.storage.Value;
import org.jspecify.annotations.Nullable;

/**
 * A row as the console shows it, numbers with the digits that were sent.
 *
 * @param end of the time that it stands for; null for an instant
 * @param received null when not known
 */
record RowView(
    long id,
    Instant time,
    @Nullable Instant end,
    @Nullable Value value,
    @Nullable String flag,
    @Nullable Instant received,
    Map<String, Value> parameters,
    boolean byHand) {
  static RowView of(Observation row, @Nullable Duration period) {
    Instant start = row.key().start();
    return new RowView(
        row.id(),
        start,
        period == null ? null : start.plus(period),
        row.result(),
        row.flag(),
        row.resultTime(),
        row.parameters(),
        row.byHand());
  }
}
