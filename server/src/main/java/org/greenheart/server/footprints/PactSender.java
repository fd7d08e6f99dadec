// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.footprints;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import org.greenheart.server.outside.SendException;
import org.greenheart.server.waiting.Backoff;
import org.greenheart.server.waiting.Lanes;
import org.greenheart.server.waiting.Pause;
import org.greenheart.server.waiting.Rounds;
import org.greenheart.server.waiting.Steady;
import org.greenheart.storage.registry.PactHost;
import org.greenheart.storage.registry.PactMessage;
import org.greenheart.storage.registry.Registry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries events from the registry to the systems of enterprises. What failed is tried again after
 * 1, 2, 4 ... minutes, then every hour, for the three days that PACT 3.0 gives. The log of it keeps
 * a year. One that was sent and not yet recorded when the process ended is sent again, with the
 * same id.
 *
 * <p>One thread looks; each enterprise's system is a lane of its own, so that none waits for
 * another's that is slow or does not answer.
 */
final class PactSender implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(PactSender.class);
  private static final Duration EVERY = Duration.ofSeconds(2);
  private static final Duration GIVE_UP_AFTER = Duration.ofDays(3);
  private static final Duration KEPT = Duration.ofDays(366);
  private static final Duration FORGET_EVERY = Duration.ofHours(6);
  private static final int BATCH = 100;

  private final Registry registry;
  private final PactSecrets secrets;
  private final PactPost post;
  private final InstantSource clock;
  private final Lanes<Long> lanes;
  private final Rounds rounds;
  private Instant nextForget = Instant.MIN;

  /**
   * @param threads for the lanes
   */
  PactSender(
      Registry registry,
      PactSecrets secrets,
      PactPost post,
      Executor threads,
      Pause pause,
      InstantSource clock) {
    this.registry = requireNonNull(registry, "registry is null");
    this.secrets = requireNonNull(secrets, "secrets is null");
    this.post = requireNonNull(post, "post is null");
    this.lanes = new Lanes<>(threads);
    this.clock = requireNonNull(clock, "clock is null");
    this.rounds =
        new Rounds(
            "footprint-events",
            pause,
            clock.instant().plus(EVERY),
            new Steady(clock, EVERY, this::step, "Events of footprints wait and are tried again"));
  }

  void start() {
    rounds.start();
  }

  /** Begins to send what is due now. */
  void step() {
    Instant now = clock.instant();
    if (!now.isBefore(nextForget)) {
      nextForget = now.plus(FORGET_EVERY);
      registry.supply().pact().forget(now.minus(KEPT));
    }
    for (long recipient : registry.supply().pact().waiting(now)) {
      if (!lanes.offer(recipient, () -> work(recipient))) {
        log.debug("The system of {} has not taken its last events yet", recipient);
      }
    }
  }

  /** Of a system that does not answer the rest waits for the next time. */
  private void work(long recipient) {
    try {
      for (PactMessage message : registry.supply().pact().due(recipient, clock.instant(), BATCH)) {
        if (rounds.isClosed() || !send(message)) {
          return;
        }
      }
    } catch (RuntimeException e) {
      if (!rounds.isClosed()) {
        log.error("What became of an event could not be recorded; it is sent again", e);
      }
    }
  }

  /** Returns whether the next one to the same system may follow. */
  private boolean send(PactMessage message) {
    PactHost host = registry.supply().pact().host(message.recipient()).orElse(null);
    try {
      if (host == null) {
        throw new SendException("pact-no-host", "the enterprise has no system any more", true);
      }
      String secret =
          secrets
              .of(host)
              .orElseThrow(
                  () ->
                      new SendException(
                          "pact-secret", "the secret has to be entered again", false));
      post.send(host, secret, message.body());
    } catch (SendException e) {
      if (rounds.isClosed()) {
        return false; // the next process sends it
      }
      log.warn("Event {} to {} not sent: {}", message.id(), message.recipient(), e.line());
      registry.supply().pact().failed(message.id(), e.line(), e.isLasting() ? null : next(message));
      return e.isLasting();
    }
    registry.supply().pact().sent(message.id(), clock.instant());
    return true;
  }

  /** Null when it is given up. */
  private @Nullable Instant next(PactMessage message) {
    Instant now = clock.instant();
    if (!now.isBefore(message.made().plus(GIVE_UP_AFTER))) {
      return null;
    }
    return now.plus(Backoff.after(message.attempts()));
  }

  @Override
  public void close() {
    rounds.close();
  }
}
