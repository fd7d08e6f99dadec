// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.supply;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.greenheart.server.waiting.ClockPause;
import org.greenheart.server.waiting.Pause;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.SupplyOrder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks every hour whether a delivery has become late: a clock says so, no step. One thread. */
final class SupplyWatch implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(SupplyWatch.class);
  private static final Duration EVERY = Duration.ofHours(1);

  private final Registry registry;
  private final Pause pause;
  private final InstantSource clock;
  private final Thread thread;
  private volatile boolean closed;

  SupplyWatch(Registry registry, Pause pause, InstantSource clock) {
    this.registry = requireNonNull(registry, "registry is null");
    this.pause = requireNonNull(pause, "pause is null");
    this.clock = requireNonNull(clock, "clock is null");
    this.thread = Thread.ofPlatform().daemon().name("supply-watch").unstarted(this::run);
  }

  static SupplyWatch start(Registry registry, InstantSource clock) {
    SupplyWatch watch = new SupplyWatch(registry, new ClockPause(clock), clock);
    watch.thread.start();
    return watch;
  }

  void run() {
    try {
      Instant next = clock.instant();
      do {
        next = next.plus(EVERY);
        look();
      } while (pause.until(next));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  void look() {
    try {
      for (SupplyOrder order : registry.supply().openOrders()) {
        if (closed) {
          return;
        }
        SupplyOrder _ =
            registry.<SupplyOrder>write(
                tables -> OrderDesk.warn(tables, tables.supply().order(order.id()).orElseThrow()));
      }
    } catch (RuntimeException e) {
      if (!closed) {
        log.error("Late deliveries could not be looked for; tried again in an hour", e);
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    pause.close();
    if (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
