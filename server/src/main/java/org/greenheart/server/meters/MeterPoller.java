// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.meters;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
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
 *
 * <p>Meters that were silent are asked after the others, and only while the next round has not
 * begun: waiting for them takes nothing from those that answer. An address that cannot be reached
 * is tried less and less often.
 */
final class MeterPoller implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(MeterPoller.class);

  private static final int MOST_DOUBLINGS = 6;

  private final MeterSource source;
  private final Asker asker;
  private final MeterKeeping keeping;
  private final SourceState state;
  private final Pause pause;
  private final InstantSource clock;
  private final Thread thread;
  private final Set<String> quiet = new LinkedHashSet<>();
  private int unreachable;
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
        Instant next = afterFailures(round);
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

  /** The next round, or a later one after failures in a row: at most about a minute later. */
  private Instant afterFailures(Instant round) {
    Duration wait =
        unreachable < 2
            ? Duration.ZERO
            : Duration.ofSeconds(1L << Math.min(unreachable - 1, MOST_DOUBLINGS));
    Instant next = after(round);
    Instant free = clock.instant().plus(wait);
    return next.isBefore(free) && !wait.isZero() ? after(free) : next;
  }

  /** Asks each meter once, those that were silent as far as there is time. */
  void round(Instant at) {
    Instant next = after(at);
    List<String> last = List.copyOf(quiet);
    boolean reached = true;
    for (String unit : source.units()) {
      if (!quiet.contains(unit) && !closed) {
        reached = ask(unit, at);
        if (!reached) {
          break;
        }
      }
    }
    for (String unit : last) {
      // One of them at least: they take turns.
      boolean time = unit.equals(last.getFirst()) || clock.instant().isBefore(next);
      if (reached && time && !closed) {
        reached = ask(unit, at);
      }
    }
    unreachable = reached ? 0 : unreachable + 1;
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
      quiet.remove(unit);
      return true;
    } catch (MeterException e) {
      if (e.isOfConnection()) {
        state.connectionFailed(e.code(), String.valueOf(e.getMessage()), clock.instant());
        return false;
      }
      failed(unit, e.code(), e);
      quiet.remove(unit);
      quiet.add(unit);
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

  /** For tests: until the pause has let no more rounds begin. */
  void awaitEnd() throws InterruptedException {
    thread.join();
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
