// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.watch;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Set;
import org.greenheart.server.limits.HeldLimits;
import org.greenheart.storage.Decimal;

/**
 * A value above its limit: the rule's own, or the one that holds at the point on the data's day. A
 * value equal to the limit complies.
 *
 * @param clearShare of the limit at or below which the excess is over: 1, or less for hysteresis
 */
record AboveLimit(Signal signal, HeldLimits limits, Decimal clearShare) implements Condition {
  private static final Decimal WHOLE = Decimal.of(1);

  AboveLimit {
    requireNonNull(signal, "signal is null");
    requireNonNull(limits, "limits is null");
    requireNonNull(clearShare, "clearShare is null");
  }

  AboveLimit(Signal signal, HeldLimits limits) {
    this(signal, limits, WHOLE);
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
    if (sample.value().compareTo(limit) > 0) {
      return Judgement.of(true, sample.value(), limit);
    }
    boolean over =
        clearShare.equals(WHOLE)
            || sample
                    .value()
                    .toBigDecimal()
                    .compareTo(limit.toBigDecimal().multiply(clearShare.toBigDecimal()))
                <= 0;
    return over
        ? Judgement.of(false, sample.value(), limit)
        : Judgement.between(sample.value(), limit);
  }

  @Override
  public HeldLimits heldAgainst() {
    return limits;
  }
}
