// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.watch;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Set;
import org.greenheart.storage.Decimal;
import org.jspecify.annotations.Nullable;

/**
 * A value at or beyond a bound: a level that is too high, a screen that is clogged, gas in the
 * chamber, a reading that the instrument cannot have. Bounds are in the unit of the signal.
 *
 * @param low null for none; a value at it (or below it, see {@code inclusive}) holds
 * @param high null for none
 * @param inclusive whether the bound itself counts as beyond
 * @param margin hysteresis: so far within the bounds it must come back before it is over
 */
record OutsideBounds(
    Signal signal, @Nullable Decimal low, @Nullable Decimal high, boolean inclusive, Decimal margin)
    implements Condition {
  OutsideBounds {
    requireNonNull(signal, "signal is null");
    requireNonNull(margin, "margin is null");
    if (low == null && high == null) {
      throw new IllegalArgumentException("neither low nor high is given");
    }
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
    Decimal value = samples.fresh(signal, Duration.ZERO).map(Sample::value).orElse(null);
    if (value == null) {
      return Judgement.UNKNOWN;
    }
    BigDecimal number = value.toBigDecimal();
    BigDecimal back = margin.toBigDecimal();
    int needed = inclusive ? 0 : 1;
    if (high != null && value.compareTo(high) >= needed) {
      return Judgement.of(true, value, high);
    }
    if (low != null && low.compareTo(value) >= needed) {
      return Judgement.of(true, value, low);
    }
    boolean near =
        back.signum() > 0
            && ((high != null && number.compareTo(high.toBigDecimal().subtract(back)) > 0)
                || (low != null && number.compareTo(low.toBigDecimal().add(back)) < 0));
    Decimal against = high == null ? low : high;
    return near ? Judgement.between(value, against) : Judgement.of(false, value, against);
  }
}
