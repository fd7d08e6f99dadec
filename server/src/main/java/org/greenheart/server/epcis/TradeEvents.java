// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.epcis;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.greenheart.server.waiting.ClockPause;
import org.greenheart.server.waiting.Pause;
import org.greenheart.server.waiting.Rounds;
import org.greenheart.server.waiting.Steady;
import org.greenheart.storage.registry.EpcisEvent;
import org.greenheart.storage.registry.EpcisEvents;
import org.greenheart.storage.registry.EpcisEvents.Unfollowed;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.SupplyEvent;
import org.greenheart.storage.registry.SupplyLot;
import org.greenheart.storage.registry.Tables;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes EPCIS events of what trade did, within a second: a delivery shipped, a delivery received,
 * a lot made. Follows the steps and lots of the registry from a position of its own, which moves in
 * the transaction that writes the events: whenever the process ends, none is missing and none is
 * there twice. One thread.
 */
final class TradeEvents implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(TradeEvents.class);
  private static final Duration EVERY = Duration.ofSeconds(1);
  private static final int BATCH = 200;

  private final Registry registry;
  private final Rounds rounds;

  private TradeEvents(Registry registry, Pause pause, InstantSource clock) {
    this.registry = requireNonNull(registry, "registry is null");
    this.rounds =
        new Rounds(
            "trade-events",
            pause,
            new Steady(clock, EVERY, this::look, "Events of trade wait and are tried again"));
  }

  static TradeEvents start(Registry registry, InstantSource clock) {
    TradeEvents events = new TradeEvents(registry, new ClockPause(clock), clock);
    events.rounds.start();
    return events;
  }

  private void look() {
    follow(registry, rounds::isClosed);
  }

  /** Whether to stop between two batches. */
  interface Stop {
    boolean asked();
  }

  /** Writes the events of all that has none yet. */
  static void follow(Registry registry, Stop stop) {
    while (!stop.asked() && !registry.supply().epcis().unfollowed(1).isEmpty()) {
      int written = registry.write(TradeEvents::batch);
      log.debug("{} events of trade written", written);
    }
  }

  private static int batch(Tables tables) {
    EpcisEvents events = tables.supply().epcis();
    Unfollowed next = events.unfollowed(BATCH);
    int written = 0;
    for (SupplyLot lot : next.lots()) {
      events.add(read(tables, TradeEvent.made(tables, lot)), null);
      written++;
    }
    for (SupplyEvent step : next.steps()) {
      TradeEvent event = TradeEvent.of(tables, step).orElse(null);
      if (event != null) {
        events.add(read(tables, event), event.party());
        written++;
      }
    }
    events.followed(next);
    return written;
  }

  private static EpcisEvent read(Tables tables, TradeEvent event) {
    List<EventFault> faults = new ArrayList<>();
    EpcisEvent read =
        EventReader.read(event.json(), 0, event.owner(), EpcisEvent.TRADE, tables.now(), faults);
    if (!faults.isEmpty()) {
      throw new IllegalStateException("an event of trade is wrong: " + faults);
    }
    return read;
  }

  @Override
  public void close() {
    rounds.close();
  }
}
