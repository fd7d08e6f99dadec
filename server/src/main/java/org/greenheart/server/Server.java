// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The whole server, put together by hand: {@link #start} reads as a table of contents. Parts close
 * in the reverse order of their start, so that nothing is taken away from under a part that still
 * works.
 */
public final class Server implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Server.class);

  private final Deque<AutoCloseable> parts = new ArrayDeque<>();

  private Server() {}

  /**
   * Starts every part; when this returns, devices and browsers are served.
   *
   * @param clock the one clock of the whole server
   * @throws StartException when a part cannot start; those before it are closed again
   */
  public static Server start(ServerConfig config, Clock clock) {
    Server server = new Server();
    try {
      server.startParts(config, clock);
      return server;
    } catch (RuntimeException | Error e) {
      server.close();
      throw e;
    }
  }

  private void startParts(ServerConfig config, Clock clock) {
    keep(DataFolder.take(config.data()));
    log.info("started at {}", clock.instant());
  }

  private <T extends AutoCloseable> T keep(T part) {
    parts.push(part);
    return part;
  }

  /** Stops every part. One that fails to close does not keep the others from closing. */
  @Override
  public void close() {
    while (!parts.isEmpty()) {
      AutoCloseable part = parts.pop();
      try {
        part.close();
      } catch (Exception e) {
        log.error("Failed while closing {}", part.getClass().getSimpleName(), e);
      }
    }
  }
}
