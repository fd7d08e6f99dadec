// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.watch;

import static java.util.Objects.requireNonNull;

import java.util.Set;

/**
 * Nothing comes. Never told by samples: {@link Silences} tells it by the clock.
 *
 * @param lead names the alarm
 */
record Silent(Signal lead) implements Condition {
  Silent {
    requireNonNull(lead, "lead is null");
  }

  @Override
  public Set<Signal> signals() {
    return Set.of(lead);
  }

  @Override
  public Judgement judge(LatestSamples samples) {
    return Judgement.UNKNOWN;
  }
}
