// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.intake;

import java.util.concurrent.CompletableFuture;
import org.greenheart.storage.telemetry.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to keep a frame.
 *
 * @param kept completes once everything that the answer promises is on disk
 * @param outcome what becomes of the frame then; null when nothing of it is kept
 * @param answer bytes to send then; empty when the sender gets no answer
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Attempt(CompletableFuture<?> kept, @Nullable Outcome outcome, byte[] answer) {
  private static final byte[] NO_ANSWER = {};

  /** Nothing to keep and nothing to say. */
  static final Attempt DROPPED =
      new Attempt(CompletableFuture.completedFuture(null), null, NO_ANSWER);

  boolean isDropped() {
    return outcome == null && !kept.isCompletedExceptionally();
  }

  /** Kept, but the sender is told nothing. */
  static Attempt silent(CompletableFuture<?> kept, Outcome outcome) {
    return new Attempt(kept, outcome, NO_ANSWER);
  }

  static Attempt failed(RuntimeException problem) {
    return new Attempt(CompletableFuture.failedFuture(problem), null, NO_ANSWER);
  }
}
