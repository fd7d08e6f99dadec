// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.telemetry;

import java.util.OptionalLong;
import org.greenheart.storage.RowKey;
import org.jspecify.annotations.Nullable;

/**
 * Numbers of rows in SensorThings, all below 2^53 so that every JSON reader keeps them.
 *
 * <p>The device's own row on a whole second of the years 2000 to 2135 in a datastream below 2^20
 * has a natural id from which its key can be read: datastream * 2^32 + seconds since 2000-01-01Z.
 * Any other row has 2^52 + a number of the durable sequence: its own n, or for n = 0 one that is
 * given when it is first written.
 */
final class ObservationIds {
  private static final long SECONDS_2000 = 946_684_800L;
  private static final long SECONDS_2136 = 5_238_432_000L;
  private static final long DATASTREAMS = 1L << 20;
  private static final long MICROS = 1_000_000L;

  /** First of the ids that come from the sequence. */
  static final long SEQUENCE = 1L << 52;

  private ObservationIds() {}

  private static boolean isNatural(RowKey key) {
    return key.n() == 0
        && key.datastream() < DATASTREAMS
        && Math.floorMod(key.startMicros(), MICROS) == 0
        && key.startMicros() >= SECONDS_2000 * MICROS
        && key.startMicros() < SECONDS_2136 * MICROS;
  }

  /** The id of a row whose id is plain; empty for those that take a number when first written. */
  static OptionalLong plain(RowKey key) {
    if (key.n() != 0) {
      return OptionalLong.of(SEQUENCE + key.n());
    }
    return isNatural(key)
        ? OptionalLong.of((key.datastream() << 32) + key.startMicros() / MICROS - SECONDS_2000)
        : OptionalLong.empty();
  }

  /** Whether the id is of the sequence. */
  static boolean isOfSequence(long id) {
    return id >= SEQUENCE && id < SEQUENCE << 1;
  }

  /** The key that a natural id stands for; null when no row can have that id. */
  static @Nullable RowKey naturalKey(long id) {
    long datastream = id >>> 32;
    if (id < 0 || datastream < 1 || datastream >= DATASTREAMS) {
      return null;
    }
    RowKey key = new RowKey(datastream, ((id & 0xFFFF_FFFFL) + SECONDS_2000) * MICROS, 0);
    return isNatural(key) ? key : null;
  }
}
