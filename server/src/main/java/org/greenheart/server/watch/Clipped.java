// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.watch;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Set;
import org.greenheart.server.limits.HeldLimits;
import org.greenheart.server.limits.StandingLimit;
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
record Clipped(LimitedSignal limited, Decimal band, Decimal percent, Duration window, int least)
    implements Condition {
  Clipped {
    requireNonNull(limited, "limited is null");
    requireNonNull(band, "band is null");
    requireNonNull(percent, "percent is null");
    requireNonNull(window, "window is null");
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
  public Duration lookback() {
    return window;
  }

  @Override
  public Judgement judge(LatestSamples samples) {
    StandingLimit limit = limited.limit(samples.now());
    if (limit == null
        || limit.isRange()
        || limit.upper().isEmpty()
        || limited.fresh(samples) == null) {
      return Judgement.UNKNOWN;
    }
    BigDecimal most = limit.end().toBigDecimal();
    BigDecimal from = most.multiply(BigDecimal.ONE.subtract(band.toBigDecimal()));
    int valid = 0;
    int within = 0;
    boolean above = false;
    for (Sample sample : samples.window(limited.signal(), window)) {
      Decimal value = sample.countable() ? limited.value(sample, limit, samples).value() : null;
      if (value != null) {
        valid++;
        above |= limit.brokenBy(value).isPresent();
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
