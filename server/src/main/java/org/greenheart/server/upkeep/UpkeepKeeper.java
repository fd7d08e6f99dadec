// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.upkeep;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.greenheart.server.waiting.ClockPause;
import org.greenheart.server.waiting.Pause;
import org.greenheart.server.waiting.Rounds;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.Thing;
import org.greenheart.storage.telemetry.Telemetry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Enters into the ledger every hour what data marks said since. Marks that come later than that are
 * entered when somebody opens the point's ledger. One thread works.
 */
public final class UpkeepKeeper implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(UpkeepKeeper.class);
  private static final Duration EVERY = Duration.ofHours(1);

  /** A start has better things to do at first. */
  private static final Duration AFTER_START = Duration.ofMinutes(5);

  /** What a server that stood still for a weekend has missed. */
  private static final Duration FIRST_LOOK_BACK = Duration.ofDays(3);

  private final MarkReader reader;
  private final Registry registry;
  private final InstantSource clock;
  private final Rounds rounds;
  private Instant readTo;

  UpkeepKeeper(Telemetry telemetry, Registry registry, Pause pause, InstantSource clock) {
    this.reader = new MarkReader(telemetry, registry);
    this.registry = requireNonNull(registry, "registry is null");
    this.clock = requireNonNull(clock, "clock is null");
    this.readTo = clock.instant().minus(FIRST_LOOK_BACK);
    this.rounds = new Rounds("upkeep", pause, clock.instant().plus(AFTER_START), this::round);
  }

  public static UpkeepKeeper start(Telemetry telemetry, Registry registry, InstantSource clock) {
    UpkeepKeeper keeper = new UpkeepKeeper(telemetry, registry, new ClockPause(clock), clock);
    keeper.rounds.start();
    return keeper;
  }

  void run() {
    rounds.run();
  }

  private Instant round() {
    Instant next = clock.instant().plus(EVERY);
    step();
    return next;
  }

  private void step() {
    Instant now = clock.instant();
    Instant from = readTo.isBefore(now) ? readTo.minus(EVERY) : now.minus(EVERY);
    try {
      for (Thing thing : registry.catalogue().things()) {
        if (rounds.isClosed()) {
          return;
        }
        reader.read(thing.id(), from, now);
      }
      readTo = now;
    } catch (RuntimeException e) {
      if (!rounds.isClosed()) {
        log.error("Data marks could not be entered into the ledger; tried again in an hour", e);
      }
    }
  }

  @Override
  public void close() {
    rounds.close();
  }
}
