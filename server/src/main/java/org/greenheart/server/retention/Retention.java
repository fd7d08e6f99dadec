// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.retention;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.greenheart.server.api.DiskFigures;
import org.greenheart.server.waiting.Pause;
import org.greenheart.server.waiting.Rounds;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the data folder from growing for ever. Every hour it reads on in the feed and samples the
 * disk; once a day, and some minutes after the start, it deletes what is old enough.
 *
 * <p>One thread works; the public methods are thread-safe.
 */
public final class Retention implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Retention.class);
  private static final Duration LOOK_EVERY = Duration.ofHours(1);
  private static final Duration EXPIRE_EVERY = Duration.ofDays(1);

  /** A start has better things to do at first, and readers of the feed catch up. */
  private static final Duration EXPIRE_AFTER_START = Duration.ofMinutes(10);

  private final Corrections corrections;
  private final Expiry expiry;
  private final DiskWatch disk;
  private final RetentionMetrics metrics;
  private final InstantSource clock;
  private final Rounds rounds;
  private Instant nextLook;
  private volatile Instant nextExpiry;
  private volatile @Nullable RetentionRun lastRun;
  private volatile @Nullable String failure;

  Retention(
      Corrections corrections,
      Expiry expiry,
      DiskWatch disk,
      RetentionMetrics metrics,
      Pause pause,
      InstantSource clock) {
    this.corrections = requireNonNull(corrections, "corrections is null");
    this.expiry = requireNonNull(expiry, "expiry is null");
    this.disk = requireNonNull(disk, "disk is null");
    this.metrics = requireNonNull(metrics, "metrics is null");
    this.clock = requireNonNull(clock, "clock is null");
    this.nextLook = clock.instant();
    this.nextExpiry = nextLook.plus(EXPIRE_AFTER_START);
    this.rounds = new Rounds("retention", pause, this::step);
  }

  void start() {
    rounds.start();
  }

  /**
   * Does what is due now.
   *
   * @return when something is due next
   */
  Instant step() {
    Instant now = clock.instant();
    if (nextLook.isAfter(now.plus(LOOK_EVERY))) {
      nextLook = now; // the clock has been set back
    }
    try {
      if (!now.isBefore(nextLook)) {
        nextLook = now.plus(LOOK_EVERY);
        corrections.follow(rounds::isClosed);
        disk.sample();
      }
      if (!now.isBefore(nextExpiry) || nextExpiry.isAfter(now.plus(EXPIRE_EVERY))) {
        nextExpiry = now.plus(LOOK_EVERY); // when it fails
        expire();
        nextExpiry = now.plus(EXPIRE_EVERY);
      }
      failure = null;
    } catch (CancellationException e) {
      log.debug("Retention was stopped on its way; it goes on after the next start");
    } catch (RuntimeException e) {
      if (!rounds.isClosed()) {
        log.error("Retention failed and tries again in an hour", e);
        failure = String.valueOf(e.getMessage());
        metrics.failed();
      }
    }
    return nextLook.isBefore(nextExpiry) ? nextLook : nextExpiry;
  }

  private void expire() {
    corrections.follow(rounds::isClosed);
    RetentionRun run = expiry.run(rounds::isClosed);
    lastRun = run;
    metrics.ran(run);
    log.info("{}", run.line());
  }

  /** The disk now, and how long it lasts. */
  public DiskFigures disk() {
    return disk.figures();
  }

  /** Why it does not get on; empty when it does. */
  public Optional<String> failure() {
    return Optional.ofNullable(failure);
  }

  Optional<RetentionRun> lastRun() {
    return Optional.ofNullable(lastRun);
  }

  Instant nextExpiry() {
    return nextExpiry;
  }

  /** Ends after the portion in hand. */
  @Override
  public void close() {
    rounds.close();
  }
}
