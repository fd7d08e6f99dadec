// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.alarms;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.greenheart.server.waiting.ClockPause;
import org.greenheart.server.waiting.Pause;
import org.greenheart.server.waiting.Rounds;
import org.greenheart.storage.registry.Alarm;
import org.greenheart.storage.registry.AlarmDesk;
import org.greenheart.storage.registry.AlarmEvent;
import org.greenheart.storage.registry.AlarmPolicy;
import org.greenheart.storage.registry.Registry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what is due about alarms by the server's clock: ends shelves, and turns to the next one when
 * nobody acknowledges. Everything it needs to know is in the registry, so nothing is due twice
 * after a restart, and what came due meanwhile is done then.
 *
 * <p>One thread works; the public methods are thread-safe.
 */
public final class AlarmKeeper implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(AlarmKeeper.class);

  /** Escalation counts in minutes. */
  private static final Duration EVERY = Duration.ofSeconds(15);

  private final Registry registry;
  private final InstantSource clock;
  private final Rounds rounds;
  private volatile @Nullable String failure;

  AlarmKeeper(Registry registry, Pause pause, InstantSource clock) {
    this.registry = requireNonNull(registry, "registry is null");
    this.clock = requireNonNull(clock, "clock is null");
    this.rounds = new Rounds("alarm-keeper", pause, this::step);
  }

  public static AlarmKeeper start(Registry registry, InstantSource clock) {
    AlarmKeeper keeper = new AlarmKeeper(registry, new ClockPause(clock), clock);
    keeper.rounds.start();
    return keeper;
  }

  void run() {
    rounds.run();
  }

  /** Does what is due now; returns when to look again. */
  private Instant step() {
    Instant now = clock.instant();
    try {
      endShelves(registry.alarmDesk());
      escalate(registry.alarmDesk(), now);
      failure = null;
    } catch (RuntimeException e) {
      log.error("Shelves and escalation failed and are tried again", e);
      failure = String.valueOf(e.getMessage());
    }
    return now.plus(EVERY);
  }

  private static void endShelves(AlarmDesk desk) {
    for (Alarm alarm : desk.shelvesOver()) {
      desk.unshelve(alarm.id(), "", AlarmEvent.CLOCK);
    }
  }

  private static void escalate(AlarmDesk desk, Instant now) {
    AlarmPolicy policy = desk.policy();
    if (policy.steps().isEmpty()) {
      return;
    }
    for (Alarm alarm : desk.waiting()) {
      Instant since = requireNonNull(alarm.waitsSince(), "waitsSince is null");
      for (AlarmPolicy.Step step : policy.steps(alarm.severity())) {
        if (step.level() > alarm.escalation() && !now.isBefore(since.plus(step.after()))) {
          desk.escalate(alarm.id(), step.level(), step.recipient());
        }
      }
    }
  }

  /** Why it does not get on; empty when it does. */
  public Optional<String> failure() {
    return Optional.ofNullable(failure);
  }

  @Override
  public void close() {
    rounds.close();
  }
}
