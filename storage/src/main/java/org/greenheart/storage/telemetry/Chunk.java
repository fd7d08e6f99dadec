// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.telemetry;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.greenheart.storage.Observation;
import org.greenheart.storage.RowKey;
import org.greenheart.storage.Text;
import org.greenheart.storage.Value;
import org.jspecify.annotations.Nullable;

/**
 * Sealed rows of one datastream, packed by columns; part of the format on disk.
 *
 * <p>A chunk is its {@link ChunkHead}, a list of sections (kind and length), and the sections. Each
 * is unpacked when it is first asked for: a count needs the head, statistics need times and
 * results, runs of flags need times and flags, only whole rows need all. Sections that a chunk does
 * not need are left out: numbers of rows (all 0), ids (all told by the keys), marks of changes by
 * hand, parameters.
 *
 * <p>Not thread-safe.
 */
final class Chunk {
  private static final int STARTS = 1;
  private static final int NUMBERS = 2;
  private static final int RESULTS = 3;
  private static final int FLAGS = 4;
  private static final int RESULT_TIMES = 5;
  private static final int ARRIVALS = 6;
  private static final int PARAMETERS = 7;
  private static final int BY_HAND = 8;
  private static final int ODD_IDS = 9;
  private static final int SECTIONS = 10;

  /** {@link BitReader} looks so far beyond the end. */
  private static final byte[] PADDING = new byte[8];

  private static final long MICROS_PER_MILLI = 1000;

  private final long datastream;
  private final ChunkHead head;
  private final byte[] value;
  private final int[] offsets = new int[SECTIONS];
  private long @Nullable [] starts;
  private @Nullable ValueColumn results;
  private @Nullable ValueColumn flags;
  private @Nullable Rest rest;

  /** What only whole rows need; a column is null where the chunk has no such section. */
  private static final class Rest {
    private final long @Nullable [] numbers;
    private final long[] resultTimes;
    private final long[] arrivals;
    private final @Nullable ParameterColumns parameters;
    private final long @Nullable [] byHand;
    private final long @Nullable [] oddIds;

    Rest(Chunk chunk) {
      int count = chunk.head.count();
      numbers = chunk.longs(NUMBERS);
      resultTimes = LongColumn.read(chunk.section(RESULT_TIMES), count, null);
      arrivals = LongColumn.read(chunk.section(ARRIVALS), count, null);
      parameters =
          chunk.has(PARAMETERS)
              ? ParameterColumns.read(chunk.section(PARAMETERS), count, chunk.results())
              : null;
      byHand = chunk.longs(BY_HAND);
      oddIds = chunk.longs(ODD_IDS);
    }
  }

  Chunk(long datastream, byte[] value) {
    this.datastream = datastream;
    this.value = value;
    ByteReader in = new ByteReader(value);
    head = ChunkHead.read(in);
    int sections = in.u8();
    int[] kinds = new int[sections];
    int[] lengths = new int[sections];
    for (int i = 0; i < sections; i++) {
      kinds[i] = in.u8();
      lengths[i] = in.length();
    }
    int offset = in.position();
    for (int i = 0; i < sections; i++) {
      if (kinds[i] >= SECTIONS) {
        throw new TelemetryException(
            TelemetryException.Code.FORMAT,
            "kind (%s) of a section of a chunk is not known".formatted(kinds[i]));
      }
      offsets[kinds[i]] = offset;
      offset += lengths[i];
    }
  }

  /**
   * Packs rows.
   *
   * @param rows of one datastream, at least one, in order
   */
  static byte[] encode(List<Observation> rows) {
    ChunkHead head = ChunkHead.of(rows);
    int count = rows.size();
    long[] starts = new long[count];
    long[] numbers = new long[count];
    long[] resultTimes = new long[count];
    long[] arrivals = new long[count];
    long[] byHand = new long[count];
    long[] oddIds = new long[count];
    List<@Nullable Value> results = new ArrayList<>(count);
    List<@Nullable Value> flags = new ArrayList<>(count);
    boolean hasParameters = false;
    for (int i = 0; i < count; i++) {
      Observation row = rows.get(i);
      starts[i] = row.key().startMicros();
      numbers[i] = row.key().n();
      resultTimes[i] =
          requireNonNull(row.resultTime()).toEpochMilli()
              - Math.floorDiv(starts[i], MICROS_PER_MILLI);
      arrivals[i] = row.arrival();
      byHand[i] = row.byHand() ? 1 : 0;
      oddIds[i] = ObservationIds.plain(row.key()).isEmpty() ? row.id() : 0;
      results.add(row.result());
      flags.add(row.flag() == null ? null : new Text(row.flag()));
      hasParameters |= !row.parameters().isEmpty();
    }
    ValueColumn resultColumn = ValueColumn.of(results);

    Map<Integer, ByteWriter> sections = new LinkedHashMap<>();
    writeStarts(section(sections, STARTS), starts);
    resultColumn.write(section(sections, RESULTS), null);
    ValueColumn.of(flags).write(section(sections, FLAGS), null);
    LongColumn.write(section(sections, RESULT_TIMES), resultTimes);
    LongColumn.write(section(sections, ARRIVALS), arrivals);
    if (hasParameters) {
      ParameterColumns.write(section(sections, PARAMETERS), rows, resultColumn);
    }
    if (head.isNumbered()) {
      LongColumn.write(section(sections, NUMBERS), numbers);
    }
    if (head.hasByHand()) {
      LongColumn.write(section(sections, BY_HAND), byHand);
    }
    if (head.hasOddIds()) {
      LongColumn.write(section(sections, ODD_IDS), oddIds);
    }

    ByteWriter out = new ByteWriter(8 * count + 128);
    head.write(out);
    out.u8(sections.size());
    sections.forEach((kind, body) -> out.u8(kind).varlong(body.size()));
    sections.values().forEach(body -> out.raw(body.toBytes()));
    return out.raw(PADDING).toBytes();
  }

  private static ByteWriter section(Map<Integer, ByteWriter> sections, int kind) {
    ByteWriter body = new ByteWriter(256);
    sections.put(kind, body);
    return body;
  }

  private static void writeStarts(ByteWriter out, long[] starts) {
    long unit = 0;
    for (int i = 1; i < starts.length; i++) {
      unit = greatestCommonDivisor(starts[i] - starts[i - 1], unit);
    }
    unit = Math.max(unit, 1);
    long[] steps = new long[starts.length];
    for (int i = 0; i < steps.length; i++) {
      steps[i] = (starts[i] - starts[0]) / unit;
    }
    out.varlong(unit);
    LongColumn.write(out, steps);
  }

  private static long greatestCommonDivisor(long one, long other) {
    long a = one;
    long b = other;
    while (b != 0) {
      long next = a % b;
      a = b;
      b = next;
    }
    return a;
  }

  ChunkHead head() {
    return head;
  }

  private boolean has(int kind) {
    return offsets[kind] != 0;
  }

  private ByteReader section(int kind) {
    if (!has(kind)) {
      throw new TelemetryException(
          TelemetryException.Code.FORMAT, "chunk has no section of kind %s".formatted(kind));
    }
    return new ByteReader(value, offsets[kind]);
  }

  /** Starts of the rows; not to be changed. */
  long[] starts() {
    if (starts == null) {
      ByteReader in = section(STARTS);
      long unit = in.varlong();
      long[] read = LongColumn.read(in, head.count(), null);
      for (int i = 0; i < read.length; i++) {
        read[i] = head.firstMicros() + read[i] * unit;
      }
      starts = read;
    }
    return starts;
  }

  ValueColumn results() {
    if (results == null) {
      results = ValueColumn.read(section(RESULTS), head.count(), null);
    }
    return results;
  }

  private long @Nullable [] longs(int kind) {
    return has(kind) ? LongColumn.read(section(kind), head.count(), null) : null;
  }

  private Rest rest() {
    if (rest == null) {
      rest = new Rest(this);
    }
    return rest;
  }

  RowKey key(int row) {
    return new RowKey(datastream, starts()[row], head.isNumbered() ? at(rest().numbers, row) : 0);
  }

  private static long at(long @Nullable [] column, int row) {
    return column == null ? 0 : column[row];
  }

  Observation row(int row) {
    Rest columns = rest();
    RowKey key = key(row);
    long oddId = at(columns.oddIds, row);
    return new Observation(
        key,
        oddId != 0 ? oddId : ObservationIds.plain(key).orElseThrow(),
        results().value(row),
        Instant.ofEpochMilli(
            columns.resultTimes[row] + Math.floorDiv(key.startMicros(), MICROS_PER_MILLI)),
        flag(row),
        columns.parameters == null ? Map.of() : columns.parameters.of(row),
        columns.arrivals[row],
        at(columns.byHand, row) != 0);
  }

  /** The flag of a row; unpacks no more of the chunk than flags. */
  @Nullable String flag(int row) {
    if (flags == null) {
      flags = ValueColumn.read(section(FLAGS), head.count(), null);
    }
    return flags.value(row) instanceof Text flag ? flag.text() : null;
  }

  /** Place of the first row that starts at a time or later. */
  int firstFrom(long micros) {
    long[] times = starts();
    int low = 0;
    int high = times.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (times[middle] < micros) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Place of a row; -1 when the chunk does not have it. */
  int find(RowKey key) {
    for (int i = firstFrom(key.startMicros());
        i < head.count() && starts()[i] == key.startMicros();
        i++) {
      if (key(i).n() == key.n()) {
        return i;
      }
    }
    return -1;
  }
}
