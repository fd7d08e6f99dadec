// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.watch;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.greenheart.storage.Decimal;

/**
 * A value above its limit. The limit comes from the point's permit and is that of the data's day:
 * see {@link Limits}.
 */
record AboveLimit(Signal signal, Limits limits) implements Condition {
  AboveLimit {
    requireNonNull(signal, "signal is null");
    requireNonNull(limits, "limits is null");
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
  public Judgement judge(LatestSamples samples) {
    Sample sample = samples.fresh(signal, Duration.ZERO).orElse(null);
    if (sample == null || sample.value() == null) {
      return Judgement.UNKNOWN;
    }
    Decimal limit = limits.at(sample.at()).orElse(null);
    if (limit == null) {
      return Judgement.UNKNOWN;
    }
    Judgement.Verdict verdict =
        sample.value().compareTo(limit) > 0
            ? Judgement.Verdict.HOLDS
            : Judgement.Verdict.DOES_NOT_HOLD;
    return new Judgement(verdict, sample.value(), limit);
  }

  /** Which limit held at a moment. */
  interface Limits {
    Optional<Decimal> at(Instant moment);
  }
}
