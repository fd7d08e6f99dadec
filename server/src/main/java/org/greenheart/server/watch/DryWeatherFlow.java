// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.watch;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.greenheart.storage.Decimal;

/**
 * Flow without rain: an outfall that runs in dry weather discharges sewage (water.md section 2,
 * rule 9), a station that moves more than its dry-weather baseline takes in what it should not
 * (rule 8). Design; the threshold is the site's.
 *
 * @param flow in its own unit
 * @param above from which on there is flow: a little above zero at an outfall, 1.5 times the
 *     baseline at a station
 * @param rain by the same interval; any amount counts
 * @param dry how long no rain must have fallen: 24 to 48 h
 */
record DryWeatherFlow(Signal flow, Decimal above, Signal rain, Duration dry) implements Condition {
  DryWeatherFlow {
    requireNonNull(flow, "flow is null");
    requireNonNull(above, "above is null");
    requireNonNull(rain, "rain is null");
    requireNonNull(dry, "dry is null");
  }

  @Override
  public Set<Signal> signals() {
    return Set.of(flow, rain);
  }

  @Override
  public Signal lead() {
    return flow;
  }

  @Override
  public Duration lookback() {
    return dry;
  }

  @Override
  public Judgement judge(LatestSamples samples) {
    Decimal moved = samples.fresh(flow, Duration.ZERO).map(Sample::value).orElse(null);
    List<Sample> rains = samples.window(rain, dry).stream().filter(Sample::countable).toList();
    if (moved == null || rains.isEmpty()) {
      return Judgement.UNKNOWN;
    }
    if (moved.compareTo(above) <= 0 || rains.stream().anyMatch(Sample::positive)) {
      return Judgement.of(false, moved, above);
    }
    // The gauge must have been seen for nearly all of the time, else nobody knows that it was dry.
    Duration seen = Duration.between(rains.getFirst().at(), samples.now());
    return seen.compareTo(dry.multipliedBy(9).dividedBy(10)) < 0
        ? Judgement.UNKNOWN
        : Judgement.of(true, moved, above);
  }
}
