// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.watch;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Set;
import org.greenheart.server.limits.HeldLimits;
import org.greenheart.storage.Decimal;

/**
 * A value that comes near its limit: early attention at 0.8, warning at 0.9 of the limit (design;
 * no clause asks for it). Above the limit it is an excess, which {@link AboveLimit} tells: this one
 * then neither begins nor ends.
 *
 * @param share of the limit, above 0 and below 1
 */
record NearLimit(Signal signal, HeldLimits limits, Decimal share) implements Condition {
  NearLimit {
    requireNonNull(signal, "signal is null");
    requireNonNull(limits, "limits is null");
    requireNonNull(share, "share is null");
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
  public HeldLimits heldAgainst() {
    return limits;
  }

  @Override
  public Judgement judge(LatestSamples samples) {
    Sample sample = samples.fresh(signal, Duration.ZERO).orElse(null);
    Decimal limit = sample == null ? null : limits.at(sample.at()).orElse(null);
    if (sample == null || sample.value() == null || limit == null) {
      return Judgement.UNKNOWN;
    }
    if (sample.value().compareTo(limit) > 0) {
      return Judgement.between(sample.value(), limit);
    }
    BigDecimal from = limit.toBigDecimal().multiply(share.toBigDecimal());
    boolean near = sample.value().toBigDecimal().compareTo(from) >= 0;
    return Judgement.of(near, sample.value(), limit);
  }
}
