// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.telemetry;

import java.util.List;
import java.util.function.LongFunction;
import org.greenheart.storage.Observation;
import org.jspecify.annotations.Nullable;

/**
 * Finds the arrival that another one repeats, by the rules of {@link Telemetry}. Hashes of the
 * device's last frames say at once that a frame is new, as nearly all are; what a hash, or a row
 * that would come out as it is, points to is confirmed by the bytes themselves.
 *
 * <p>Confined to the committer's thread.
 */
final class FirstCopies {
  private final LongFunction<RecentFrames> framesOfDevice;
  private final LongFunction<@Nullable Arrival> arrivals;

  FirstCopies(LongFunction<RecentFrames> framesOfDevice, LongFunction<@Nullable Arrival> arrivals) {
    this.framesOfDevice = framesOfDevice;
    this.arrivals = arrivals;
  }

  /**
   * The number of the first copy; null when the arrival is none, 0 when it changes nothing but no
   * row tells where that came from.
   *
   * @param edits what the arrival would make of the rows
   */
  @Nullable Long find(NewArrival arrival, long hash, List<Edit> edits) {
    boolean changes = false;
    boolean allThere = true;
    for (Edit edit : edits) {
      changes |= edit.changes();
      allThere &= edit.before() != null;
    }
    if (arrival.raw().isEmpty()) {
      boolean namesRows = !arrival.changes().isEmpty() || !arrival.deletes().isEmpty();
      return namesRows && !changes ? sourceOf(edits) : null;
    }
    if (arrival.device() == 0) {
      return null;
    }
    Long recent = allThere ? amongRecent(arrival, hash) : null;
    return recent != null || changes ? recent : amongSources(arrival, edits);
  }

  private @Nullable Long amongRecent(NewArrival arrival, long hash) {
    RecentFrames recent = framesOfDevice.apply(arrival.device());
    for (int ago = 0; ago < recent.size(); ago++) {
      if (recent.hash(ago) == hash && isCopy(arrival, recent.number(ago))) {
        return recent.number(ago);
      }
    }
    return null;
  }

  private @Nullable Long amongSources(NewArrival arrival, List<Edit> edits) {
    long last = 0;
    for (Edit edit : edits) {
      Observation row = edit.before();
      if (row != null && row.arrival() != last) {
        last = row.arrival();
        if (isCopy(arrival, last)) {
          return last;
        }
      }
    }
    return null;
  }

  private static long sourceOf(List<Edit> edits) {
    for (Edit edit : edits) {
      Observation row = edit.before();
      if (row != null) {
        return row.arrival();
      }
    }
    return 0;
  }

  private boolean isCopy(NewArrival arrival, long number) {
    Arrival kept = arrivals.apply(number);
    return kept != null && Repeats.isCopy(arrival, kept);
  }
}
