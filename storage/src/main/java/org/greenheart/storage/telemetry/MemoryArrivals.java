// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.telemetry;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The arrivals of a {@link MemoryTelemetry}, by number and by device; of refused ones only the
 * newest. Not thread-safe.
 */
final class MemoryArrivals {
  private final NavigableMap<Long, Arrival> all = new TreeMap<>();
  private final Map<Long, TreeSet<Long>> byDevice = new HashMap<>();
  private final NavigableMap<Long, Integer> refused = new TreeMap<>();
  private long refusedBytes;
  private long last;
  private @Nullable Instant expiredBefore;

  /** The number given last; 0 before the first. */
  long last() {
    return last;
  }

  /**
   * @param arrival whose number is the one behind the last
   */
  void add(Arrival arrival) {
    last = arrival.number();
    all.put(last, arrival);
    byDevice.computeIfAbsent(arrival.device(), device -> new TreeSet<>()).add(last);
    if (Repeats.isTrimmed(arrival.outcome(), arrival.device())) {
      trimRefused(arrival);
    }
  }

  private void trimRefused(Arrival kept) {
    refused.put(kept.number(), kept.raw().size());
    refusedBytes += kept.raw().size();
    while (refused.size() > Telemetry.REFUSED_FRAMES || refusedBytes > Telemetry.REFUSED_BYTES) {
      forget(refused.firstKey());
    }
  }

  private void forget(long number) {
    Arrival arrival = requireNonNull(all.remove(number));
    ofDevice(arrival.device()).remove(number);
    Integer size = refused.remove(number);
    refusedBytes -= size == null ? 0 : size;
  }

  private NavigableSet<Long> ofDevice(long device) {
    return byDevice.getOrDefault(device, new TreeSet<>());
  }

  Optional<Arrival> find(long number) {
    return Optional.ofNullable(all.get(number));
  }

  /** Newest first. */
  List<Arrival> ofDevice(long device, long before, int limit) {
    return ofDevice(device).headSet(before, false).descendingSet().stream()
        .limit(limit)
        .map(all::get)
        .toList();
  }

  /** Oldest first. */
  List<Arrival> after(long number, int limit) {
    return all.tailMap(number, false).values().stream().limit(limit).toList();
  }

  /** The newest of the device's last arrivals that is the same. */
  Optional<Long> recentCopy(NewArrival arrival) {
    return ofDevice(arrival.device()).descendingSet().stream()
        .limit(Telemetry.REPEAT_WINDOW)
        .filter(number -> isCopy(arrival, number))
        .findFirst();
  }

  boolean isCopy(NewArrival arrival, long number) {
    return find(number).filter(kept -> Repeats.isCopy(arrival, kept)).isPresent();
  }

  /**
   * Forgets old ones that came by no person's hand.
   *
   * @return how many
   */
  long expire(Instant before, long notPast, Predicate<Arrival> held) {
    List<Long> old =
        all.headMap(notPast, true).values().stream()
            .filter(arrival -> arrival.received().isBefore(before))
            .filter(arrival -> arrival.outcome() != Outcome.BY_HAND && !held.test(arrival))
            .map(Arrival::number)
            .toList();
    old.forEach(this::forget);
    expiredBefore =
        expiredBefore == null || expiredBefore.isBefore(before) ? before : expiredBefore;
    return old.size();
  }

  Optional<Instant> expiredBefore() {
    return Optional.ofNullable(expiredBefore);
  }
}
