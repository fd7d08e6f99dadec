// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage;

import java.time.Instant;

/**
 * What a row is found by: the datastream, the start of the time that it stands for, and a number.
 *
 * @param datastream 1 to 2^32-1, never used again after a delete
 * @param startMicros microseconds since 1970-01-01Z; the length of the time belongs to the
 *     datastream
 * @param n 0 is the device's own row (the last write wins); rows made otherwise take a number from
 *     a durable sequence
 */
public record RowKey(long datastream, long startMicros, long n) implements Comparable<RowKey> {
  public RowKey {
    if (datastream < 1 || datastream > 0xFFFF_FFFFL) {
      throw new IllegalArgumentException(
          "datastream (%s) must be 1 to 2^32-1".formatted(datastream));
    }
    if (n < 0) {
      throw new IllegalArgumentException("n (%s) must not be negative".formatted(n));
    }
  }

  /** The key of the device's own row. */
  public static RowKey ofDevice(long datastream, Instant start) {
    return new RowKey(datastream, Micros.of(start), 0);
  }

  public Instant start() {
    return Micros.toInstant(startMicros);
  }

  @Override
  public int compareTo(RowKey other) {
    int byDatastream = Long.compare(datastream, other.datastream);
    if (byDatastream != 0) {
      return byDatastream;
    }
    int byStart = Long.compare(startMicros, other.startMicros);
    return byStart != 0 ? byStart : Long.compare(n, other.n);
  }
}
