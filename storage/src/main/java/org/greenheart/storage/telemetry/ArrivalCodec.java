// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.telemetry;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.greenheart.storage.Bytes;
import org.greenheart.storage.Observation;
import org.greenheart.storage.RowKey;
import org.jspecify.annotations.Nullable;

/** Arrivals as they stand in {@code arrivals}; part of the format on disk. Stateless. */
final class ArrivalCodec {
  private static final int DELETED = 1;
  private static final int OLD = 1 << 1;

  private ArrivalCodec() {}

  /**
   * @param changes those of its edits that change something
   */
  static void write(ByteWriter out, NewArrival arrival, List<Edit> changes) {
    out.u8(arrival.outcome().code());
    out.i64(arrival.received().toEpochMilli());
    out.varlong(arrival.device());
    out.varlong(arrival.replays());
    out.text(arrival.source());
    out.block(arrival.raw().array());
    out.varlong(changes.size());
    long start = 0;
    for (Edit change : changes) {
      RowKey key = change.key();
      Observation old = change.lost();
      out.u8((change.after() == null ? DELETED : 0) | (old != null ? OLD : 0));
      out.varlong(key.datastream()).zigzag(key.startMicros() - start).varlong(key.n());
      start = key.startMicros();
      if (old != null) {
        int block = out.openBlock();
        RowCodec.write(out, old, false);
        out.closeBlock(block);
      }
    }
  }

  static Arrival read(long number, byte[] value) {
    ByteReader in = new ByteReader(value);
    Outcome outcome = Outcome.ofCode(in.u8());
    Instant received = Instant.ofEpochMilli(in.i64());
    long device = in.varlong();
    long replays = in.varlong();
    String source = in.text();
    Bytes raw = Bytes.of(in.block());
    int count = in.length();
    List<Arrival.Touched> rows = new ArrayList<>(count);
    long start = 0;
    for (int i = 0; i < count; i++) {
      int parts = in.u8();
      long datastream = in.varlong();
      start += in.zigzag();
      RowKey key = new RowKey(datastream, start, in.varlong());
      @Nullable Observation old = (parts & OLD) != 0 ? RowCodec.decode(key, in.block()) : null;
      rows.add(new Arrival.Touched(key, (parts & DELETED) != 0, old));
    }
    return new Arrival(number, received, source, device, raw, outcome, rows, replays);
  }
}
