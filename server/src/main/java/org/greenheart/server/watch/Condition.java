// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.watch;

import java.util.Set;

/** What a rule looks for at one point. Pure: the same samples always give the same judgement. */
sealed interface Condition permits AboveLimit, PumpNotStarted {
  /** What it listens to. */
  Set<Signal> signals();

  /** Judges the point as of {@link LatestSamples#now}. */
  Judgement judge(LatestSamples samples);
}
