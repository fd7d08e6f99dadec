// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.watch;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.greenheart.storage.Decimal;

/**
 * A pump starts too often within an hour: a level sensor at fault or water leaking back. water.md
 * section 2, rule 6 (design: more than 6 to 10 starts). The judged value is the number of starts.
 *
 * @param pump current or state
 * @param most starts that are still well
 */
record ShortCycling(Signal pump, int most, Duration window) implements Condition {
  ShortCycling {
    requireNonNull(pump, "pump is null");
    requireNonNull(window, "window is null");
  }

  @Override
  public Set<Signal> signals() {
    return Set.of(pump);
  }

  @Override
  public Signal lead() {
    return pump;
  }

  @Override
  public Duration lookback() {
    return window;
  }

  @Override
  public Optional<String> unit() {
    return Optional.of("");
  }

  @Override
  public Judgement judge(LatestSamples samples) {
    if (samples.fresh(pump, Duration.ZERO).isEmpty()) {
      return Judgement.UNKNOWN;
    }
    int starts = 0;
    boolean rested = false;
    for (Sample sample : samples.window(pump, window)) {
      if (sample.countable()) {
        starts += rested && sample.positive() ? 1 : 0;
        rested = !sample.positive();
      }
    }
    return Judgement.of(starts > most, Decimal.of(starts), Decimal.of(most));
  }
}
