// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.telemetry;

import java.util.ArrayList;
import java.util.List;

/**
 * The arrivals of a {@link Group} that nobody needs, of which only the newest are kept, and the
 * older ones that have to go for them. Confined to the committer's thread.
 */
final class GroupRefused {
  private final Remembered remembered;
  private final List<Remembered.Refused> refused = new ArrayList<>();

  GroupRefused(Remembered remembered) {
    this.remembered = remembered;
  }

  void add(long number, NewArrival arrival) {
    refused.add(new Remembered.Refused(number, arrival.device(), arrival.raw().size()));
  }

  void putTo(Batch batch) {
    for (Remembered.Refused one : refused) {
      batch.put(Family.META, one.key(), one.encode());
    }
    for (Remembered.Refused old : trimmed()) {
      batch.delete(Family.META, old.key());
      batch.delete(Family.ARRIVALS, Keys.number(old.number()));
      batch.delete(Family.BY_DEVICE, Keys.deviceArrival(old.device(), old.number()));
    }
  }

  /** The oldest ones, those of the group among them, that have to go for the new ones. */
  private List<Remembered.Refused> trimmed() {
    if (refused.isEmpty()) {
      return List.of();
    }
    int count = remembered.refused.size() + refused.size();
    long bytes = remembered.refusedBytes;
    for (Remembered.Refused one : refused) {
      bytes += one.size();
    }
    List<Remembered.Refused> old = new ArrayList<>();
    List<Remembered.Refused> oldestFirst = new ArrayList<>(remembered.refused);
    oldestFirst.addAll(refused);
    for (Remembered.Refused one : oldestFirst) {
      if (count <= Telemetry.REFUSED_FRAMES && bytes <= Telemetry.REFUSED_BYTES) {
        break;
      }
      old.add(one);
      count--;
      bytes -= one.size();
    }
    return old;
  }

  /** To be called once the batch is on disk. */
  void remember() {
    for (Remembered.Refused one : trimmed()) {
      refused.remove(one);
      remembered.forgetRefused(one);
    }
    refused.forEach(remembered::addRefused);
  }
}
