// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.telemetry;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;

/**
 * Deletes old arrivals. Reads in the caller's thread and hands over what has to go in portions: an
 * arrival never changes, so nothing can come in between. Thread-safe.
 */
final class ArrivalExpiry {
  private static final byte[] EXPIRED_BEFORE = Keys.meta("expired-before");
  private static final int PORTION = 500;

  /** Clocks are set back now and then: so many newer arrivals in a row end the search. */
  private static final int NEWER_IN_A_ROW = 5000;

  private final Disk disk;
  private final Committer committer;

  ArrivalExpiry(Disk disk, Committer committer) {
    this.disk = disk;
    this.committer = committer;
  }

  static Optional<Instant> expiredBefore(Store store) {
    byte[] millis = store.get(Family.META, EXPIRED_BEFORE);
    return millis == null
        ? Optional.empty()
        : Optional.of(Instant.ofEpochMilli(Keys.number(millis)));
  }

  private record Portion(List<Arrival> old, long lastSeen, int newerInARow, boolean ended) {}

  long expire(Instant before, long notPast, Predicate<Arrival> held) {
    Futures.join(committer.change(writing -> note(writing, before)));
    long deleted = 0;
    Portion portion = new Portion(List.of(), 0, 0, false);
    while (!portion.ended()) {
      Portion last = portion;
      portion = disk.use(store -> search(store, last, before, notPast, held));
      List<Arrival> old = portion.old();
      if (!old.isEmpty()) {
        Futures.join(committer.change(writing -> delete(writing, old)));
        deleted += old.size();
      }
    }
    return deleted;
  }

  private static boolean note(Change.Writing writing, Instant before) throws RocksDBException {
    Optional<Instant> noted = expiredBefore(writing.store());
    if (noted.isEmpty() || noted.get().isBefore(before)) {
      Batch batch = new Batch(writing.store());
      batch.put(Family.META, EXPIRED_BEFORE, Keys.number(before.toEpochMilli()));
      writing.write(batch, true);
    }
    return true;
  }

  private static Portion search(
      Store store, Portion last, Instant before, long notPast, Predicate<Arrival> held) {
    List<Arrival> old = new ArrayList<>();
    long seen = last.lastSeen();
    int newer = last.newerInARow();
    try (RocksIterator entries = store.iterator(Family.ARRIVALS)) {
      for (entries.seek(Keys.number(seen + 1)); Store.isValid(entries); entries.next()) {
        long number = Keys.number(entries.key());
        if (number > notPast || newer >= NEWER_IN_A_ROW) {
          break;
        }
        if (old.size() >= PORTION) {
          return new Portion(old, seen, newer, false);
        }
        seen = number;
        Arrival arrival = ArrivalCodec.read(number, entries.value());
        if (!arrival.received().isBefore(before)) {
          newer++;
          continue;
        }
        newer = 0;
        if (arrival.outcome() != Outcome.BY_HAND && !held.test(arrival)) {
          old.add(arrival);
        }
      }
    }
    return new Portion(old, seen, newer, true);
  }

  private static boolean delete(Change.Writing writing, List<Arrival> old) throws RocksDBException {
    Batch batch = new Batch(writing.store());
    List<Remembered.Refused> refused = new ArrayList<>();
    for (Arrival arrival : old) {
      batch.delete(Family.ARRIVALS, Keys.number(arrival.number()));
      batch.delete(Family.BY_DEVICE, Keys.deviceArrival(arrival.device(), arrival.number()));
      if (Repeats.isTrimmed(arrival.outcome(), arrival.device())) {
        Remembered.Refused one =
            new Remembered.Refused(arrival.number(), arrival.device(), arrival.raw().size());
        batch.delete(Family.META, one.key());
        refused.add(one);
      }
    }
    writing.write(batch, false);
    refused.forEach(writing.remembered()::forgetRefused);
    old.stream()
        .mapToLong(Arrival::device)
        .distinct()
        .forEach(device -> writing.remembered().readFramesAgain(writing.store(), device));
    return true;
  }
}
