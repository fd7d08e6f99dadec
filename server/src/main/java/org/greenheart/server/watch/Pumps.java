// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.watch;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The pumps of a station, one signal each: a pump runs when its current (or its state) is above
 * zero.
 *
 * @param maxAge how old a signal may be and still speak for the moment
 */
record Pumps(List<Signal> signals, Duration maxAge) {
  Pumps {
    signals = List.copyOf(signals);
    requireNonNull(maxAge, "maxAge is null");
    if (signals.isEmpty()) {
      throw new IllegalArgumentException("signals must name at least one pump");
    }
  }

  /** Whether one runs; empty when none speaks. A pump that is silent counts as not running. */
  Optional<Boolean> anyRuns(LatestSamples samples) {
    List<Sample> known = known(samples);
    return known.isEmpty()
        ? Optional.empty()
        : Optional.of(known.stream().anyMatch(Sample::positive));
  }

  /** Whether all run; empty when one is silent. */
  Optional<Boolean> allRun(LatestSamples samples) {
    List<Sample> known = known(samples);
    return known.size() < signals.size()
        ? Optional.empty()
        : Optional.of(known.stream().allMatch(Sample::positive));
  }

  private List<Sample> known(LatestSamples samples) {
    return signals.stream().flatMap(pump -> samples.fresh(pump, maxAge).stream()).toList();
  }

  /** With another signal. */
  Set<Signal> and(Signal... others) {
    return Stream.concat(signals.stream(), Stream.of(others))
        .collect(Collectors.toUnmodifiableSet());
  }
}
