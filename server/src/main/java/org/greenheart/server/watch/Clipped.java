// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.watch;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Set;
import org.greenheart.server.limits.HeldLimits;
import org.greenheart.storage.Decimal;

/**
 * Values cut just under the limit: many lie in a narrow band below it and none above, as when a
 * value is capped before it is sent. The fourth of the four contradictions; design. The judged
 * value is the share within the band in percent.
 *
 * @param band width below the limit, a share of it: 0.05
 * @param percent of the window's values that must lie within the band
 * @param least how many valid values must be there before anything is said
 */
record Clipped(
    Signal signal, HeldLimits limits, Decimal band, Decimal percent, Duration window, int least)
    implements Condition {
  Clipped {
    requireNonNull(signal, "signal is null");
    requireNonNull(limits, "limits is null");
    requireNonNull(band, "band is null");
    requireNonNull(percent, "percent is null");
    requireNonNull(window, "window is null");
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
  public Duration lookback() {
    return window;
  }

  @Override
  public Judgement judge(LatestSamples samples) {
    Decimal limit = limits.at(samples.now()).orElse(null);
    if (limit == null || samples.fresh(signal, Duration.ZERO).isEmpty()) {
      return Judgement.UNKNOWN;
    }
    BigDecimal most = limit.toBigDecimal();
    BigDecimal from = most.multiply(BigDecimal.ONE.subtract(band.toBigDecimal()));
    int valid = 0;
    int within = 0;
    boolean above = false;
    for (Sample sample : samples.window(signal, window)) {
      Decimal value = sample.value();
      if (sample.countable() && value != null) {
        valid++;
        above |= value.compareTo(limit) > 0;
        within += value.toBigDecimal().compareTo(from) >= 0 ? 1 : 0;
      }
    }
    if (valid < least) {
      return Judgement.UNKNOWN;
    }
    Decimal share = new Decimal(within * 1000L / valid, 1);
    return Judgement.of(!above && share.compareTo(percent) >= 0, share, percent);
  }
}
