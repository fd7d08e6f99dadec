// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.watch;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.greenheart.storage.Decimal;

/**
 * A device's clock differs from ours: the time of a real-time row against that of its receipt.
 * Ahead is certain; behind may also be a backlog, so give the rule a dwell. Design (hj212.md
 * section 11: never refuse data for it). The judged value is the difference in seconds, positive
 * when the device is ahead.
 *
 * @param tolerance how much is well
 */
record ClockSkew(Signal signal, Duration tolerance) implements Condition {
  ClockSkew {
    requireNonNull(signal, "signal is null");
    requireNonNull(tolerance, "tolerance is null");
  }

  @Override
  public Set<Signal> signals() {
    return Set.of(signal);
  }

  @Override
  public Signal lead() {
    return signal;
  }

  @Override
  public Optional<String> unit() {
    return Optional.of("s");
  }

  @Override
  public Judgement judge(LatestSamples samples) {
    Sample sample = samples.newest(signal).orElse(null);
    if (sample == null || sample.received() == null || !sample.at().equals(samples.now())) {
      return Judgement.UNKNOWN;
    }
    Duration ahead = Duration.between(sample.received(), sample.at());
    Decimal seconds = Decimal.of(ahead.toSeconds());
    return Judgement.of(
        ahead.abs().compareTo(tolerance) > 0, seconds, Decimal.of(tolerance.toSeconds()));
  }
}
