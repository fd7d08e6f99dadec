// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.telemetry;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import org.greenheart.storage.Parameters;
import org.greenheart.storage.RowKey;
import org.greenheart.storage.Value;
import org.jspecify.annotations.Nullable;

/**
 * Fields to write into one row. A row that exists is merged field by field: what the change carries
 * replaces, what it does not carry stays.
 *
 * @param key the row
 * @param setsResult whether {@code result} is carried (it may be carried as {@code null}: a value
 *     that could not be read)
 * @param result Rtd or Avg
 * @param flag the data mark; {@code null} when not carried
 * @param parameters further fields carried, by name
 * @param byHand whether a person makes this change
 */
public record RowChange(
    RowKey key,
    boolean setsResult,
    @Nullable Value result,
    @Nullable String flag,
    Map<String, Value> parameters,
    boolean byHand) {
  public RowChange {
    requireNonNull(key, "key is null");
    if (!setsResult && result != null) {
      throw new IllegalArgumentException("result (%s) is given but not set".formatted(result));
    }
    parameters = Parameters.copyOf(parameters);
  }

  /** A change by a device that carries a result. */
  public static RowChange of(RowKey key, @Nullable Value result, @Nullable String flag) {
    return new RowChange(key, true, result, flag, Map.of(), false);
  }
}
