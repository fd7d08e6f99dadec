// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.benchmarks;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.greenheart.storage.Bytes;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.Micros;
import org.greenheart.storage.RowKey;
import org.greenheart.storage.telemetry.NewArrival;
import org.greenheart.storage.telemetry.Outcome;
import org.greenheart.storage.telemetry.RowChange;

/**
 * The frames of the crash test: what a frame does can be told from its bytes alone, so whoever
 * finds it on disk knows what it must have done. Now and then a frame corrects an older row,
 * deletes one, or writes one between two seconds. Stateless.
 */
final class CrashFrames {
  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
  private static final int DATASTREAMS_PER_DEVICE = 2;
  private static final int CORRECTS_BACK = 150;
  private static final int DELETES_BACK = 200;

  private CrashFrames() {}

  static NewArrival frame(int device, int index) {
    List<RowChange> changes = new ArrayList<>();
    List<RowKey> deletes = new ArrayList<>();
    long first = firstDatastream(device);
    for (long datastream : datastreams(device)) {
      changes.add(
          new RowChange(
              RowKey.ofDevice(datastream, minute(index)),
              true,
              new Decimal((index * 37L + datastream) % 1000, 2),
              index % 50 == 0 ? "D" : "N",
              Map.of("max", new Decimal(index, 1)),
              false));
    }
    if (index % 7 == 0 && index >= CORRECTS_BACK) {
      changes.add(
          RowChange.of(
              RowKey.ofDevice(first, minute(index - CORRECTS_BACK)), new Decimal(index, 3), null));
    }
    if (index % 11 == 0 && index >= DELETES_BACK) {
      deletes.add(RowKey.ofDevice(first, minute(index - DELETES_BACK)));
    }
    if (index % 13 == 0) {
      changes.add(
          RowChange.of(
              new RowKey(first, Micros.of(minute(index)) + 1, 0), new Decimal(index, 0), null));
    }
    return new NewArrival(
        minute(index).plusSeconds(61),
        "crash",
        device,
        Bytes.of((device + " " + index).getBytes(US_ASCII)),
        Outcome.DATA,
        changes,
        deletes,
        0);
  }

  /** The frame with these bytes. */
  static NewArrival frame(Bytes raw) {
    String[] parts = new String(raw.array(), US_ASCII).split(" ", 2);
    return frame(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
  }

  static int indexOf(Bytes raw) {
    return Integer.parseInt(new String(raw.array(), US_ASCII).split(" ", 2)[1]);
  }

  static Instant minute(int index) {
    return START.plusSeconds(60L * index);
  }

  private static long firstDatastream(int device) {
    return device * 10L;
  }

  static List<Long> datastreams(int device) {
    List<Long> datastreams = new ArrayList<>();
    for (int i = 0; i < DATASTREAMS_PER_DEVICE; i++) {
      datastreams.add(firstDatastream(device) + i);
    }
    return datastreams;
  }
}
