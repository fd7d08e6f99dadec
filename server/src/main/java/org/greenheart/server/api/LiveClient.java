// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.api;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.greenheart.server.accounts.Sight;
import org.jspecify.annotations.Nullable;

/**
 * One browser that listens: a bounded queue of what it has still to be told. A browser that does
 * not keep up is let go; it comes again by itself and says what it saw last. Thread-safe.
 */
final class LiveClient {
  private static final int CAPACITY = 256;

  private final BlockingQueue<LiveEvent> queue = new LinkedBlockingQueue<>(CAPACITY);
  private final long thing;
  private final Sight sight;
  private volatile boolean closed;

  /**
   * @param thing the point that it looks at; 0 for none: then it gets no rows
   * @param sight what it is told of
   */
  LiveClient(long thing, Sight sight) {
    this.thing = thing;
    this.sight = requireNonNull(sight, "sight is null");
  }

  Sight sight() {
    return sight;
  }

  long thing() {
    return thing;
  }

  /** Returns at once; closes the client when it has not kept up. */
  void tell(LiveEvent event) {
    if (!queue.offer(requireNonNull(event, "event is null"))) {
      closed = true;
    }
  }

  void close() {
    closed = true;
  }

  boolean isClosed() {
    return closed;
  }

  /** Waits for what comes next; null when nothing came within the time. */
  @Nullable LiveEvent next(long seconds) throws InterruptedException {
    return queue.poll(seconds, TimeUnit.SECONDS);
  }
}
