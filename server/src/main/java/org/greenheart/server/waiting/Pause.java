// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.waiting;

import java.time.Instant;

/** Waiting on the server's clock. Thread-safe. */
public interface Pause extends AutoCloseable {
  /**
   * Waits until a time.
   *
   * @return false when it was closed before
   */
  boolean until(Instant time) throws InterruptedException;

  /** Ends all waiting. */
  @Override
  void close();
}
