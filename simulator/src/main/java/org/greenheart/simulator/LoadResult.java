// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.simulator;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * What a load measured, without its warm-up.
 *
 * @param answered frames answered
 * @param took real time
 * @param broken connections that ended before their time
 * @param median time from a frame's sending to its answer, as are the next ones
 */
public record LoadResult(
    long answered,
    Duration took,
    int broken,
    Duration median,
    Duration p95,
    Duration p99,
    Duration max) {
  public LoadResult {
    requireNonNull(took, "took is null");
  }

  /** Answered frames per second. */
  public double framesPerSecond() {
    return answered * 1e9 / took.toNanos();
  }
}
