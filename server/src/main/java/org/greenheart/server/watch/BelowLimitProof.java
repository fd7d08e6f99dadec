// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.watch;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * So many valid values in a row for which the rule's condition does not hold, such as values at or
 * below the limit. One for which it holds begins the count anew; a value that is marked or missing
 * says nothing.
 */
final class BelowLimitProof implements Proof {
  private final Condition condition;
  private final int needed;
  private final List<Progress.Step> steps = new ArrayList<>();
  private int done;
  private @Nullable Instant runStart;
  private @Nullable Instant last;
  private @Nullable Instant fulfilledAt;

  BelowLimitProof(Condition condition, int needed) {
    this.condition = requireNonNull(condition, "condition is null");
    if (needed < 1) {
      throw new IllegalArgumentException("needed (%s) must be positive".formatted(needed));
    }
    this.needed = needed;
  }

  @Override
  public Set<Signal> signals() {
    return condition.signals();
  }

  @Override
  public void step(LatestSamples samples) {
    Instant now = samples.now();
    // A later part of the same row must not count the row twice.
    if (fulfilledAt != null || now.equals(last)) {
      return;
    }
    switch (condition.judge(samples).verdict()) {
      case HOLDS -> {
        if (runStart != null && last != null) {
          steps.add(new Progress.Step(runStart, last, Progress.Outcome.NEUTRAL));
        }
        steps.add(new Progress.Step(now, now, Progress.Outcome.FAILED));
        runStart = null;
        done = 0;
        last = now;
      }
      case DOES_NOT_HOLD -> {
        if (runStart == null) {
          runStart = now;
        }
        done++;
        last = now;
        if (done >= needed) {
          fulfilledAt = now;
          steps.add(new Progress.Step(runStart, now, Progress.Outcome.PASSED));
        }
      }
      case BETWEEN, UNKNOWN -> {}
    }
  }

  @Override
  public Progress progress() {
    return new Progress(done, needed, fulfilledAt, steps);
  }
}
