// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.watch;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.greenheart.storage.Decimal;

/**
 * It rains, the forebay of a pump station has reached the level at which a pump must start, and
 * none runs: the overflow to come. A pump runs when its current (or its state) is above zero.
 *
 * @param level of the forebay
 * @param startLevel at which the first pump must run, in the unit of the level; from the station's
 *     design book
 * @param pumps one signal each
 * @param rain rain intensity; any amount counts
 * @param maxAge how old a signal may be and still speak for the moment
 */
record PumpNotStarted(
    Signal level, Decimal startLevel, List<Signal> pumps, Signal rain, Duration maxAge)
    implements Condition {
  PumpNotStarted {
    requireNonNull(level, "level is null");
    requireNonNull(startLevel, "startLevel is null");
    requireNonNull(rain, "rain is null");
    requireNonNull(maxAge, "maxAge is null");
    pumps = List.copyOf(pumps);
    if (pumps.isEmpty()) {
      throw new IllegalArgumentException("pumps must name at least one signal");
    }
  }

  @Override
  public Set<Signal> signals() {
    return Stream.concat(Stream.of(level, rain), pumps.stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public Signal lead() {
    return level;
  }

  @Override
  public Duration memory() {
    return maxAge;
  }

  @Override
  public Judgement judge(LatestSamples samples) {
    Decimal height = samples.fresh(level, maxAge).map(Sample::value).orElse(null);
    Optional<Boolean> running = pumpRuns(samples);
    Optional<Boolean> raining = rains(samples);
    if (height == null || running.isEmpty() || raining.isEmpty()) {
      return Judgement.UNKNOWN;
    }
    boolean high = height.compareTo(startLevel) >= 0;
    // The end of the rain alone does not end it: the level must fall or a pump must run.
    if (!high || running.get()) {
      return new Judgement(Judgement.Verdict.DOES_NOT_HOLD, height, startLevel);
    }
    return raining.get()
        ? new Judgement(Judgement.Verdict.HOLDS, height, startLevel)
        : new Judgement(Judgement.Verdict.UNKNOWN, height, startLevel);
  }

  /** Empty when no pump speaks; a pump that is silent counts as not running. */
  Optional<Boolean> pumpRuns(LatestSamples samples) {
    List<Sample> known =
        pumps.stream().flatMap(pump -> samples.fresh(pump, maxAge).stream()).toList();
    return known.isEmpty()
        ? Optional.empty()
        : Optional.of(known.stream().anyMatch(Sample::positive));
  }

  Optional<Boolean> rains(LatestSamples samples) {
    return samples.fresh(rain, maxAge).map(Sample::positive);
  }
}
