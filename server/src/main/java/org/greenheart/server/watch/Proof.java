// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.watch;

import java.util.Set;

/**
 * The data's answer to whether a case may be closed. Takes the samples of the case's point in the
 * order of their time, from the opening of the case on. Not thread-safe.
 */
sealed interface Proof permits RainProof, BelowLimitProof, ValidDaysProof {
  /** What it listens to. */
  Set<Signal> signals();

  /** Looks at the point as of {@link LatestSamples#now}. */
  void step(LatestSamples samples);

  Progress progress();
}
