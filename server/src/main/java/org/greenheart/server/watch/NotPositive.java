// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.watch;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Set;
import org.greenheart.storage.Decimal;
import org.jspecify.annotations.Nullable;

/**
 * Zero or less where something must be measured (cems.md section 8, item 7: design).
 *
 * @param zeroCounts whether zero itself is suspicious, or only what is below
 * @param moving a signal above zero while there must be a value, such as the flow; null for always
 * @param maxAge how old the moving signal may be and still speak for the moment
 */
record NotPositive(Signal signal, boolean zeroCounts, @Nullable Signal moving, Duration maxAge)
    implements Condition {
  private static final Decimal ZERO = Decimal.of(0);

  NotPositive {
    requireNonNull(signal, "signal is null");
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
  public Judgement judge(LatestSamples samples) {
    Decimal value = samples.fresh(signal, maxAge).map(Sample::value).orElse(null);
    if (value == null) {
      return Judgement.UNKNOWN;
    }
    boolean low = zeroCounts ? value.compareTo(ZERO) <= 0 : value.compareTo(ZERO) < 0;
    if (!low || moving == null) {
      return Judgement.of(low, value, ZERO);
    }
    return samples
        .fresh(moving, maxAge)
        .map(flow -> Judgement.of(flow.positive(), value, ZERO))
        .orElse(Judgement.UNKNOWN);
  }
}
