// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage;

import java.time.Instant;

/**
 * Starts of rows from {@code from} (inclusive) to {@code to} (exclusive), in microseconds since
 * 1970-01-01Z.
 */
public record TimeRange(long fromMicros, long toMicros) {
  public static final TimeRange ALL = new TimeRange(Long.MIN_VALUE, Long.MAX_VALUE);

  public static TimeRange of(Instant from, Instant to) {
    return new TimeRange(Micros.of(from), Micros.of(to));
  }

  public boolean contains(long micros) {
    return micros >= fromMicros && micros < toMicros;
  }

  public boolean isEmpty() {
    return fromMicros >= toMicros;
  }
}
