// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.telemetry;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.rocksdb.RocksIterator;

/**
 * What the committer remembers of the store so that most arrivals need no look-up. Holds only what
 * is on disk, and is thrown away whenever a write failed.
 *
 * <p>Confined to the committer's thread.
 */
final class Remembered {
  static final byte[] LAST_ARRIVAL = Keys.meta("last-arrival");
  static final byte[] NEXT_NUMBER = Keys.meta("next-number");
  static final char APPLIED = 'o';
  static final char REFUSED = 'r';

  private static final int HEADS = 100_000;
  private static final int DEVICES = 20_000;

  final LongCache<Head> heads = new LongCache<>(HEADS);
  final LongCache<RecentFrames> frames = new LongCache<>(DEVICES);
  final NavigableMap<Long, Long> applied = new TreeMap<>();
  final LastChunk lastChunk = new LastChunk();
  final List<SealWatch> watches = new ArrayList<>();
  final Deque<Refused> refused = new ArrayDeque<>();
  long refusedBytes;
  long lastArrival;
  long nextNumber;

  /** An arrival of which only the newest are kept. */
  record Refused(long number, long device, int size) {
    byte[] key() {
      return Keys.meta(REFUSED, number);
    }

    byte[] encode() {
      return new ByteWriter(12).varlong(device).varlong(size).toBytes();
    }

    static Refused decode(byte[] key, byte[] value) {
      ByteReader in = new ByteReader(value);
      return new Refused(Keys.metaNumber(key), in.varlong(), (int) in.varlong());
    }
  }

  private Remembered(long lastArrival, long nextNumber) {
    this.lastArrival = lastArrival;
    this.nextNumber = nextNumber;
  }

  static Remembered load(Store store) {
    Remembered loaded =
        new Remembered(number(store, LAST_ARRIVAL, 0), number(store, NEXT_NUMBER, 1));
    try (RocksIterator entries = store.iterator(Family.META)) {
      for (entries.seek(new byte[] {APPLIED}); isOf(entries, APPLIED); entries.next()) {
        loaded.applied.put(Keys.metaNumber(entries.key()), Keys.number(entries.value()));
      }
      for (entries.seek(new byte[] {REFUSED}); isOf(entries, REFUSED); entries.next()) {
        loaded.addRefused(Refused.decode(entries.key(), entries.value()));
      }
    }
    return loaded;
  }

  private static long number(Store store, byte[] key, long none) {
    byte[] value = store.get(Family.META, key);
    return value == null ? none : Keys.number(value);
  }

  private static boolean isOf(RocksIterator entries, char family) {
    return Store.isValid(entries) && entries.key().length == 9 && entries.key()[0] == family;
  }

  void addRefused(Refused one) {
    refused.add(one);
    refusedBytes += one.size();
  }

  void forgetRefused(Refused one) {
    if (refused.remove(one)) {
      refusedBytes -= one.size();
    }
  }

  Head head(Store store, long datastream) {
    Head head = heads.get(datastream);
    if (head == null) {
      head = store.head(datastream, null);
      heads.put(datastream, head);
    }
    return head;
  }

  /** To be copied before it is changed. */
  RecentFrames framesOf(Store store, long device) {
    RecentFrames recent = frames.get(device);
    if (recent == null) {
      recent = loadFrames(store, device);
      frames.put(device, recent);
    }
    return recent;
  }

  /** After some were deleted older ones are among the last. */
  void readFramesAgain(Store store, long device) {
    if (frames.get(device) != null) {
      frames.put(device, loadFrames(store, device));
    }
  }

  private static RecentFrames loadFrames(Store store, long device) {
    List<long[]> newestFirst = new ArrayList<>();
    try (RocksIterator entries = store.iterator(Family.BY_DEVICE)) {
      entries.seekForPrev(Keys.deviceArrival(device, Long.MAX_VALUE));
      while (newestFirst.size() < Telemetry.REPEAT_WINDOW
          && Store.isValid(entries)
          && Keys.deviceOf(entries.key()) == device) {
        newestFirst.add(new long[] {Keys.arrivalOf(entries.key()), Keys.number(entries.value())});
        entries.prev();
      }
    }
    RecentFrames recent = new RecentFrames();
    for (long[] frame : newestFirst.reversed()) {
      recent.add(frame[0], frame[1]);
    }
    return recent;
  }
}
