// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.watch;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.greenheart.storage.Decimal;

/**
 * A pump runs although the forebay is at or below the level that protects it from running dry:
 * water.md section 2, rule 3 (design; the level is that of the station's design book).
 *
 * @param level of the forebay
 * @param stopLevel L0, in the unit of the level
 */
record DryRun(Signal level, Decimal stopLevel, Pumps pumps) implements Condition {
  DryRun {
    requireNonNull(level, "level is null");
    requireNonNull(stopLevel, "stopLevel is null");
    requireNonNull(pumps, "pumps is null");
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
  public Duration memory() {
    return pumps.maxAge();
  }

  @Override
  public Worst worst() {
    return Worst.LOWEST;
  }

  @Override
  public Judgement judge(LatestSamples samples) {
    Decimal height = samples.fresh(level, pumps.maxAge()).map(Sample::value).orElse(null);
    Optional<Boolean> running = pumps.anyRuns(samples);
    return height == null || running.isEmpty()
        ? Judgement.UNKNOWN
        : Judgement.of(height.compareTo(stopLevel) <= 0 && running.get(), height, stopLevel);
  }
}
