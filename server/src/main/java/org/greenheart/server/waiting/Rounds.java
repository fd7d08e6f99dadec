// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.waiting;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Work that is done again and again in a thread of its own, until it is closed. A round that throws
 * ends the thread: what may fail and be tried again, the round itself has to catch and tell.
 *
 * <p>Thread-safe.
 */
public final class Rounds implements AutoCloseable {
  private final Pause pause;
  private final @Nullable Instant first;
  private final Round round;
  private final Thread thread;
  private volatile boolean closed;

  /** What is done each time. */
  public interface Round {
    /**
     * Does what is due now.
     *
     * @return when something is due next
     */
    Instant work();
  }

  /**
   * Begins with a round at once.
   *
   * @param name of the thread
   * @param pause closed with this
   */
  public Rounds(String name, Pause pause, Round round) {
    this(name, pause, null, round);
  }

  /** Waits first. */
  public Rounds(String name, Pause pause, @Nullable Instant first, Round round) {
    this.pause = requireNonNull(pause, "pause is null");
    this.first = first;
    this.round = requireNonNull(round, "round is null");
    this.thread = Thread.ofPlatform().daemon().name(name).unstarted(this::run);
  }

  public void start() {
    thread.start();
  }

  /** Does the rounds in the caller's thread. */
  public void run() {
    try {
      Instant next = first == null ? round.work() : first;
      while (pause.until(next)) {
        next = round.work();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether it has to end: a long round asks between its portions. */
  public boolean isClosed() {
    return closed;
  }

  /** Returns when the portion in hand is done. */
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
