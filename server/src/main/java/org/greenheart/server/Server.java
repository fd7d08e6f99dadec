// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import org.greenheart.server.api.HealthRoutes;
import org.greenheart.server.api.HttpAddress;
import org.greenheart.server.api.HttpServer;
import org.greenheart.server.api.MetricsRoutes;
import org.greenheart.server.api.Routes;
import org.greenheart.storage.registry.SqliteRegistry;
import org.greenheart.storage.telemetry.RocksTelemetry;
import org.greenheart.storage.telemetry.Telemetry;

/**
 * The whole server, put together by hand: {@link #start(Parts, ServerConfig, Clock)} reads as a
 * table of contents.
 */
public final class Server implements AutoCloseable {
  private final Parts parts;
  private final HttpServer http;

  private Server(Parts parts, HttpServer http) {
    this.parts = parts;
    this.http = http;
  }

  /**
   * Starts every part; when this returns, devices and browsers are served.
   *
   * @param clock the one clock of the whole server
   * @throws StartException when a part cannot start; those before it are closed again
   */
  public static Server start(ServerConfig config, Clock clock) {
    Parts parts = new Parts();
    try {
      return start(parts, config, clock);
    } catch (RuntimeException | Error e) {
      parts.close();
      throw e;
    }
  }

  private static Server start(Parts parts, ServerConfig config, Clock clock) {
    PrometheusRegistry metrics = new PrometheusRegistry();
    DataFolder data = parts.keep(DataFolder.take(config.data()));
    parts.keep(SqliteRegistry.open(data.registry(), clock));
    Telemetry telemetry =
        parts.keep(RocksTelemetry.open(data.telemetry(), config.telemetry().options(clock)));
    HttpServer http =
        parts.keep(
            listen(
                config.http().address(),
                List.of(
                    new HealthRoutes(List.of(new TelemetryReasons(telemetry))),
                    new MetricsRoutes(metrics))));
    return new Server(parts, http);
  }

  private static HttpServer listen(HttpAddress address, List<Routes> routes) {
    return Listening.on(Key.HTTP_PORT, address.port(), () -> HttpServer.start(address, routes));
  }

  /** Where a browser on this machine finds the console. */
  public URI uri() {
    return http.uri();
  }

  /** Stops every part, the last one first. */
  @Override
  public void close() {
    parts.close();
  }
}
