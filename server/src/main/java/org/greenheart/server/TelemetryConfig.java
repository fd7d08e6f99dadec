// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server;

import java.time.Duration;
import java.time.InstantSource;
import org.greenheart.storage.telemetry.TelemetryOptions;

/**
 * How the telemetry store uses memory and when it packs rows.
 *
 * @param cacheBytes memory for blocks that were read
 * @param memtableBytes memory for rows and frames not yet in sorted files
 * @param waitingBytes frames read and not yet on disk; beyond it the intake stops reading
 * @param sealAfter rows this old are packed
 */
public record TelemetryConfig(
    long cacheBytes, long memtableBytes, long waitingBytes, Duration sealAfter) {
  private static final long LEAST_BYTES = 1 << 20;

  static TelemetryConfig from(Settings settings) {
    return new TelemetryConfig(
        settings.size(Key.TELEMETRY_CACHE, LEAST_BYTES),
        settings.size(Key.TELEMETRY_MEMTABLE, LEAST_BYTES),
        settings.size(Key.TELEMETRY_WAITING, LEAST_BYTES),
        settings.duration(Key.TELEMETRY_SEAL_AFTER));
  }

  TelemetryOptions options(InstantSource clock) {
    return new TelemetryOptions(
        clock,
        cacheBytes,
        memtableBytes,
        waitingBytes,
        sealAfter,
        TelemetryOptions.of(clock).sealEvery());
  }
}
