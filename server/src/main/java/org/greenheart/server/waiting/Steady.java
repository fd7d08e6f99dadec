// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.waiting;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rounds at equal distances that go on though the work fails. That is told once, not each time,
 * until it works again. Confined to the thread of the rounds, but for {@link #failure}.
 */
public final class Steady implements Rounds.Round {
  private static final Logger log = LoggerFactory.getLogger(Steady.class);

  private final InstantSource clock;
  private final Duration every;
  private final Runnable work;
  private final String complaint;
  private volatile @Nullable String failure;

  /**
   * @param every from the end of a round to the next
   * @param complaint what is told when the work fails
   */
  public Steady(InstantSource clock, Duration every, Runnable work, String complaint) {
    this.clock = requireNonNull(clock, "clock is null");
    this.every = requireNonNull(every, "every is null");
    this.work = requireNonNull(work, "work is null");
    this.complaint = requireNonNull(complaint, "complaint is null");
  }

  @Override
  public Instant work() {
    try {
      work.run();
      failure = null;
    } catch (RuntimeException e) {
      if (failure == null) {
        log.error("{}", complaint, e);
      }
      failure = String.valueOf(e.getMessage());
    }
    return clock.instant().plus(every);
  }

  /** Why it does not get on; empty when it does. */
  public Optional<String> failure() {
    return Optional.ofNullable(failure);
  }
}
