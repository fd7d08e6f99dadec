// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.telemetry;

import java.util.ArrayList;
import java.util.HashMap;
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
    Collected collected = new Collected(arrival.changes().size() + arrival.deletes().size());
    for (RowKey key : arrival.deletes()) {
      if (collected.place(key) < 0) {
        collected.add(new Edit(key, rows.apply(key), null));
      }
    }
    for (RowChange change : arrival.changes()) {
      RowKey key = change.key();
      int place = collected.place(key);
      if (place < 0) {
        Observation row = rows.apply(key);
        collected.add(new Edit(key, row, null).merged(row, change, arrival, number));
      } else {
        Edit edit = collected.edits.get(place);
        collected.edits.set(place, edit.merged(edit.after, change, arrival, number));
      }
    }
    return collected.edits;
  }

  private Edit merged(
      @Nullable Observation row, RowChange change, NewArrival arrival, long number) {
    long id = before != null ? before.id() : ObservationIds.plain(key).orElse(ID_NOT_YET);
    return new Edit(key, before, RowMerge.merge(row, change, id, arrival.received(), number));
  }

  /** Edits in order, found by their rows. */
  private static final class Collected {
    /** Of so many, going through all costs less than hashing. */
    private static final int FEW = 16;

    private final List<Edit> edits;
    private final @Nullable Map<RowKey, Integer> places;

    Collected(int most) {
      edits = new ArrayList<>(most);
      places = most <= FEW ? null : HashMap.newHashMap(most);
    }

    /** Below 0 when there is none. */
    int place(RowKey key) {
      if (places != null) {
        return places.getOrDefault(key, -1);
      }
      for (int i = 0; i < edits.size(); i++) {
        if (edits.get(i).key.equals(key)) {
          return i;
        }
      }
      return -1;
    }

    void add(Edit edit) {
      if (places != null) {
        places.put(edit.key, edits.size());
      }
      edits.add(edit);
    }
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

  /** The row as it was if something that it says is gone from it, else null. */
  @Nullable Observation lost() {
    return RowMerge.loses(before, after) ? before : null;
  }

  Arrival.Touched touched() {
    return new Arrival.Touched(key, after == null, lost());
  }
}
