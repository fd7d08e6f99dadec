// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.watch;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A value that has not changed for so long that the sensor must be frozen (cems.md section 8, item
 * 7; water.md section 2, rule 12: design). Marked values neither prolong nor break it.
 *
 * @param during how long
 * @param moving a signal above zero while the value should move, such as a pump that runs; null for
 *     always
 * @param maxAge how old the moving signal may be and still speak for the moment
 */
record Constant(Signal signal, Duration during, @Nullable Signal moving, Duration maxAge)
    implements Condition {
  Constant {
    requireNonNull(signal, "signal is null");
    requireNonNull(during, "during is null");
    requireNonNull(maxAge, "maxAge is null");
  }

  @Override
  public Set<Signal> signals() {
    return moving == null ? Set.of(signal) : Set.of(signal, moving);
  }

  @Override
  public Signal lead() {
    return signal;
  }

  @Override
  public Duration memory() {
    return during;
  }

  @Override
  public Judgement judge(LatestSamples samples) {
    Sample sample = samples.fresh(signal, maxAge).orElse(null);
    Instant since = samples.unchangedSince(signal).orElse(null);
    if (sample == null || since == null) {
      return Judgement.UNKNOWN;
    }
    if (Duration.between(since, sample.at()).compareTo(during) < 0) {
      return Judgement.of(false, sample.value(), null);
    }
    if (moving == null) {
      return Judgement.of(true, sample.value(), null);
    }
    return samples
        .fresh(moving, maxAge)
        .map(pump -> Judgement.of(pump.positive(), sample.value(), null))
        .orElse(Judgement.UNKNOWN);
  }
}
