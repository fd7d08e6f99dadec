// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * What the disk held at a time, in bytes and rows.
 *
 * @param used bytes of the data folder
 * @param free bytes that could still be written
 * @param frames bytes of these that raw frames take
 * @param observations bytes of these that rows take
 * @param realtimeRows rows of realtime Datastreams
 * @param minuteRows rows of minute Datastreams
 * @param lastingRows rows of hour and day Datastreams
 */
public record DiskSample(
    Instant at,
    long used,
    long free,
    long frames,
    long observations,
    long realtimeRows,
    long minuteRows,
    long lastingRows) {
  public DiskSample {
    requireNonNull(at, "at is null");
  }
}
