// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.watch;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.greenheart.server.limits.HeldLimits;
import org.greenheart.server.limits.StandingLimit;
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
record MarkedBeforeExcess(LimitedSignal limited, Set<String> flags, Duration within)
    implements Condition {
  MarkedBeforeExcess {
    requireNonNull(limited, "limited is null");
    requireNonNull(within, "within is null");
    flags = Set.copyOf(flags);
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

  /** The mark's time and as much before it, to see how it began. */
  @Override
  public Duration lookback() {
    return within.multipliedBy(2);
  }

  @Override
  public Worst worst() {
    return Worst.FARTHEST;
  }

  @Override
  public Judgement judge(LatestSamples samples) {
    StandingLimit limit = limited.limit(samples.now());
    List<Sample> past = samples.window(limited.signal(), lookback());
    if (limit == null || past.isEmpty()) {
      return Judgement.UNKNOWN;
    }
    Sample last = past.getLast();
    int begin = begin(past);
    if (begin < 0) {
      return last.countable()
          ? Judgement.of(false, value(last, limit, samples), limit.end())
          : Judgement.UNKNOWN;
    }
    Sample before = past.get(begin - 1);
    boolean young = Duration.between(past.get(begin).at(), last.at()).compareTo(within) <= 0;
    Decimal hidden = marked(last) ? limited.hidden(last, limit, samples) : null;
    Optional<Decimal> broken = hidden == null ? Optional.empty() : limit.brokenBy(hidden);
    if (young && broken.isPresent()) {
      return Judgement.of(true, hidden, broken.get());
    }
    if (marked(last)) {
      return Judgement.UNKNOWN;
    }
    Decimal value = value(last, limit, samples);
    Optional<Decimal> after = value == null ? Optional.empty() : limit.brokenBy(value);
    boolean bracketed = young && after.isPresent() && breaks(before, limit, samples);
    return Judgement.of(bracketed, value, after.orElse(limit.end()));
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

  private @Nullable Decimal value(Sample sample, StandingLimit limit, LatestSamples samples) {
    return limited.value(sample, limit, samples).value();
  }

  private boolean breaks(Sample sample, StandingLimit limit, LatestSamples samples) {
    Decimal value = value(sample, limit, samples);
    return value != null && limit.brokenBy(value).isPresent();
  }
}
