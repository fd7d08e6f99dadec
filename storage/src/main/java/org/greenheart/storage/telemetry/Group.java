// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.telemetry;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.greenheart.storage.Bytes;
import org.greenheart.storage.Observation;
import org.greenheart.storage.RowKey;
import org.jspecify.annotations.Nullable;

/**
 * The arrivals that go to disk in one durable step, and what they make of the store.
 *
 * <p>Arrivals are taken in one by one; each sees what those before it did. Nothing outside the
 * group changes until it is on disk: then {@link #remember} hands its outcome to {@link
 * Remembered}. If the write fails the group is thrown away. An arrival that breaks a rule throws
 * before it has changed anything here.
 *
 * <p>A row that is newer than all of its datastream is known to be absent without a look-up, so a
 * device that sends its data in order costs no reads.
 *
 * <p>Confined to the committer's thread.
 */
final class Group {
  private final Store store;
  private final Remembered remembered;
  private final long firstNumber;
  private final Map<RowKey, Standing> rows = new HashMap<>();
  private final Map<Long, HeadNow> heads = new HashMap<>();
  private final Map<Long, @Nullable RowKey> ids = new HashMap<>();
  private final Map<Long, RecentFrames> frames = new HashMap<>();
  private final Map<Long, Long> applied = new LinkedHashMap<>();
  private final List<Arrival> arrivals = new ArrayList<>();
  private final List<Long> hashes = new ArrayList<>();
  private final List<Remembered.Refused> refused = new ArrayList<>();
  private final FirstCopies firstCopies = new FirstCopies(this::framesOf, this::kept);
  private long nextNumber;
  private long repeats;

  /** What is known of a datastream after the arrivals so far. */
  private static final class HeadNow {
    private Head head;
    private boolean changed;

    HeadNow(Head head) {
      this.head = head;
    }

    void change(Head next) {
      head = next;
      changed = true;
    }
  }

  Group(Store store, Remembered remembered) {
    this.store = store;
    this.remembered = remembered;
    this.firstNumber = remembered.lastArrival + 1;
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
    long number = firstNumber + arrivals.size();
    List<Edit> edits = edits(arrival, number);
    if (isAnyDropped(edits)) {
      edits = edits.stream().filter(edit -> !headNow(edit.key()).head.dropped()).toList();
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
      return Edit.of(arrival, number, key -> standing(key).row());
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
    List<Arrival.Touched> touched = new ArrayList<>(edits.size());
    Set<Long> shrunk = new LinkedHashSet<>();
    for (Edit edit : edits) {
      if (edit.changes()) {
        touched.add(edit.touched());
        write(edit.withId(() -> nextNumber++), shrunk);
      }
    }
    shrunk.forEach(this::lookUpEnds);
    arrivals.add(
        new Arrival(
            number,
            arrival.received(),
            arrival.source(),
            arrival.device(),
            arrival.raw(),
            arrival.outcome(),
            touched,
            arrival.replays()));
    hashes.add(hash);
    if (arrival.device() != 0) {
      frames.put(arrival.device(), framesOf(arrival.device()).with(number, hash));
    }
    if (Repeats.isTrimmed(arrival.outcome(), arrival.device())) {
      refused.add(new Remembered.Refused(number, arrival.device(), arrival.raw().size()));
    }
    return new Receipt(number, false, touched.size());
  }

  /** Deletes rows without an arrival that says so. */
  void erase(Iterable<RowKey> keys) {
    Set<Long> shrunk = new LinkedHashSet<>();
    for (RowKey key : keys) {
      write(new Edit(key, standing(key).row(), null), shrunk);
    }
    shrunk.forEach(this::lookUpEnds);
  }

  private void write(Edit edit, Set<Long> shrunk) {
    RowKey key = edit.key();
    Observation before = edit.before();
    Observation after = edit.after();
    Standing standing = standing(key);
    HeadNow now = headNow(key);
    Head head = now.head;
    if (before != null && ObservationIds.isOfSequence(before.id())) {
      ids.put(before.id() - ObservationIds.SEQUENCE, null);
    }
    if (after != null) {
      Bytes value = Bytes.of(RowCodec.encode(after, standing.sealedBeneath()));
      rows.put(key, new Standing(after, true, standing.sealedBeneath(), value));
      now.change(head.written(after, value, before == null, standing.inOverlay() ? 0 : 1));
      if (ObservationIds.isOfSequence(after.id())) {
        long number = after.id() - ObservationIds.SEQUENCE;
        ids.put(number, key);
        nextNumber = Math.max(nextNumber, number + 1);
      }
    } else {
      // Of a sealed row a mark stays in the overlay; any other is gone from it.
      boolean mark = standing.sealedBeneath();
      int more = (mark ? 1 : 0) - (standing.inOverlay() ? 1 : 0);
      Bytes value = mark ? Bytes.of(RowCodec.deleted()) : Bytes.EMPTY;
      rows.put(key, new Standing(null, mark, mark, value));
      now.change(head.deleted(1, more, head.isLate(key) ? more : 0));
      if (head.isNewest(key) || head.firstMicros() == key.startMicros()) {
        shrunk.add(key.datastream());
      }
    }
  }

  /** Finds the oldest and the newest row anew after one of them was deleted. */
  private void lookUpEnds(long datastream) {
    HeadNow now = headNow(datastream);
    if (now.head.isEmpty()) {
      return;
    }
    Observation oldest = Objects.requireNonNull(end(datastream, Order.OLDEST_FIRST));
    Observation newest = Objects.requireNonNull(end(datastream, Order.NEWEST_FIRST));
    now.change(now.head.withFirst(oldest.key().startMicros()).withNewest(newest));
  }

  private @Nullable Observation end(long datastream, Order order) {
    Observation best = null;
    for (Map.Entry<RowKey, Standing> entry : rows.entrySet()) {
      Observation row = entry.getValue().row();
      if (row != null && row.key().datastream() == datastream && isBetter(row, best, order)) {
        best = row;
      }
    }
    try (RowScan scan = RowScan.of(store, datastream, order)) {
      for (Observation row = scan.next(); row != null; row = scan.next()) {
        if (!rows.containsKey(row.key())) {
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

  private HeadNow headNow(RowKey key) {
    return headNow(key.datastream());
  }

  private HeadNow headNow(long datastream) {
    HeadNow now = heads.get(datastream);
    if (now == null) {
      now = new HeadNow(remembered.head(store, datastream));
      heads.put(datastream, now);
    }
    return now;
  }

  private boolean isAnyDropped(List<Edit> edits) {
    for (Edit edit : edits) {
      if (headNow(edit.key()).head.dropped()) {
        return true;
      }
    }
    return false;
  }

  private Standing standing(RowKey key) {
    Standing inGroup = rows.get(key);
    if (inGroup != null) {
      return inGroup;
    }
    Head head = headNow(key).head;
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

  private @Nullable Arrival kept(long number) {
    if (number >= firstNumber) {
      return arrivals.get((int) (number - firstNumber));
    }
    byte[] value = store.get(Family.ARRIVALS, Keys.number(number));
    return value == null ? null : ArrivalCodec.read(number, value);
  }

  int arrivalCount() {
    return arrivals.size();
  }

  long repeatCount() {
    return repeats;
  }

  long lastNumber() {
    return firstNumber + arrivals.size() - 1;
  }

  /** All that the group makes of the store. */
  Batch toBatch() {
    Batch batch = new Batch(store);
    // In the order of keys: the next one then lies near the last one in the memtable.
    List<RowKey> keys = new ArrayList<>(rows.keySet());
    Collections.sort(keys);
    keys.forEach(key -> put(batch, key, rows.getOrDefault(key, Standing.NOWHERE)));
    long[] datastreams = heads.keySet().stream().mapToLong(Long::longValue).sorted().toArray();
    for (long datastream : datastreams) {
      HeadNow now = headNow(datastream);
      if (now.changed) {
        batch.put(Family.HEADS, Keys.datastream(datastream), now.head.encode());
      }
    }
    ids.forEach((number, key) -> put(batch, Keys.number(number), key));
    ByteWriter value = new ByteWriter(2048);
    for (int i = 0; i < arrivals.size(); i++) {
      Arrival arrival = arrivals.get(i);
      value.clear();
      ArrivalCodec.write(value, arrival);
      batch.put(Family.ARRIVALS, Keys.number(arrival.number()), value);
      batch.put(
          Family.BY_DEVICE,
          Keys.deviceArrival(arrival.device(), arrival.number()),
          Keys.number(hashes.get(i)));
    }
    putRefused(batch);
    putApplied(batch);
    if (!arrivals.isEmpty()) {
      batch.put(Family.META, Remembered.LAST_ARRIVAL, Keys.number(lastNumber()));
    }
    if (nextNumber != remembered.nextNumber) {
      batch.put(Family.META, Remembered.NEXT_NUMBER, Keys.number(nextNumber));
    }
    return batch;
  }

  private static void put(Batch batch, RowKey key, Standing standing) {
    if (standing.inOverlay()) {
      batch.put(Family.ROWS, Keys.row(key), standing.value().array());
    } else {
      batch.delete(Family.ROWS, Keys.row(key));
    }
  }

  private static void put(Batch batch, byte[] number, @Nullable RowKey key) {
    if (key != null) {
      batch.put(Family.IDS, number, Keys.row(key));
    } else {
      batch.delete(Family.IDS, number);
    }
  }

  private void putApplied(Batch batch) {
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

  private void putRefused(Batch batch) {
    for (Remembered.Refused one : refused) {
      batch.put(Family.META, one.key(), one.encode());
    }
    for (Remembered.Refused old : trimmed()) {
      batch.delete(Family.META, old.key());
      batch.delete(Family.ARRIVALS, Keys.number(old.number()));
      batch.delete(Family.BY_DEVICE, Keys.deviceArrival(old.device(), old.number()));
    }
  }

  /** The oldest refused arrivals that have to go for the new ones. */
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
    for (SealWatch watch : remembered.watches) {
      rows.keySet().forEach(watch::touched);
    }
    heads.forEach(
        (datastream, now) -> {
          if (now.changed) {
            remembered.heads.put(datastream, now.head);
          }
        });
    remembered.frames.putAll(frames);
    long oldest = oldestApplied();
    remembered.applied.putAll(applied);
    remembered.applied.headMap(oldest, false).clear();
    remembered.lastArrival = lastNumber();
    remembered.nextNumber = nextNumber;
  }
}
