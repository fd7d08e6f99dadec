// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.watch;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.greenheart.storage.Decimal;

/**
 * All pumps run and the level still rises: water.md section 2, rule 4 (design: over 15 minutes).
 *
 * @param level of the forebay
 * @param window over which it rises
 * @param rise by how much, in the unit of the level; above zero
 */
record CapacityExceeded(Signal level, Pumps pumps, Duration window, Decimal rise)
    implements Condition {
  CapacityExceeded {
    requireNonNull(level, "level is null");
    requireNonNull(pumps, "pumps is null");
    requireNonNull(window, "window is null");
    requireNonNull(rise, "rise is null");
  }

  @Override
  public Set<Signal> signals() {
    return pumps.and(level);
  }

  @Override
  public Signal lead() {
    return level;
  }

  @Override
  public Duration lookback() {
    return window.plus(pumps.maxAge());
  }

  @Override
  public Judgement judge(LatestSamples samples) {
    Decimal height = samples.fresh(level, pumps.maxAge()).map(Sample::value).orElse(null);
    Optional<Boolean> running = pumps.allRun(samples);
    if (height == null || running.isEmpty()) {
      return Judgement.UNKNOWN;
    }
    if (!running.get() || restedWithin(samples)) {
      return Judgement.of(false, height, null);
    }
    Instant begin = samples.now().minus(window);
    Decimal first =
        samples.window(level, lookback()).stream()
            .filter(sample -> sample.countable() && !sample.at().isAfter(begin))
            .map(Sample::value)
            .reduce(null, (earlier, later) -> later);
    if (first == null) {
      return Judgement.UNKNOWN;
    }
    boolean rises =
        height.toBigDecimal().subtract(first.toBigDecimal()).compareTo(rise.toBigDecimal()) >= 0;
    return Judgement.of(rises, height, first);
  }

  private boolean restedWithin(LatestSamples samples) {
    return pumps.signals().stream()
        .flatMap(pump -> samples.window(pump, window).stream())
        .anyMatch(sample -> sample.countable() && !sample.positive());
  }
}
