// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.watch;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The pump answers the next rains: in each of so many rains in a row the level reached the starting
 * level and a pump ran before the rule's dwell was over. A rain in which it did not begins the
 * count anew; a rain too light to call a pump says nothing.
 *
 * <p>A rain ends when none has fallen for {@code dryAfter}, so that a pause is not taken for two
 * rains.
 */
final class RainProof implements Proof {
  private final PumpNotStarted condition;
  private final Duration dwell;
  private final Duration dryAfter;
  private final int needed;
  private final List<Progress.Step> steps = new ArrayList<>();
  private int done;
  private @Nullable Instant fulfilledAt;
  private @Nullable Rain rain;

  RainProof(PumpNotStarted condition, Duration dwell, Duration dryAfter, int needed) {
    this.condition = requireNonNull(condition, "condition is null");
    this.dwell = requireNonNull(dwell, "dwell is null");
    this.dryAfter = requireNonNull(dryAfter, "dryAfter is null");
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
    Optional<Boolean> raining = condition.rains(samples);
    if (fulfilledAt != null || raining.isEmpty()) {
      return;
    }
    Instant now = samples.now();
    if (raining.get()) {
      if (rain == null) {
        rain = new Rain(now);
      }
      rain.lastDrop = now;
    }
    if (rain == null) {
      return;
    }
    watch(rain, samples);
    if (Duration.between(rain.lastDrop, now).compareTo(dryAfter) >= 0) {
      finish(rain, now);
      rain = null;
    }
  }

  private void watch(Rain current, LatestSamples samples) {
    boolean high =
        samples
            .fresh(condition.level(), condition.maxAge())
            .map(Sample::value)
            .filter(height -> height.compareTo(condition.startLevel()) >= 0)
            .isPresent();
    boolean running = condition.pumpRuns(samples).orElse(false);
    if (!high || running) {
      current.unansweredSince = null;
      current.answered |= high;
      return;
    }
    if (current.unansweredSince == null) {
      current.unansweredSince = samples.now();
    }
    current.failed |=
        Duration.between(current.unansweredSince, samples.now()).compareTo(dwell) >= 0;
  }

  private void finish(Rain ended, Instant now) {
    Progress.Outcome outcome = ended.outcome();
    steps.add(new Progress.Step(ended.start, ended.lastDrop, outcome));
    switch (outcome) {
      case PASSED -> done++;
      case FAILED -> done = 0;
      case NEUTRAL -> {}
    }
    if (done >= needed) {
      fulfilledAt = now;
    }
  }

  @Override
  public Progress progress() {
    return new Progress(done, needed, fulfilledAt, steps);
  }

  /** A rain that has not ended. */
  private static final class Rain {
    private final Instant start;
    private Instant lastDrop;
    private @Nullable Instant unansweredSince;
    private boolean answered;
    private boolean failed;

    private Rain(Instant start) {
      this.start = start;
      this.lastDrop = start;
    }

    private Progress.Outcome outcome() {
      if (failed) {
        return Progress.Outcome.FAILED;
      }
      return answered ? Progress.Outcome.PASSED : Progress.Outcome.NEUTRAL;
    }
  }
}
