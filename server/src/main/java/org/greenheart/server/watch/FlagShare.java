// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.watch;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.greenheart.storage.Decimal;

/**
 * Too many of the last values carry a mark other than N (HJ 212-2017 table 8): cems.md section 8,
 * item 7, design. The judged value is the share in percent.
 *
 * @param percent at which it holds, above 0 and up to 100
 * @param window what is looked back on
 * @param least how many values must be there before anything is said
 */
record FlagShare(Signal signal, Decimal percent, Duration window, int least) implements Condition {
  FlagShare {
    requireNonNull(signal, "signal is null");
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
  public Duration lookback() {
    return window;
  }

  @Override
  public Optional<String> unit() {
    return Optional.of("%");
  }

  @Override
  public Judgement judge(LatestSamples samples) {
    List<Sample> past = samples.window(signal, window);
    if (past.size() < least) {
      return Judgement.UNKNOWN;
    }
    long marked = past.stream().filter(sample -> !MarkUse.VALUE.counts(sample.flag())).count();
    Decimal share = new Decimal(marked * 1000 / past.size(), 1);
    return Judgement.of(share.compareTo(percent) >= 0, share, percent);
  }
}
