// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.telemetry;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The arrivals of a {@link Group}, numbered on from those before it. They are written into its
 * batch at once and, when one of them is asked for, read back from there. Confined to the
 * committer's thread.
 */
final class GroupArrivals {
  private final Batch batch;
  private final long first;

  /** Where the batch has each: place and length in turn. */
  private int[] places = new int[128];

  private int count;

  /**
   * @param first number that the next arrival gets
   */
  GroupArrivals(Batch batch, long first) {
    this.batch = batch;
    this.first = first;
  }

  int count() {
    return count;
  }

  /** The number that the next one gets. */
  long next() {
    return first + count;
  }

  /**
   * Takes the next one in.
   *
   * @param hash of the raw bytes
   * @param changes what it changes
   */
  void add(NewArrival arrival, long hash, List<Edit> changes) {
    long number = next();
    ByteWriter out = batch.put(Family.ARRIVALS, Long.BYTES).i64(number);
    int block = out.openBlock();
    ArrivalCodec.write(out, arrival, changes);
    int at = out.closeBlock(block);
    if (2 * count == places.length) {
      places = Arrays.copyOf(places, 2 * places.length);
    }
    places[2 * count] = at;
    places[2 * count + 1] = out.size() - at;
    count++;
    batch
        .put(Family.BY_DEVICE, 2 * Long.BYTES)
        .i64(arrival.device())
        .i64(number)
        .varlong(Long.BYTES)
        .i64(hash);
  }

  /** Null for one that came before the group. */
  @Nullable Arrival find(long number) {
    if (number < first) {
      return null;
    }
    int place = 2 * (int) (number - first);
    return ArrivalCodec.read(number, batch.copy(places[place], places[place + 1]));
  }
}
