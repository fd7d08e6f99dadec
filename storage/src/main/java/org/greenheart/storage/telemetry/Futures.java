// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.telemetry;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** Waits for changes. Stateless. */
final class Futures {
  private Futures() {}

  /** The outcome, or the {@link TelemetryException} with which it failed. */
  static <T extends @Nullable Object> T join(CompletableFuture<T> future) {
    try {
      return future.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof TelemetryException cause) {
        throw new TelemetryException(cause.code(), String.valueOf(cause.getMessage()), cause);
      }
      throw e;
    }
  }
}
