// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.telemetry;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.greenheart.storage.Observation;
import org.greenheart.storage.RowKey;
import org.jspecify.annotations.Nullable;

/**
 * What an arrival makes of one row.
 *
 * @param before the row as it was, null when it was not there
 * @param after the row as it is to be, null when it is not to be there
 */
record Edit(RowKey key, @Nullable Observation before, @Nullable Observation after) {
  /** Stands for an id that the row gets when it is known that it will be written. */
  private static final long ID_NOT_YET = 0;

  /** The edits of an arrival, one for each row that it names, in the order of their names. */
  static List<Edit> of(
      NewArrival arrival, long number, Function<RowKey, @Nullable Observation> rows) {
    Map<RowKey, Edit> edits =
        LinkedHashMap.newLinkedHashMap(arrival.changes().size() + arrival.deletes().size());
    for (RowKey key : arrival.deletes()) {
      edits.computeIfAbsent(key, absent -> new Edit(absent, rows.apply(absent), null));
    }
    for (RowChange change : arrival.changes()) {
      RowKey key = change.key();
      Edit edit = edits.get(key);
      if (edit == null) {
        Observation row = rows.apply(key);
        edit = new Edit(key, row, row);
      }
      long id =
          edit.before != null ? edit.before.id() : ObservationIds.plain(key).orElse(ID_NOT_YET);
      edits.put(
          key,
          new Edit(
              key,
              edit.before,
              RowMerge.merge(edit.after, change, id, arrival.received(), number)));
    }
    return List.copyOf(edits.values());
  }

  boolean changes() {
    return !RowMerge.same(before, after);
  }

  boolean creates() {
    return before == null && after != null;
  }

  /** The edit with an id for a new row that has none of its own. */
  Edit withId(LongSupplier sequence) {
    if (after == null || after.id() != ID_NOT_YET) {
      return this;
    }
    Observation row = after;
    return new Edit(
        key,
        before,
        new Observation(
            row.key(),
            ObservationIds.SEQUENCE + sequence.getAsLong(),
            row.result(),
            row.resultTime(),
            row.flag(),
            row.parameters(),
            row.arrival(),
            row.byHand()));
  }

  Arrival.Touched touched() {
    return new Arrival.Touched(key, after == null, RowMerge.loses(before, after) ? before : null);
  }
}
