// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.telemetry;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import org.greenheart.storage.Bytes;
import org.greenheart.storage.Observation;
import org.greenheart.storage.RowKey;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a datastream without reading its rows; the value in {@code heads}.
 *
 * @param dropped whether the datastream is fenced
 * @param count exact number of rows
 * @param overlay entries in {@code rows}: rows that are not sealed, and marks of deleted ones
 * @param late those of them that start at or before {@code sealedLast}
 * @param firstMicros start of the oldest row
 * @param sealedLast no sealed row starts later; the least number when none was ever sealed
 * @param firstResultMillis earliest time of receipt since the datastream was last empty
 * @param lastResultMillis latest one
 * @param newestMicros start of the newest row
 * @param newestN its n
 * @param newest the newest row as {@link RowCodec} writes it; empty when there are no rows
 */
record Head(
    boolean dropped,
    long count,
    long overlay,
    long late,
    long firstMicros,
    long sealedLast,
    long firstResultMillis,
    long lastResultMillis,
    long newestMicros,
    long newestN,
    Bytes newest) {

  static final Head EMPTY = empty(false, 0, 0, Long.MIN_VALUE);
  static final Head DROPPED = empty(true, 0, 0, Long.MIN_VALUE);

  private static Head empty(boolean dropped, long overlay, long late, long sealedLast) {
    return new Head(dropped, 0, overlay, late, 0, sealedLast, 0, 0, 0, 0, Bytes.EMPTY);
  }

  boolean isEmpty() {
    return count == 0;
  }

  /** Whether a row can be known to be absent without looking: nothing there is so new. */
  boolean isBeyond(RowKey key) {
    return key.startMicros() > sealedLast && (isEmpty() || isNewer(key));
  }

  private boolean isNewer(RowKey key) {
    return key.startMicros() > newestMicros
        || (key.startMicros() == newestMicros && key.n() > newestN);
  }

  boolean isNewest(RowKey key) {
    return !isEmpty() && key.startMicros() == newestMicros && key.n() == newestN;
  }

  @Nullable Observation newestRow(long datastream) {
    return isEmpty()
        ? null
        : RowCodec.decode(new RowKey(datastream, newestMicros, newestN), newest.array());
  }

  /**
   * After a row was written. If it is the newest one now, its value is still to be given by {@link
   * #withNewestValue}, once for many rows.
   */
  Head written(Observation row, boolean created, int overlayMore) {
    RowKey key = row.key();
    long resultMillis = requireNonNull(row.resultTime()).toEpochMilli();
    boolean becomesNewest = isEmpty() || isNewer(key) || isNewest(key);
    return new Head(
        dropped,
        created ? count + 1 : count,
        overlay + overlayMore,
        isLate(key) ? late + overlayMore : late,
        isEmpty() ? key.startMicros() : Math.min(firstMicros, key.startMicros()),
        sealedLast,
        isEmpty() ? resultMillis : Math.min(firstResultMillis, resultMillis),
        isEmpty() ? resultMillis : Math.max(lastResultMillis, resultMillis),
        becomesNewest ? key.startMicros() : newestMicros,
        becomesNewest ? key.n() : newestN,
        becomesNewest ? Bytes.EMPTY : newest);
  }

  /**
   * @param value the newest row as {@link RowCodec} writes it
   */
  Head withNewestValue(Bytes value) {
    return new Head(
        dropped,
        count,
        overlay,
        late,
        firstMicros,
        sealedLast,
        firstResultMillis,
        lastResultMillis,
        newestMicros,
        newestN,
        value);
  }

  /** After rows were deleted; the oldest and the newest may have to be looked up anew. */
  Head deleted(long rows, long overlayMore, long lateMore) {
    return count == rows
        ? empty(dropped, overlay + overlayMore, late + lateMore, sealedLast)
        : new Head(
            dropped,
            count - rows,
            overlay + overlayMore,
            late + lateMore,
            firstMicros,
            sealedLast,
            firstResultMillis,
            lastResultMillis,
            newestMicros,
            newestN,
            newest);
  }

  Head withFirst(long micros) {
    return new Head(
        dropped,
        count,
        overlay,
        late,
        micros,
        sealedLast,
        firstResultMillis,
        lastResultMillis,
        newestMicros,
        newestN,
        newest);
  }

  Head withNewest(Observation row) {
    return new Head(
        dropped,
        count,
        overlay,
        late,
        firstMicros,
        sealedLast,
        firstResultMillis,
        lastResultMillis,
        row.key().startMicros(),
        row.key().n(),
        Bytes.of(RowCodec.encode(row, false)));
  }

  /** After overlay entries were folded into chunks: the rows are the same. */
  Head sealed(long overlayLess, long lateNow, long lastSealed) {
    return new Head(
        dropped,
        count,
        overlay - overlayLess,
        lateNow,
        firstMicros,
        Math.max(sealedLast, lastSealed),
        firstResultMillis,
        lastResultMillis,
        newestMicros,
        newestN,
        newest);
  }

  boolean isLate(RowKey key) {
    return key.startMicros() <= sealedLast;
  }

  byte[] encode() {
    ByteWriter out = new ByteWriter(64 + newest.size());
    write(out);
    return out.toBytes();
  }

  void write(ByteWriter out) {
    out.u8(dropped ? 1 : 0).varlong(count).varlong(overlay).varlong(late);
    out.zigzag(sealedLast);
    if (!isEmpty()) {
      out.zigzag(firstMicros).zigzag(firstResultMillis).zigzag(lastResultMillis);
      out.zigzag(newestMicros).varlong(newestN).raw(newest.array());
    }
  }

  static Head decode(byte[] value) {
    ByteReader in = new ByteReader(value);
    boolean dropped = (in.u8() & 1) != 0;
    long count = in.varlong();
    long overlay = in.varlong();
    long late = in.varlong();
    long sealedLast = in.zigzag();
    if (count == 0) {
      return empty(dropped, overlay, late, sealedLast);
    }
    return new Head(
        dropped,
        count,
        overlay,
        late,
        in.zigzag(),
        sealedLast,
        in.zigzag(),
        in.zigzag(),
        in.zigzag(),
        in.varlong(),
        Bytes.of(Arrays.copyOfRange(value, in.position(), value.length)));
  }
}
