// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.watch;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.util.Set;
import org.greenheart.server.limits.HeldLimits;
import org.greenheart.server.limits.StandingLimit;
import org.greenheart.storage.Decimal;

/**
 * A value that comes near its limit: early attention at 0.8, warning at 0.9 of the limit (design;
 * no clause asks for it). Above the limit it is an excess, which {@link AboveLimit} tells: this one
 * then neither begins nor ends. Of a lower end or a range nothing is near.
 *
 * @param share of the limit, above 0 and below 1
 */
record NearLimit(LimitedSignal limited, Decimal share) implements Condition {
  NearLimit {
    requireNonNull(limited, "limited is null");
    requireNonNull(share, "share is null");
  }

  @Override
  public Set<Signal> signals() {
    return limited.signals();
  }

  @Override
  public Signal lead() {
    return limited.signal();
  }

  @Override
  public HeldLimits heldAgainst() {
    return limited.limits();
  }

  @Override
  public Judgement judge(LatestSamples samples) {
    Sample sample = limited.fresh(samples);
    StandingLimit limit = sample == null ? null : limited.limit(sample.at());
    if (sample == null || limit == null || limit.isRange() || limit.upper().isEmpty()) {
      return Judgement.UNKNOWN;
    }
    LimitedSignal.Value judged = limited.value(sample, limit, samples);
    Decimal value = judged.value();
    if (value == null) {
      return judged.unjudged() == null ? Judgement.UNKNOWN : Judgement.unjudged(judged.unjudged());
    }
    if (limit.brokenBy(value).isPresent()) {
      return Judgement.between(value, limit.end());
    }
    BigDecimal from = limit.end().toBigDecimal().multiply(share.toBigDecimal());
    return Judgement.of(value.toBigDecimal().compareTo(from) >= 0, value, limit.end());
  }
}
