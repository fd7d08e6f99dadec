// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.telemetry;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.greenheart.storage.Observation;
import org.greenheart.storage.RowKey;
import org.jspecify.annotations.Nullable;

/**
 * The arrivals that go to disk in one durable step, and what they make of the store.
 *
 * <p>Arrivals are taken in one by one; each sees what those before it did. What an arrival makes of
 * the store is written into the batch at once, in the form in which it goes to disk: a row that is
 * written twice stands there twice, and the later one counts. Only heads, which nearly every
 * arrival changes, follow once at the end. Nothing outside the group changes until it is on disk:
 * then {@link #remember} hands its outcome to {@link Remembered}. If the write fails the group is
 * thrown away. An arrival that breaks a rule throws before it has changed anything here.
 *
 * <p>A row that is newer than all of its datastream is known to be absent without a look-up, so a
 * device that sends its data in order costs no reads.
 *
 * <p>Confined to the committer's thread.
 */
final class Group {
  private final Store store;
  private final Remembered remembered;
  private final Batch batch;
  private final GroupArrivals arrivals;
  private final GroupRefused refused;
  private final LongMap<StreamInGroup> streams = new LongMap<>();
  private final Map<Long, @Nullable RowKey> ids = new HashMap<>();
  private final LongMap<RecentFrames> frames = new LongMap<>();
  private final Map<Long, Long> applied = new LinkedHashMap<>();
  private final FirstCopies firstCopies = new FirstCopies(this::framesOf, this::kept);

  private final List<RecentArrivals.Entry> newest = new ArrayList<>();
  private long nextNumber;
  private long repeats;

  /**
   * @param batch an empty one
   */
  Group(Store store, Remembered remembered, Batch batch) {
    this.store = store;
    this.remembered = remembered;
    this.batch = batch;
    arrivals = new GroupArrivals(batch, remembered.lastArrival + 1);
    refused = new GroupRefused(remembered);
    this.nextNumber = remembered.nextNumber;
  }

  /**
   * Takes an arrival in.
   *
   * @param outbox number of a decision made elsewhere, 0 when it is none
   * @param hash of the raw bytes
   * @throws TelemetryException when it breaks a rule; the group is as before
   */
  Receipt keep(NewArrival arrival, long outbox, long hash) {
    if (outbox != 0) {
      Long first = appliedAs(outbox);
      if (first != null) {
        repeats++;
        return new Receipt(first, true, 0);
      }
    }
    long number = arrivals.next();
    List<Edit> edits = edits(arrival, number);
    if (isAnyDropped(edits)) {
      edits = edits.stream().filter(edit -> !stream(edit.key()).head().dropped()).toList();
    }
    Long first = firstCopies.find(arrival, hash, edits);
    Receipt receipt;
    if (first != null) {
      repeats++;
      receipt = new Receipt(first, true, 0);
    } else {
      RowRules.check(edits, this::holder);
      receipt = write(arrival, hash, number, edits);
    }
    if (outbox != 0) {
      applied.put(outbox, receipt.arrival());
    }
    return receipt;
  }

  private List<Edit> edits(NewArrival arrival, long number) {
    try {
      return Edit.of(arrival, number, key -> standing(stream(key), key).row());
    } catch (TelemetryException e) {
      if (e.code() != TelemetryException.Code.FORMAT) {
        throw e;
      }
      // One broken chunk must not keep the frames of all other devices out.
      throw new TelemetryException(
          TelemetryException.Code.REFUSED,
          "rows of an arrival of device %s cannot be read: %s"
              .formatted(arrival.device(), e.getMessage()),
          e);
    }
  }

  private @Nullable Long appliedAs(long outbox) {
    Long inGroup = applied.get(outbox);
    return inGroup != null ? inGroup : remembered.applied.get(outbox);
  }

  private Receipt write(NewArrival arrival, long hash, long number, List<Edit> edits) {
    List<Edit> changes = new ArrayList<>(edits.size());
    @Nullable Set<StreamInGroup> shrunk = null;
    for (Edit edit : edits) {
      if (edit.changes()) {
        Edit whole = edit.withId(() -> nextNumber++);
        changes.add(whole);
        StreamInGroup stream = stream(edit.key());
        if (write(whole, stream)) {
          shrunk = shrunk == null ? new LinkedHashSet<>() : shrunk;
          shrunk.add(stream);
        }
      }
    }
    if (shrunk != null) {
      shrunk.forEach(this::lookUpEnds);
    }
    arrivals.add(arrival, hash, changes);
    newest.add(new RecentArrivals.Entry(number, arrival, changes));
    if (arrival.device() != 0) {
      framesToChange(arrival.device()).add(number, hash);
    }
    if (Repeats.isTrimmed(arrival.outcome(), arrival.device())) {
      refused.add(number, arrival);
    }
    return new Receipt(number, false, changes.size());
  }

  /** Deletes rows without an arrival that says so. */
  void erase(Iterable<RowKey> keys) {
    Set<StreamInGroup> shrunk = new LinkedHashSet<>();
    for (RowKey key : keys) {
      StreamInGroup stream = stream(key);
      if (write(new Edit(key, standing(stream, key).row(), null), stream)) {
        shrunk.add(stream);
      }
    }
    shrunk.forEach(this::lookUpEnds);
  }

  /** Returns whether the ends of the datastream have to be looked up anew. */
  private boolean write(Edit edit, StreamInGroup stream) {
    RowKey key = edit.key();
    Observation before = edit.before();
    Observation after = edit.after();
    Standing standing = standing(stream, key);
    if (before != null && (after == null || after.id() != before.id())) {
      changeHolder(before.id(), null);
    }
    if (after != null) {
      boolean sealedBeneath = standing.sealedBeneath();
      ByteWriter out = putRow(key);
      int block = out.openBlock();
      RowCodec.write(out, after, sealedBeneath);
      int at = out.closeBlock(block);
      stream.written(after, standing, at, out.size() - at);
      if (before == null || before.id() != after.id()) {
        changeHolder(after.id(), key);
      }
      return false;
    }
    // Of a sealed row a mark stays in the overlay; any other is gone from it.
    boolean mark = standing.sealedBeneath();
    if (mark) {
      putRow(key).block(RowCodec.deleted());
    } else {
      batch.delete(Family.ROWS, Keys.row(key));
    }
    Head head = stream.head();
    stream.deleted(key, standing, mark);
    return head.isNewest(key) || head.firstMicros() == key.startMicros();
  }

  private ByteWriter putRow(RowKey key) {
    ByteWriter out = batch.put(Family.ROWS, Keys.ROW_LENGTH);
    Keys.write(out, key);
    return out;
  }

  /** Notes who has a number of the sequence; other ids need no note. */
  private void changeHolder(long id, @Nullable RowKey key) {
    if (!ObservationIds.isOfSequence(id)) {
      return;
    }
    long number = id - ObservationIds.SEQUENCE;
    ids.put(number, key);
    if (key == null) {
      batch.delete(Family.IDS, Keys.number(number));
    } else {
      batch.put(Family.IDS, Keys.number(number), Keys.row(key));
      nextNumber = Math.max(nextNumber, number + 1);
    }
  }

  /** Finds the oldest and the newest row anew after one of them was deleted. */
  private void lookUpEnds(StreamInGroup stream) {
    if (!stream.head().isEmpty()) {
      stream.changeEnds(
          Objects.requireNonNull(end(stream, Order.OLDEST_FIRST)),
          Objects.requireNonNull(end(stream, Order.NEWEST_FIRST)));
    }
  }

  private @Nullable Observation end(StreamInGroup stream, Order order) {
    Observation best = stream.end(order);
    try (RowScan scan = RowScan.of(store, stream.datastream(), order)) {
      for (Observation row = scan.next(); row != null; row = scan.next()) {
        if (stream.standing(row.key()) == null) {
          return isBetter(row, best, order) ? row : best;
        }
      }
    }
    return best;
  }

  private static boolean isBetter(Observation row, @Nullable Observation best, Order order) {
    if (best == null) {
      return true;
    }
    int compared = row.key().compareTo(best.key());
    return switch (order) {
      case OLDEST_FIRST -> compared < 0;
      case NEWEST_FIRST -> compared > 0;
    };
  }

  private boolean isAnyDropped(List<Edit> edits) {
    for (Edit edit : edits) {
      if (stream(edit.key()).head().dropped()) {
        return true;
      }
    }
    return false;
  }

  private StreamInGroup stream(RowKey key) {
    StreamInGroup stream = streams.get(key.datastream());
    if (stream == null) {
      stream = new StreamInGroup(key.datastream(), remembered.head(store, key.datastream()));
      streams.put(key.datastream(), stream);
    }
    return stream;
  }

  private Standing standing(StreamInGroup stream, RowKey key) {
    Standing inGroup = stream.standing(key);
    if (inGroup != null) {
      return inGroup;
    }
    Head head = stream.head();
    if (head.dropped() || head.isBeyond(key)) {
      return Standing.NOWHERE;
    }
    if (head.isNewest(key) && !head.isLate(key)) {
      return new Standing(head.newestRow(key.datastream()), true, false);
    }
    byte[] value = store.get(Family.ROWS, Keys.row(key));
    if (value != null) {
      Observation row = RowCodec.isDeleted(value) ? null : RowCodec.decode(key, value);
      return new Standing(row, true, RowCodec.isSealedBeneath(value));
    }
    Chunk chunk = head.isLate(key) ? remembered.lastChunk.of(store, key) : null;
    Observation sealed = chunk == null ? null : RowLookup.find(chunk, key);
    return sealed == null ? Standing.NOWHERE : new Standing(sealed, false, true);
  }

  private @Nullable RowKey holder(long number) {
    if (ids.containsKey(number)) {
      return ids.get(number);
    }
    byte[] key = store.get(Family.IDS, Keys.number(number));
    return key == null ? null : Keys.row(key);
  }

  private RecentFrames framesOf(long device) {
    RecentFrames inGroup = frames.get(device);
    return inGroup != null ? inGroup : remembered.framesOf(store, device);
  }

  private RecentFrames framesToChange(long device) {
    RecentFrames inGroup = frames.get(device);
    if (inGroup == null) {
      inGroup = remembered.framesOf(store, device).copy();
      frames.put(device, inGroup);
    }
    return inGroup;
  }

  private @Nullable Arrival kept(long number) {
    Arrival inGroup = arrivals.find(number);
    if (inGroup != null) {
      return inGroup;
    }
    byte[] value = store.get(Family.ARRIVALS, Keys.number(number));
    return value == null ? null : ArrivalCodec.read(number, value);
  }

  /** Its arrivals with what they changed. */
  List<RecentArrivals.Entry> newest() {
    return newest;
  }

  int arrivalCount() {
    return arrivals.count();
  }

  long repeatCount() {
    return repeats;
  }

  long lastNumber() {
    return arrivals.next() - 1;
  }

  /** All that the group makes of the store; nothing more can be taken in. */
  Batch finish() {
    // In the order of keys: the next one then lies near the last one in the memtable.
    for (long datastream : streams.sortedKeys()) {
      StreamInGroup stream = Objects.requireNonNull(streams.get(datastream));
      if (stream.isChanged()) {
        ByteWriter out = batch.put(Family.HEADS, Integer.BYTES).u32((int) datastream);
        Head head = stream.finishHead(batch);
        int block = out.openBlock();
        head.write(out);
        out.closeBlock(block);
      }
    }
    refused.putTo(batch);
    putApplied();
    if (arrivals.count() > 0) {
      batch.put(Family.META, Remembered.LAST_ARRIVAL, Keys.number(lastNumber()));
    }
    if (nextNumber != remembered.nextNumber) {
      batch.put(Family.META, Remembered.NEXT_NUMBER, Keys.number(nextNumber));
    }
    return batch;
  }

  private void putApplied() {
    if (applied.isEmpty()) {
      return;
    }
    applied.forEach(
        (outbox, number) ->
            batch.put(Family.META, Keys.meta(Remembered.APPLIED, outbox), Keys.number(number)));
    for (Long old : remembered.applied.headMap(oldestApplied(), false).keySet()) {
      batch.delete(Family.META, Keys.meta(Remembered.APPLIED, old));
    }
  }

  private long oldestApplied() {
    long newest = remembered.applied.isEmpty() ? 0 : remembered.applied.lastKey();
    for (long outbox : applied.keySet()) {
      newest = Math.max(newest, outbox);
    }
    return newest - Telemetry.OUTBOX_WINDOW + 1L;
  }

  /** To be called once the batch is on disk. */
  void remember() {
    refused.remember();
    streams.forEach(
        (datastream, stream) -> {
          if (stream.isChanged()) {
            remembered.watches.forEach(watch -> watch.touched(stream.oldestTouched()));
            remembered.heads.put(datastream, stream.head());
          }
        });
    frames.forEach(remembered.frames::put);
    long oldest = oldestApplied();
    remembered.applied.putAll(applied);
    remembered.applied.headMap(oldest, false).clear();
    remembered.lastArrival = lastNumber();
    remembered.nextNumber = nextNumber;
  }
}
