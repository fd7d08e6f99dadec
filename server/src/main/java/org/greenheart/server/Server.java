// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.greenheart.server.api.HealthRoutes;
import org.greenheart.server.api.HttpAddress;
import org.greenheart.server.api.HttpServer;
import org.greenheart.server.api.MetricsRoutes;
import org.greenheart.storage.registry.SqliteRegistry;
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

  private final HttpServer http;

  private Server(ServerConfig config, Clock clock) {
    try {
      http = startParts(config, clock);
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  /**
   * Starts every part; when this returns, devices and browsers are served.
   *
   * @param clock the one clock of the whole server
   * @throws StartException when a part cannot start; those before it are closed again
   */
  public static Server start(ServerConfig config, Clock clock) {
    return new Server(config, clock);
  }

  private HttpServer startParts(ServerConfig config, Clock clock) {
    PrometheusRegistry metrics = new PrometheusRegistry();
    DataFolder data = keep(DataFolder.take(config.data()));
    keep(SqliteRegistry.open(data.registry(), clock));
    HttpAddress address = config.http().address();
    return keep(
        Listening.on(
            Key.HTTP_PORT,
            address.port(),
            () ->
                HttpServer.start(
                    address, List.of(new HealthRoutes(List.of()), new MetricsRoutes(metrics)))));
  }

  /** Where a browser on this machine finds the console. */
  public URI uri() {
    return http.uri();
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
