// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.watch;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Set;
import org.greenheart.storage.Decimal;

/**
 * A pump runs with a current within its range but moves less than a share of its rated flow:
 * clogged, air in the pipe, or a valve closed. water.md section 2, rule 5 (design: 30 %).
 *
 * @param current of the pump, in A
 * @param lowest current of a pump that works, in A
 * @param highest current of a pump that works, in A
 * @param flow of the station or pump
 * @param least flow in its unit: the rated flow times the share
 */
record Clogging(
    Signal current, Decimal lowest, Decimal highest, Signal flow, Decimal least, Duration maxAge)
    implements Condition {
  Clogging {
    requireNonNull(current, "current is null");
    requireNonNull(lowest, "lowest is null");
    requireNonNull(highest, "highest is null");
    requireNonNull(flow, "flow is null");
    requireNonNull(least, "least is null");
    requireNonNull(maxAge, "maxAge is null");
  }

  @Override
  public Set<Signal> signals() {
    return Set.of(current, flow);
  }

  @Override
  public Signal lead() {
    return flow;
  }

  @Override
  public Duration memory() {
    return maxAge;
  }

  @Override
  public Worst worst() {
    return Worst.LOWEST;
  }

  @Override
  public Judgement judge(LatestSamples samples) {
    Decimal amperes = samples.fresh(current, maxAge).map(Sample::value).orElse(null);
    Decimal moved = samples.fresh(flow, maxAge).map(Sample::value).orElse(null);
    if (amperes == null || moved == null) {
      return Judgement.UNKNOWN;
    }
    boolean works = amperes.compareTo(lowest) >= 0 && amperes.compareTo(highest) <= 0;
    return Judgement.of(works && moved.compareTo(least) < 0, moved, least);
  }
}
