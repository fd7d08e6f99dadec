// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One row as it is read back.
 *
 * @param key where it stands
 * @param id the number under which SensorThings finds it, below 2^53
 * @param result Rtd or Avg; {@code null} when the device sent none or an unreadable one
 * @param resultTime when it was received (ms)
 * @param flag the data mark: N, D, M ...
 * @param parameters further fields by name, in the order in which they came
 * @param arrival the number of the arrival that last changed the row; 0 when not known
 * @param byHand whether a person changed the device's row
 */
public record Observation(
    RowKey key,
    long id,
    @Nullable Value result,
    @Nullable Instant resultTime,
    @Nullable String flag,
    Map<String, Value> parameters,
    long arrival,
    boolean byHand) {
  public Observation {
    requireNonNull(key, "key is null");
    parameters = Parameters.copyOf(parameters);
  }
}
