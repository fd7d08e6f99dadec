// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.telemetry;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongFunction;
import org.greenheart.storage.RowKey;
import org.jspecify.annotations.Nullable;

/**
 * The rule of numbered rows: a number of the sequence belongs to one row. A row may move to another
 * key and take its number along, when one arrival deletes it there and creates it here. Stateless.
 */
final class RowNumbers {
  private RowNumbers() {}

  /**
   * @param edits of one arrival
   * @param holders finds the row that has a number
   */
  static void check(List<Edit> edits, LongFunction<@Nullable RowKey> holders) {
    Map<Long, RowKey> given = new HashMap<>();
    for (Edit edit : edits) {
      long n = edit.key().n();
      if (n == 0 || !edit.creates()) {
        continue;
      }
      if (n >= ObservationIds.SEQUENCE) {
        throw new TelemetryException(
            TelemetryException.Code.REFUSED, "n (%s) must be below 2^52".formatted(n));
      }
      RowKey other = given.putIfAbsent(n, edit.key());
      RowKey holder = other != null ? other : holders.apply(n);
      if (holder != null && !holder.equals(edit.key()) && !isDeleted(edits, holder)) {
        throw new TelemetryException(
            TelemetryException.Code.REFUSED,
            "n (%s) belongs to the row %s and cannot be given to %s"
                .formatted(n, holder, edit.key()));
      }
    }
  }

  private static boolean isDeleted(List<Edit> edits, RowKey key) {
    return edits.stream().anyMatch(edit -> Objects.equals(edit.key(), key) && edit.after() == null);
  }
}
