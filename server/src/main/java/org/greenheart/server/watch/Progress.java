// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.watch;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far a proof has come.
 *
 * @param done how many of what is needed stand
 * @param needed how many must stand
 * @param fulfilledAt the time in the data at which it was fulfilled; null until then
 * @param steps what was looked at, oldest first
 */
record Progress(int done, int needed, @Nullable Instant fulfilledAt, List<Step> steps) {
  Progress {
    if (needed < 1) {
      throw new IllegalArgumentException("needed (%s) must be positive".formatted(needed));
    }
    steps = List.copyOf(steps);
  }

  boolean fulfilled() {
    return fulfilledAt != null;
  }

  /** One thing that was looked at: a rain, a row of hours. */
  record Step(Instant from, Instant to, Outcome outcome) {
    Step {
      requireNonNull(from, "from is null");
      requireNonNull(to, "to is null");
      requireNonNull(outcome, "outcome is null");
    }
  }

  /** What came of it. */
  enum Outcome {
    /** Counts for the proof. */
    PASSED,
    /** Speaks against it: the count begins anew. */
    FAILED,
    /** Says nothing: the rain was too light, the hour is not valid. */
    NEUTRAL
  }
}
