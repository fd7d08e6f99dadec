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
 * What a row that is created must keep to.
 *
 * <p>Its start lies in the years 1 to 9999, which every form of time in use can tell.
 *
 * <p>Of numbered rows: a number of the sequence belongs to one row. A row may move to another key
 * and take its number along, when one arrival deletes it there and creates it here. Stateless.
 */
final class RowRules {
  private static final long YEAR_1 = -62_135_596_800_000_000L;
  private static final long YEAR_10000 = 253_402_300_800_000_000L;

  private RowRules() {}

  /**
   * @param edits of one arrival
   * @param holders finds the row that has a number
   */
  static void check(List<Edit> edits, LongFunction<@Nullable RowKey> holders) {
    Map<Long, RowKey> given = Map.of();
    for (Edit edit : edits) {
      if (!edit.creates()) {
        continue;
      }
      long start = edit.key().startMicros();
      if (start < YEAR_1 || start >= YEAR_10000) {
        throw new TelemetryException(
            TelemetryException.Code.REFUSED,
            "start (%s us) of a row must lie in the years 1 to 9999".formatted(start));
      }
      long n = edit.key().n();
      if (n == 0) {
        continue;
      }
      if (n >= ObservationIds.SEQUENCE) {
        throw new TelemetryException(
            TelemetryException.Code.REFUSED, "n (%s) must be below 2^52".formatted(n));
      }
      if (given.isEmpty()) {
        given = new HashMap<>();
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
