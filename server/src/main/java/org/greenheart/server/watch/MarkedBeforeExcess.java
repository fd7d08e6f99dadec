// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.watch;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.greenheart.server.limits.HeldLimits;
import org.greenheart.storage.Decimal;
import org.jspecify.annotations.Nullable;

/**
 * A mark set just before an excess: a calibration or maintenance mark begins, and within minutes
 * the marked value, by its mean before correction (RawAvg of HJ 212-2025) or by its neighbours,
 * would have been above the limit. False marking is falsification (marking rules 2022, announcement
 * 21); this raises a suspicion for a person to look at, no more.
 *
 * @param flags that are looked at, such as C and M
 * @param within how long after the mark began
 */
record MarkedBeforeExcess(Signal signal, HeldLimits limits, Set<String> flags, Duration within)
    implements Condition {
  MarkedBeforeExcess {
    requireNonNull(signal, "signal is null");
    requireNonNull(limits, "limits is null");
    requireNonNull(within, "within is null");
    flags = Set.copyOf(flags);
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

  /** The mark's time and as much before it, to see how it began. */
  @Override
  public Duration lookback() {
    return within.multipliedBy(2);
  }

  @Override
  public Judgement judge(LatestSamples samples) {
    Decimal limit = limits.at(samples.now()).orElse(null);
    List<Sample> past = samples.window(signal, lookback());
    if (limit == null || past.isEmpty()) {
      return Judgement.UNKNOWN;
    }
    Sample last = past.getLast();
    int begin = begin(past);
    if (begin < 0) {
      return last.countable() ? Judgement.of(false, last.value(), limit) : Judgement.UNKNOWN;
    }
    Sample before = past.get(begin - 1);
    boolean young = Duration.between(past.get(begin).at(), last.at()).compareTo(within) <= 0;
    Decimal hidden = marked(last) ? known(last) : null;
    if (hidden != null && young && hidden.compareTo(limit) > 0) {
      return Judgement.of(true, hidden, limit);
    }
    boolean bracketed = !marked(last) && young && above(before, limit) && above(last, limit);
    if (bracketed) {
      return Judgement.of(true, last.value(), limit);
    }
    return marked(last) ? Judgement.UNKNOWN : Judgement.of(false, last.value(), limit);
  }

  /** Where the newest mark begins that has an unmarked value before it; below zero for none. */
  private int begin(List<Sample> past) {
    for (int i = past.size() - 1; i > 0; i--) {
      if (marked(past.get(i)) && !marked(past.get(i - 1))) {
        return i;
      }
    }
    return -1;
  }

  private boolean marked(Sample sample) {
    return sample.flag() != null && flags.contains(sample.flag());
  }

  private static @Nullable Decimal known(Sample sample) {
    return sample.raw() == null ? sample.value() : sample.raw();
  }

  private static boolean above(Sample sample, Decimal limit) {
    return sample.value() != null && sample.value().compareTo(limit) > 0;
  }
}
