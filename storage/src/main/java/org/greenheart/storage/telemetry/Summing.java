// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.telemetry;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.TimeRange;
import org.jspecify.annotations.Nullable;

/**
 * Adds numbers up by stretches of time, given in the order of their rows.
 *
 * <p>Numbers of one column have one scale, so they are added and compared as whole numbers for as
 * long as the sum fits 64 bits; only then, or when the scale changes, is the sum carried over into
 * exact decimals. Not thread-safe.
 */
final class Summing {
  private final Stretches stretches;
  private final List<Bucket> buckets = new ArrayList<>();
  private long startMicros;
  private long endMicros = Long.MIN_VALUE;
  private @Nullable Bucket bucket;

  Summing(Stretches stretches) {
    this.stretches = stretches;
  }

  private void reach(long micros) {
    if (bucket == null || micros >= endMicros) {
      if (bucket != null) {
        buckets.add(bucket);
      }
      bucket = null;
      startMicros = stretches.startOf(micros);
      endMicros = startMicros + stretches.widthMicros();
    }
  }

  void add(long micros, Decimal number) {
    reach(micros);
    bucket = Buckets.plus(bucket, startMicros, number);
  }

  /** Adds what is known of rows that all lie in one stretch. */
  void add(Bucket sum) {
    reach(sum.startMicros());
    bucket =
        Buckets.plus(bucket, new Bucket(startMicros, sum.count(), sum.min(), sum.max(), sum.sum()));
  }

  boolean isOneStretch(long firstMicros, long lastMicros) {
    return stretches.startOf(firstMicros) == stretches.startOf(lastMicros);
  }

  /** Adds the numbers of rows from a place up to another one, which is not taken along. */
  void add(Chunk chunk, int from, int to) {
    long[] starts = chunk.starts();
    ValueColumn results = chunk.results();
    int place = from;
    while (place < to) {
      reach(starts[place]);
      place = addWithinStretch(starts, results, place, to);
    }
  }

  private int addWithinStretch(long[] starts, ValueColumn results, int from, int to) {
    long sum = 0;
    int count = 0;
    int least = -1;
    int greatest = -1;
    int place = from;
    for (; place < to && starts[place] < endMicros; place++) {
      if (!results.isNumber(place)) {
        if (results.value(place) instanceof Decimal) {
          break;
        }
        continue;
      }
      long digits = results.digits(place);
      long next = sum + digits;
      if (((sum ^ next) & (digits ^ next)) < 0) {
        break;
      }
      sum = next;
      count++;
      if (least < 0 || digits < results.digits(least)) {
        least = place;
      }
      if (greatest < 0 || digits > results.digits(greatest)) {
        greatest = place;
      }
    }
    if (count > 0
        && results.value(least) instanceof Decimal min
        && results.value(greatest) instanceof Decimal max) {
      bucket =
          Buckets.plus(
              bucket,
              new Bucket(startMicros, count, min, max, BigDecimal.valueOf(sum, results.scale())));
    }
    if (place < to && starts[place] < endMicros && results.value(place) instanceof Decimal number) {
      // Too large a sum, or a number that does not fit the column: one by one.
      add(starts[place], number);
      place++;
    }
    return place;
  }

  /** Oldest first. */
  List<Bucket> finish() {
    if (bucket != null) {
      buckets.add(bucket);
      bucket = null;
    }
    return buckets;
  }

  static List<Bucket> of(TimeRange range, Stretches stretches, Sources sources) {
    Summing summing = new Summing(stretches);
    for (ChunkScan.Leaf leaf = sources.nextLeaf(); leaf != null; leaf = sources.nextLeaf()) {
      summing.add(leaf.chunk(), range, sources);
    }
    summing.addOverlayUpTo(Long.MAX_VALUE, sources);
    return summing.finish();
  }

  private void add(Chunk chunk, TimeRange range, Sources sources) {
    ChunkHead head = chunk.head();
    addOverlayUpTo(head.firstMicros(), sources);
    OverlayScan.Entry entry = sources.peekOverlay();
    if ((entry == null || entry.key().startMicros() > head.lastMicros())
        && range.contains(head.firstMicros())
        && range.contains(head.lastMicros())
        && isOneStretch(head.firstMicros(), head.lastMicros())) {
      if (head.numbers() != null) {
        add(head.numbers());
      }
      return;
    }
    int place = chunk.firstFrom(range.fromMicros());
    int end = chunk.firstFrom(range.toMicros());
    while (place < end) {
      entry = sources.peekOverlay();
      int next = entry == null ? end : Math.min(end, chunk.firstFrom(entry.key().startMicros()));
      add(chunk, Math.min(place, next), next);
      place = Math.max(place, next);
      if (place < end && entry != null) {
        place = addOver(chunk, place, entry, sources);
      }
    }
  }

  /** Takes an overlay entry whose start is that of the row at a place, or lies before it. */
  private int addOver(Chunk chunk, int place, OverlayScan.Entry entry, Sources sources) {
    int compared = entry.key().compareTo(chunk.key(place));
    if (compared > 0) {
      add(chunk, place, place + 1);
      return place + 1;
    }
    sources.advanceOverlay();
    add(entry);
    return compared == 0 ? place + 1 : place;
  }

  private void add(OverlayScan.Entry entry) {
    if (!entry.isDeleted() && entry.row().result() instanceof Decimal number) {
      add(entry.key().startMicros(), number);
    }
  }

  private void addOverlayUpTo(long micros, Sources sources) {
    for (OverlayScan.Entry entry = sources.peekOverlay();
        entry != null && entry.key().startMicros() < micros;
        entry = sources.peekOverlay()) {
      sources.advanceOverlay();
      add(entry);
    }
  }
}
