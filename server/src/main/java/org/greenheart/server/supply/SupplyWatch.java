// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.supply;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.greenheart.server.waiting.ClockPause;
import org.greenheart.server.waiting.Pause;
import org.greenheart.server.waiting.Rounds;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.SupplyOrder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks every hour whether a delivery has become late: a clock says so, no step. One thread. */
final class SupplyWatch implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(SupplyWatch.class);
  private static final Duration EVERY = Duration.ofHours(1);

  private final Registry registry;
  private final InstantSource clock;
  private final Rounds rounds;

  SupplyWatch(Registry registry, Pause pause, InstantSource clock) {
    this.registry = requireNonNull(registry, "registry is null");
    this.clock = requireNonNull(clock, "clock is null");
    this.rounds = new Rounds("supply-watch", pause, this::round);
  }

  static SupplyWatch start(Registry registry, InstantSource clock) {
    SupplyWatch watch = new SupplyWatch(registry, new ClockPause(clock), clock);
    watch.rounds.start();
    return watch;
  }

  private Instant round() {
    Instant next = clock.instant().plus(EVERY);
    look();
    return next;
  }

  void look() {
    try {
      for (SupplyOrder order : registry.supply().openOrders()) {
        if (rounds.isClosed()) {
          return;
        }
        SupplyOrder _ =
            registry.<SupplyOrder>write(
                tables -> OrderDesk.warn(tables, tables.supply().order(order.id()).orElseThrow()));
      }
    } catch (RuntimeException e) {
      if (!rounds.isClosed()) {
        log.error("Late deliveries could not be looked for; tried again in an hour", e);
      }
    }
  }

  @Override
  public void close() {
    rounds.close();
  }
}
