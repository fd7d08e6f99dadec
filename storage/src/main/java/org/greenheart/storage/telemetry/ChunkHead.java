// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.telemetry;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.Observation;
import org.jspecify.annotations.Nullable;

/**
 * The front of a chunk: what can be known of it without unpacking; part of the format on disk.
 *
 * @param count rows
 * @param firstMicros start of the first row
 * @param lastMicros start of the last row
 * @param firstResultMillis earliest time of receipt
 * @param lastResultMillis latest one
 * @param hasOddIds whether a row has an id that its key does not tell and that is not its n
 * @param hasByHand whether a person changed a row
 * @param isNumbered whether a row has an n other than 0
 * @param numbers statistics of numeric results; null when there are none
 */
record ChunkHead(
    int count,
    long firstMicros,
    long lastMicros,
    long firstResultMillis,
    long lastResultMillis,
    boolean hasOddIds,
    boolean hasByHand,
    boolean isNumbered,
    @Nullable Bucket numbers) {
  private static final int VERSION = 1;
  private static final int ODD_IDS = 1;
  private static final int BY_HAND = 1 << 1;
  private static final int NUMBERED = 1 << 2;
  private static final int NUMBERS = 1 << 3;

  static ChunkHead of(List<Observation> rows) {
    Bucket numbers = null;
    long firstResult = Long.MAX_VALUE;
    long lastResult = Long.MIN_VALUE;
    boolean oddIds = false;
    boolean byHand = false;
    boolean numbered = false;
    for (Observation row : rows) {
      if (row.result() instanceof Decimal number) {
        numbers = Buckets.plus(numbers, rows.getFirst().key().startMicros(), number);
      }
      long result = requireNonNull(row.resultTime()).toEpochMilli();
      firstResult = Math.min(firstResult, result);
      lastResult = Math.max(lastResult, result);
      oddIds |= ObservationIds.plain(row.key()).isEmpty();
      byHand |= row.byHand();
      numbered |= row.key().n() != 0;
    }
    return new ChunkHead(
        rows.size(),
        rows.getFirst().key().startMicros(),
        rows.getLast().key().startMicros(),
        firstResult,
        lastResult,
        oddIds,
        byHand,
        numbered,
        numbers);
  }

  void write(ByteWriter out) {
    out.u8(VERSION);
    out.u8(
        (hasOddIds ? ODD_IDS : 0)
            | (hasByHand ? BY_HAND : 0)
            | (isNumbered ? NUMBERED : 0)
            | (numbers != null ? NUMBERS : 0));
    out.varlong(count);
    out.zigzag(firstMicros).varlong(lastMicros - firstMicros);
    out.zigzag(firstResultMillis).varlong(lastResultMillis - firstResultMillis);
    if (numbers != null) {
      out.varlong(numbers.count());
      ValueCodec.write(out, numbers.min());
      ValueCodec.write(out, numbers.max());
      out.u8(numbers.sum().scale()).block(numbers.sum().unscaledValue().toByteArray());
    }
  }

  static ChunkHead read(ByteReader in) {
    int version = in.u8();
    if (version != VERSION) {
      throw new TelemetryException(
          TelemetryException.Code.FORMAT,
          "chunk has format %s, this Greenheart reads %s".formatted(version, VERSION));
    }
    int parts = in.u8();
    int count = (int) in.varlong();
    long first = in.zigzag();
    long last = first + in.varlong();
    long firstResult = in.zigzag();
    long lastResult = firstResult + in.varlong();
    return new ChunkHead(
        count,
        first,
        last,
        firstResult,
        lastResult,
        (parts & ODD_IDS) != 0,
        (parts & BY_HAND) != 0,
        (parts & NUMBERED) != 0,
        (parts & NUMBERS) != 0 ? readNumbers(in, first) : null);
  }

  private static Bucket readNumbers(ByteReader in, long first) {
    long count = in.varlong();
    Decimal min = (Decimal) ValueCodec.read(in);
    Decimal max = (Decimal) ValueCodec.read(in);
    int scale = in.u8();
    return new Bucket(first, count, min, max, new BigDecimal(new BigInteger(in.block()), scale));
  }
}
