// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.watch;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.greenheart.server.limits.HeldLimits;

/**
 * What a rule looks for at one point. Pure: the same samples always give the same judgement.
 *
 * <p>Each looks only at {@link LatestSamples}; one that looks back says how far, so that the point
 * keeps no more than that.
 */
sealed interface Condition
    permits AboveLimit,
        NearLimit,
        OutsideBounds,
        Constant,
        NotPositive,
        FlagShare,
        EmittingWhileOff,
        PartsAboveTotal,
        InletBelowOutlet,
        Clipped,
        MarkedBeforeExcess,
        RemovalLow,
        PumpNotStarted,
        DryRun,
        CapacityExceeded,
        Clogging,
        ShortCycling,
        DryWeatherFlow,
        ColourLevels,
        TooFewMinutes,
        ClockSkew,
        Silent {
  /** What it listens to. */
  Set<Signal> signals();

  /** The signal whose value is judged: it names the alarm. */
  Signal lead();

  /** The unit of what it judges, where that is not the unit of the lead: a share or a count. */
  default Optional<String> unit() {
    return Optional.empty();
  }

  /** Which of the values that it judges is the worst. */
  default Worst worst() {
    return Worst.HIGHEST;
  }

  /** The limits that values are held against; none for a condition that asks for none. */
  default HeldLimits heldAgainst() {
    return HeldLimits.NONE;
  }

  /** How much of the past it reads; at most what {@link LatestSamples} keeps. */
  default Duration lookback() {
    return Duration.ZERO;
  }

  /** How much of the past decides a judgement. */
  default Duration memory() {
    return lookback();
  }

  /** Judges the point as of {@link LatestSamples#now}. */
  Judgement judge(LatestSamples samples);
}
