// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.backup;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What a backup says of itself, in its file {@value #FILE}.
 *
 * @param version of Greenheart
 * @param taken the instant of which everything in it is, by the server's clock
 * @param telemetryFormat of the folder {@code telemetry}
 * @param registrySchema of the file {@code registry/registry.db}
 * @param lastArrival the newest arrival in it
 * @param positions of the readers of the feed, none beyond it
 * @param bytes of all its files
 * @param leftOut keys that do not belong beside the data that they unseal, to be kept elsewhere
 * @param pausedMillis how long nothing was written meanwhile, in real time
 */
public record BackupManifest(
    String version,
    Instant taken,
    int telemetryFormat,
    int registrySchema,
    long lastArrival,
    Map<String, Long> positions,
    long bytes,
    List<String> leftOut,
    long pausedMillis) {
  public static final String FILE = "backup.json";

  public BackupManifest {
    requireNonNull(version, "version is null");
    requireNonNull(taken, "taken is null");
    positions = Map.copyOf(positions);
    leftOut = List.copyOf(leftOut);
  }
}
