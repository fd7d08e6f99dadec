// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.telemetry;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.greenheart.storage.Observation;
import org.greenheart.storage.Value;
import org.jspecify.annotations.Nullable;

/** Merges changes into rows, field by field; the same in every engine. Stateless. */
final class RowMerge {
  private RowMerge() {}

  /** The row after the change. */
  static Observation merge(
      @Nullable Observation row, RowChange change, long id, Instant received, long arrival) {
    if (row == null) {
      return new Observation(
          change.key(),
          id,
          change.result(),
          received,
          change.flag(),
          change.parameters(),
          arrival,
          change.byHand());
    }
    Map<String, Value> parameters = row.parameters();
    if (!change.parameters().isEmpty()) {
      parameters = new LinkedHashMap<>(parameters);
      parameters.putAll(change.parameters());
    }
    return new Observation(
        row.key(),
        row.id(),
        change.setsResult() ? change.result() : row.result(),
        received,
        change.flag() != null ? change.flag() : row.flag(),
        parameters,
        arrival,
        row.byHand() || change.byHand());
  }

  /** Whether two rows say the same, whenever they came. */
  static boolean same(@Nullable Observation one, @Nullable Observation other) {
    if (one == null || other == null) {
      return one == null && other == null;
    }
    return Objects.equals(one.result(), other.result())
        && Objects.equals(one.flag(), other.flag())
        && one.byHand() == other.byHand()
        && one.parameters().equals(other.parameters());
  }

  /** Whether something that the old row says is gone from the new one. */
  static boolean loses(@Nullable Observation old, @Nullable Observation row) {
    if (old == null) {
      return false;
    }
    if (row == null) {
      return true;
    }
    return (old.result() != null && !old.result().equals(row.result()))
        || (old.flag() != null && !old.flag().equals(row.flag()))
        || !row.parameters().entrySet().containsAll(old.parameters().entrySet());
  }
}
