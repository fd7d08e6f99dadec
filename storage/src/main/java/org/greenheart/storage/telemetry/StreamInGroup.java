// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.telemetry;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.greenheart.storage.Bytes;
import org.greenheart.storage.Observation;
import org.greenheart.storage.RowKey;
import org.jspecify.annotations.Nullable;

/**
 * One datastream within a {@link Group}: what is known of it after the arrivals so far, and the
 * rows that they wrote or deleted. Rows that come in order are only put at the end of a list.
 *
 * <p>Confined to the committer's thread.
 */
final class StreamInGroup {
  private final long datastream;
  private Head head;
  private boolean changed;

  /** Of the rows touched, in order; the standings beside them. */
  private final List<RowKey> keys = new ArrayList<>(4);

  private final List<Standing> standings = new ArrayList<>(4);

  /** Where the batch has the newest row; empty when the head has it itself. */
  private int newestAt;

  private int newestLength;

  StreamInGroup(long datastream, Head head) {
    this.datastream = datastream;
    this.head = head;
  }

  long datastream() {
    return datastream;
  }

  Head head() {
    return head;
  }

  boolean isChanged() {
    return changed;
  }

  /** The oldest of the rows touched; only when it {@link #isChanged()}. */
  RowKey oldestTouched() {
    return keys.getFirst();
  }

  /** How a row stands after the group touched it; null when it did not. */
  @Nullable Standing standing(RowKey key) {
    if (keys.isEmpty() || keys.getLast().compareTo(key) < 0) {
      return null;
    }
    int place = Collections.binarySearch(keys, key);
    return place < 0 ? null : standings.get(place);
  }

  private void touch(RowKey key, Standing standing) {
    changed = true;
    if (keys.isEmpty() || keys.getLast().compareTo(key) < 0) {
      keys.add(key);
      standings.add(standing);
      return;
    }
    int place = Collections.binarySearch(keys, key);
    if (place < 0) {
      keys.add(-place - 1, key);
      standings.add(-place - 1, standing);
    } else {
      standings.set(place, standing);
    }
  }

  /**
   * A row was written.
   *
   * @param before how it stood
   * @param at where its value is in the batch
   */
  void written(Observation row, Standing before, int at, int length) {
    head = head.written(row, before.row() == null, before.inOverlay() ? 0 : 1);
    if (head.isNewest(row.key())) {
      newestAt = at;
      newestLength = length;
    }
    touch(row.key(), new Standing(row, true, before.sealedBeneath()));
  }

  /**
   * A row was deleted. The {@linkplain #changeEnds ends} may then have to be found anew.
   *
   * @param before how it stood
   * @param mark whether a mark of it is left
   */
  void deleted(RowKey key, Standing before, boolean mark) {
    int more = (mark ? 1 : 0) - (before.inOverlay() ? 1 : 0);
    head = head.deleted(1, more, head.isLate(key) ? more : 0);
    if (head.isEmpty()) {
      newestLength = 0;
    }
    touch(key, new Standing(null, mark, mark));
  }

  void changeEnds(Observation oldest, Observation newest) {
    head = head.withFirst(oldest.key().startMicros()).withNewest(newest);
    newestLength = 0;
    changed = true;
  }

  /** Of the rows touched that are there, the one that comes first in an order. */
  @Nullable Observation end(Order order) {
    List<Standing> ordered = order == Order.OLDEST_FIRST ? standings : standings.reversed();
    for (Standing standing : ordered) {
      if (standing.row() != null) {
        return standing.row();
      }
    }
    return null;
  }

  /** The head as it is to be stored. */
  Head finishHead(Batch batch) {
    if (newestLength > 0) {
      head = head.withNewestValue(Bytes.of(batch.copy(newestAt, newestLength)));
      newestLength = 0;
    }
    return head;
  }
}
