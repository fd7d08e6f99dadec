// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.telemetry;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;
import org.greenheart.storage.Observation;
import org.greenheart.storage.Parameters;
import org.greenheart.storage.RowKey;
import org.greenheart.storage.Value;
import org.jspecify.annotations.Nullable;

/**
 * A row that is not sealed, as it stands in {@code rows} (and, if it is the newest of its
 * datastream, in {@code heads}); part of the format on disk. Stateless.
 *
 * <p>One byte says which parts follow: the arrival's number, the time of receipt as milliseconds
 * after the start, the number of its id where the key does not say it, result, flag, parameters. A
 * deleted row of which a sealed one is beneath leaves a mark instead.
 */
final class RowCodec {
  private static final int PRESENT = 1;
  private static final int SEALED_BENEATH = 1 << 1;
  private static final int RESULT = 1 << 2;
  private static final int FLAG = 1 << 3;
  private static final int PARAMETERS = 1 << 4;
  private static final int BY_HAND = 1 << 5;
  private static final int ODD_ID = 1 << 6;

  private static final byte[] DELETED = {SEALED_BENEATH};

  private RowCodec() {}

  static byte[] deleted() {
    return DELETED.clone();
  }

  static boolean isDeleted(byte[] value) {
    return (value[0] & PRESENT) == 0;
  }

  static boolean isSealedBeneath(byte[] value) {
    return (value[0] & SEALED_BENEATH) != 0;
  }

  static byte[] encode(Observation row, boolean sealedBeneath) {
    ByteWriter out = new ByteWriter(48);
    write(out, row, sealedBeneath);
    return out.toBytes();
  }

  static void write(ByteWriter out, Observation row, boolean sealedBeneath) {
    OptionalLong plainId = ObservationIds.plain(row.key());
    out.u8(
        PRESENT
            | (sealedBeneath ? SEALED_BENEATH : 0)
            | (row.result() != null ? RESULT : 0)
            | (row.flag() != null ? FLAG : 0)
            | (row.parameters().isEmpty() ? 0 : PARAMETERS)
            | (row.byHand() ? BY_HAND : 0)
            | (plainId.isEmpty() ? ODD_ID : 0));
    out.varlong(row.arrival());
    out.zigzag(requireNonNull(row.resultTime()).toEpochMilli() - millis(row.key()));
    if (plainId.isEmpty()) {
      out.varlong(row.id() - ObservationIds.SEQUENCE);
    }
    if (row.result() != null) {
      ValueCodec.write(out, row.result());
    }
    if (row.flag() != null) {
      out.text(row.flag());
    }
    if (!row.parameters().isEmpty()) {
      out.varlong(row.parameters().size());
      row.parameters()
          .forEach(
              (name, value) -> {
                ValueCodec.writeName(out, name);
                ValueCodec.write(out, value);
              });
    }
  }

  static Observation decode(RowKey key, byte[] value) {
    ByteReader in = new ByteReader(value);
    int parts = in.u8();
    long arrival = in.varlong();
    Instant resultTime = Instant.ofEpochMilli(in.zigzag() + millis(key));
    long id =
        (parts & ODD_ID) != 0
            ? ObservationIds.SEQUENCE + in.varlong()
            : ObservationIds.plain(key).orElseThrow();
    @Nullable Value result = (parts & RESULT) != 0 ? ValueCodec.read(in) : null;
    @Nullable String flag = (parts & FLAG) != 0 ? in.text() : null;
    Map<String, Value> parameters = (parts & PARAMETERS) != 0 ? readParameters(in) : Map.of();
    return new Observation(
        key, id, result, resultTime, flag, parameters, arrival, (parts & BY_HAND) != 0);
  }

  private static Map<String, Value> readParameters(ByteReader in) {
    int count = in.length();
    String[] names = new String[count];
    Value[] values = new Value[count];
    for (int i = 0; i < count; i++) {
      names[i] = ValueCodec.readName(in);
      values[i] = ValueCodec.read(in);
    }
    return Parameters.owning(names, values);
  }

  private static long millis(RowKey key) {
    return Math.floorDiv(key.startMicros(), 1000L);
  }
}
