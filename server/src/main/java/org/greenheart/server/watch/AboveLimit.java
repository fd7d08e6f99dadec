// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.watch;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.util.Set;
import org.greenheart.regulation.rules.Exact;
import org.greenheart.server.limits.HeldLimits;
import org.greenheart.server.limits.StandingLimit;
import org.greenheart.storage.Decimal;

/**
 * A value beyond its limit: the rule's own, or the one that holds at the point on the data's day.
 * Above an upper end, below a lower one, outside a range; a value equal to the limit complies.
 *
 * @param clearShare of the limit at or below which the excess is over: 1, or less for hysteresis; a
 *     lower end is divided by it; of a range, such as pH, a share means nothing
 */
record AboveLimit(LimitedSignal limited, Decimal clearShare) implements Condition {
  private static final Decimal WHOLE = Decimal.of(1);

  AboveLimit {
    requireNonNull(limited, "limited is null");
    requireNonNull(clearShare, "clearShare is null");
  }

  AboveLimit(Signal signal, HeldLimits limits) {
    this(new LimitedSignal(signal, limits), WHOLE);
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
  public Worst worst() {
    return Worst.FARTHEST;
  }

  @Override
  public Judgement judge(LatestSamples samples) {
    Sample sample = limited.fresh(samples);
    StandingLimit limit = sample == null ? null : limited.limit(sample.at());
    if (sample == null || limit == null) {
      return Judgement.UNKNOWN;
    }
    LimitedSignal.Value judged = limited.value(sample, limit, samples);
    Decimal value = judged.value();
    if (value == null) {
      return judged.unjudged() == null ? Judgement.UNKNOWN : Judgement.unjudged(judged.unjudged());
    }
    Decimal broken = limit.brokenBy(value).orElse(null);
    if (broken != null) {
      return Judgement.of(true, value, broken);
    }
    return isOver(value, limit)
        ? Judgement.of(false, value, limit.end())
        : Judgement.between(value, limit.end());
  }

  private boolean isOver(Decimal value, StandingLimit limit) {
    if (clearShare.equals(WHOLE) || limit.isRange()) {
      return true;
    }
    BigDecimal number = value.toBigDecimal();
    BigDecimal end = limit.end().toBigDecimal();
    return limit.upper().isPresent()
        ? number.compareTo(end.multiply(clearShare.toBigDecimal())) <= 0
        : number.compareTo(Exact.divide(end, clearShare.toBigDecimal())) >= 0;
  }

  @Override
  public HeldLimits heldAgainst() {
    return limited.limits();
  }
}
