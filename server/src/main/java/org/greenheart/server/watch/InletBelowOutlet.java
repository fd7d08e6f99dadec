// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.watch;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Set;
import org.greenheart.storage.Decimal;

/**
 * Less goes into a treatment facility than comes out of it: the third of the four contradictions.
 * Concentrations of one time and one unit; the judged value is that of the outlet.
 *
 * @param inlet at another point
 * @param tolerance by which the outlet may be above the inlet, a share of the inlet: 0.1
 * @param maxAge how old the other value may be and still be compared
 */
record InletBelowOutlet(Signal inlet, Signal outlet, Decimal tolerance, Duration maxAge)
    implements Condition {
  InletBelowOutlet {
    requireNonNull(inlet, "inlet is null");
    requireNonNull(outlet, "outlet is null");
    requireNonNull(tolerance, "tolerance is null");
    requireNonNull(maxAge, "maxAge is null");
  }

  @Override
  public Set<Signal> signals() {
    return Set.of(inlet, outlet);
  }

  @Override
  public Signal lead() {
    return outlet;
  }

  @Override
  public Duration memory() {
    return maxAge;
  }

  @Override
  public Judgement judge(LatestSamples samples) {
    Decimal before = samples.fresh(inlet, maxAge).map(Sample::value).orElse(null);
    Decimal after = samples.fresh(outlet, maxAge).map(Sample::value).orElse(null);
    if (before == null || after == null) {
      return Judgement.UNKNOWN;
    }
    BigDecimal most = before.toBigDecimal().multiply(BigDecimal.ONE.add(tolerance.toBigDecimal()));
    return Judgement.of(after.toBigDecimal().compareTo(most) > 0, after, before);
  }
}
