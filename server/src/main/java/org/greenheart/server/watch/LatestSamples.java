// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The newest sample of each signal of one point, as of the moment that the watch has come to. Not
 * thread-safe.
 */
final class LatestSamples {
  private final Map<Signal, Sample> newest = new HashMap<>();
  private Instant now = Instant.MIN;

  void put(Sample sample) {
    newest.put(sample.signal(), sample);
    if (sample.at().isAfter(now)) {
      now = sample.at();
    }
  }

  /** The time of the newest sample of all. */
  Instant now() {
    return now;
  }

  /** The newest countable sample, unless it is older than {@code maxAge}. */
  Optional<Sample> fresh(Signal signal, Duration maxAge) {
    Sample sample = newest.get(signal);
    return sample == null || !sample.countable() || sample.at().plus(maxAge).isBefore(now)
        ? Optional.empty()
        : Optional.of(sample);
  }
}
