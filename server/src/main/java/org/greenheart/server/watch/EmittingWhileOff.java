// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.watch;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Set;
import org.greenheart.storage.Decimal;

/**
 * The treatment facility is off (state 0, HJ 212-2017 SBx-RS, or no current) while the source
 * emits: the first of the four contradictions. The judged value is the emission.
 *
 * @param facility state or current; zero means off
 * @param emission flow or concentration
 * @param above from which on the source emits, in the unit of the emission
 * @param maxAge how old a signal may be and still speak for the moment
 */
record EmittingWhileOff(Signal facility, Signal emission, Decimal above, Duration maxAge)
    implements Condition {
  EmittingWhileOff {
    requireNonNull(facility, "facility is null");
    requireNonNull(emission, "emission is null");
    requireNonNull(above, "above is null");
    requireNonNull(maxAge, "maxAge is null");
  }

  @Override
  public Set<Signal> signals() {
    return Set.of(facility, emission);
  }

  @Override
  public Signal lead() {
    return emission;
  }

  @Override
  public Duration memory() {
    return maxAge;
  }

  @Override
  public Judgement judge(LatestSamples samples) {
    Sample state = samples.fresh(facility, maxAge).orElse(null);
    Decimal value = samples.fresh(emission, maxAge).map(Sample::value).orElse(null);
    if (state == null || value == null) {
      return Judgement.UNKNOWN;
    }
    return Judgement.of(!state.positive() && value.compareTo(above) > 0, value, above);
  }
}
