// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.telemetry;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.InstantSource;

/**
 * How the engine on disk works.
 *
 * @param clock tells what is old enough to be sealed, and when trouble began
 * @param cacheBytes memory for blocks that were read
 * @param memtableBytes memory for rows and frames that are in the log and not yet in sorted files
 * @param waitingBytes arrivals handed over and not yet on disk; beyond it {@link Telemetry#append}
 *     blocks
 * @param sealAfter rows this old are packed
 * @param sealEvery how often that is looked at; zero for never by itself
 */
public record TelemetryOptions(
    InstantSource clock,
    long cacheBytes,
    long memtableBytes,
    long waitingBytes,
    Duration sealAfter,
    Duration sealEvery) {
  public TelemetryOptions {
    requireNonNull(clock, "clock is null");
    requireNonNull(sealAfter, "sealAfter is null");
    requireNonNull(sealEvery, "sealEvery is null");
    checkBytes("cacheBytes", cacheBytes);
    checkBytes("memtableBytes", memtableBytes);
    checkBytes("waitingBytes", waitingBytes);
  }

  private static void checkBytes(String name, long bytes) {
    if (bytes < 64 << 10) {
      throw new IllegalArgumentException("%s (%s) must be at least 65536".formatted(name, bytes));
    }
  }

  public static TelemetryOptions of(InstantSource clock) {
    return new TelemetryOptions(
        clock, 64L << 20, 96L << 20, 32L << 20, Duration.ofHours(6), Duration.ofMinutes(10));
  }

  public TelemetryOptions withSealEvery(Duration every) {
    return new TelemetryOptions(clock, cacheBytes, memtableBytes, waitingBytes, sealAfter, every);
  }

  public TelemetryOptions withWaitingBytes(long bytes) {
    return new TelemetryOptions(clock, cacheBytes, memtableBytes, bytes, sealAfter, sealEvery);
  }
}
