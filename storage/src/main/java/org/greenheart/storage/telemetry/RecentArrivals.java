// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.telemetry;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import org.greenheart.storage.Observation;
import org.jspecify.annotations.Nullable;

/**
 * The newest arrivals on disk, kept in memory with the rows that they made: those who follow the
 * feed closely read neither from disk. Without gaps; holds so many arrivals and so many bytes at
 * most, the older ones go. Thread-safe.
 */
final class RecentArrivals {
  /** More than a group, so that a reader has time for one while the next is written. */
  private static final int MOST = 8192;

  private static final long MOST_BYTES = 16L << 20;
  private static final long ARRIVAL_BYTES = 300;
  private static final long ROW_BYTES = 300;

  private final Entry[] entries = new Entry[MOST];

  /** Number of the oldest one; that of the next one is {@code first + count}. */
  private long first = 1;

  private int count;
  private long bytes;

  /** An arrival and what it changed; the form in which it is read is made when somebody asks. */
  static final class Entry {
    private final long number;
    private final NewArrival arrival;
    private final List<Edit> changes;
    private final long bytes;
    private volatile @Nullable FedArrival read;

    /**
     * @param changes those of its edits that change something, with the ids that the rows got
     */
    Entry(long number, NewArrival arrival, List<Edit> changes) {
      this.number = number;
      this.arrival = arrival;
      this.changes = changes;
      this.bytes = ARRIVAL_BYTES + arrival.raw().size() + ROW_BYTES * changes.size();
    }

    private FedArrival read() {
      FedArrival known = read;
      if (known == null) {
        known = make();
        read = known; // made twice it is the same
      }
      return known;
    }

    private FedArrival make() {
      List<Arrival.Touched> touched = new ArrayList<>(changes.size());
      List<@Nullable Observation> rows = new ArrayList<>(changes.size());
      for (Edit change : changes) {
        touched.add(change.touched());
        rows.add(change.after());
      }
      return new FedArrival(
          new Arrival(
              number,
              arrival.received(),
              arrival.source(),
              arrival.device(),
              arrival.raw(),
              arrival.outcome(),
              touched,
              arrival.replays()),
          rows);
    }
  }

  /** Takes in what has just come on disk, in order. */
  synchronized void add(List<Entry> newest) {
    for (Entry entry : newest) {
      if (entry.number != first + count) {
        clear();
        first = entry.number;
      }
      while (count == MOST || (count > 0 && bytes + entry.bytes > MOST_BYTES)) {
        dropOldest();
      }
      entries[place(entry.number)] = entry;
      bytes += entry.bytes;
      count++;
    }
  }

  private void dropOldest() {
    bytes -= requireNonNull(entries[place(first)], "no entry").bytes;
    first++;
    count--;
  }

  private static int place(long number) {
    return (int) (number % MOST);
  }

  /** How many arrivals of the size of those that are here it holds. */
  synchronized long room() {
    return bytes == 0 ? MOST : Math.min(MOST, count * MOST_BYTES / bytes);
  }

  /** Forgets all: arrivals have been deleted. */
  synchronized void clear() {
    first += count;
    count = 0;
    bytes = 0;
  }

  /**
   * Arrivals after a number.
   *
   * @return null when the first of them is not here
   */
  @Nullable List<FedArrival> after(long number, int limit) {
    List<FedArrival> found = new ArrayList<>();
    for (Entry entry : entriesAfter(number, limit)) {
      found.add(entry.read());
    }
    return found.isEmpty() ? null : found;
  }

  private synchronized List<Entry> entriesAfter(long number, int limit) {
    List<Entry> found = new ArrayList<>();
    if (number + 1 >= first) {
      long end = Math.min(first + count, number + 1 + limit);
      for (long each = number + 1; each < end; each++) {
        found.add(requireNonNull(entries[place(each)], "no entry"));
      }
    }
    return found;
  }
}
