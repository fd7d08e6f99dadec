// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.intake;

import java.util.concurrent.CompletableFuture;
import org.greenheart.storage.telemetry.Receipt;

/**
 * A frame between its reading and its answer: the latest attempt to keep it, and how to try again.
 *
 * <p>Safe for the reading thread, the committer and the answering thread of its connection.
 */
final class InFlight {
  private final Keeping keeping;
  private final int size;
  private final long startedNanos;
  private volatile Attempt attempt;

  /**
   * @param size bytes of the frame on the wire
   */
  InFlight(int size, Attempt first, Keeping keeping) {
    this.size = size;
    this.attempt = first;
    this.keeping = keeping;
    this.startedNanos = System.nanoTime();
  }

  /** Tells when the attempt has come out, well or badly; maybe at once. */
  void whenSettled(Runnable settled) {
    var _ = attempt.kept().whenComplete((_, _) -> settled.run());
  }

  void tryAgain(Runnable settled) {
    attempt = keeping.attempt();
    whenSettled(settled);
  }

  boolean isKept() {
    CompletableFuture<?> kept = attempt.kept();
    return kept.isDone() && !kept.isCompletedExceptionally();
  }

  boolean hasFailed() {
    return attempt.kept().isCompletedExceptionally();
  }

  /** Why it failed; only when it {@link #hasFailed()}. */
  Throwable problem() {
    return attempt.kept().exceptionNow();
  }

  /** Bytes to send once it is kept; empty when the sender gets none. */
  byte[] answer() {
    return attempt.answer();
  }

  Attempt attempt() {
    return attempt;
  }

  /** Whether the same frame was on disk before; only when it {@link #isKept()}. */
  boolean isRepeat() {
    return attempt.kept().resultNow() instanceof Receipt receipt && receipt.repeat();
  }

  int size() {
    return size;
  }

  double secondsSinceStart() {
    return (System.nanoTime() - startedNanos) / 1e9;
  }
}
