// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.meters;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletionException;
import org.greenheart.server.waiting.Pause;
import org.greenheart.storage.registry.MeterSource;
import org.greenheart.storage.registry.RegistryException;
import org.greenheart.storage.telemetry.TelemetryException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the meters of one source, round by round, in a thread of its own. Rounds begin at whole
 * multiples of the period, and their time is the time of the values. A round that takes longer than
 * the period lets those go that should have begun meanwhile. A meter counts as heard when its
 * answer is on disk.
 */
final class MeterPoller implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(MeterPoller.class);

  private final MeterSource source;
  private final Asker asker;
  private final MeterKeeping keeping;
  private final SourceState state;
  private final Pause pause;
  private final InstantSource clock;
  private final Thread thread;
  private volatile boolean closed;

  MeterPoller(
      MeterSource source,
      Asker asker,
      MeterKeeping keeping,
      SourceState state,
      Pause pause,
      InstantSource clock) {
    this.source = requireNonNull(source, "source is null");
    this.asker = requireNonNull(asker, "asker is null");
    this.keeping = requireNonNull(keeping, "keeping is null");
    this.state = requireNonNull(state, "state is null");
    this.pause = requireNonNull(pause, "pause is null");
    this.clock = requireNonNull(clock, "clock is null");
    this.thread = Thread.ofVirtual().name("meters-" + source.code()).unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  private void run() {
    try {
      Instant round = clock.instant().truncatedTo(ChronoUnit.SECONDS);
      while (pause.until(round)) {
        round(round);
        Instant next = after(round);
        Instant now = clock.instant();
        if (next.isBefore(now.minus(source.period()))) {
          long late = Duration.between(next, now).dividedBy(source.period());
          state.missed(late);
          next = next.plus(source.period().multipliedBy(late));
        }
        round = next;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      asker.close();
    }
  }

  private Instant after(Instant round) {
    long period = source.period().toMillis();
    return Instant.ofEpochMilli(Math.floorDiv(round.toEpochMilli(), period) * period + period);
  }

  /** Asks each meter once. */
  void round(Instant at) {
    for (String unit : source.units()) {
      if (closed || !ask(unit, at)) {
        break;
      }
    }
    try {
      keeping.writeContacts();
    } catch (RegistryException e) {
      log.warn("Contacts of meters were not written down: {}", e.getMessage());
    }
  }

  /** False when the others cannot be asked either. */
  private boolean ask(String unit, Instant at) {
    try {
      keeping.requireNotRejected(source, unit);
      Reply reply = asker.ask(unit);
      state.connected();
      MeterBook.Meter meter = keeping.meter(source, unit);
      keeping.keep(source, meter, at, reply).join();
      state.kept(unit, meter.device().number(), at, reply.values());
      return true;
    } catch (MeterException e) {
      if (e.isOfConnection()) {
        state.connectionFailed(e.code(), String.valueOf(e.getMessage()), clock.instant());
        return false;
      }
      failed(unit, e.code(), e);
      return true;
    } catch (RegistryException | TelemetryException e) {
      failed(unit, "meter-not-kept", e);
      return true;
    } catch (CompletionException e) {
      failed(unit, "meter-not-kept", e.getCause() == null ? e : e.getCause());
      return true;
    } catch (RuntimeException e) {
      log.error("Meter {} of {} could not be asked", unit, source.code(), e);
      failed(unit, "meter-error", e);
      return true;
    }
  }

  private void failed(String unit, String code, Throwable why) {
    state.failed(unit, code, String.valueOf(why.getMessage()), clock.instant());
  }

  /** Ends after the question on the line. */
  @Override
  public void close() {
    closed = true;
    pause.close();
    if (thread.isAlive()) {
      thread.interrupt();
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
