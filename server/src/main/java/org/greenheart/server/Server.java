// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import org.greenheart.protocols.hj212.Sm4Keys;
import org.greenheart.server.api.HealthRoutes;
import org.greenheart.server.api.HttpAddress;
import org.greenheart.server.api.HttpServer;
import org.greenheart.server.api.MetricsRoutes;
import org.greenheart.server.api.Routes;
import org.greenheart.server.intake.Intake;
import org.greenheart.server.places.PlacesRoutes;
import org.greenheart.server.watch.Watch;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.SqliteRegistry;
import org.greenheart.storage.telemetry.RocksTelemetry;
import org.greenheart.storage.telemetry.Telemetry;

/**
 * The whole server, put together by hand: {@link #start(Parts, ServerConfig, Clock)} reads as a
 * table of contents.
 */
public final class Server implements AutoCloseable {
  private final Parts parts;
  private final Intake intake;
  private final HttpServer http;

  private Server(Parts parts, Intake intake, HttpServer http) {
    this.parts = parts;
    this.intake = intake;
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
    Registry registry = parts.keep(SqliteRegistry.open(data.registry(), clock));
    Telemetry telemetry =
        parts.keep(RocksTelemetry.open(data.telemetry(), config.telemetry().options(clock)));
    Intake intake = parts.keep(serveDevices(config.hj212(), telemetry, registry, clock, metrics));
    Watch watch = parts.keep(Watch.start(telemetry, registry, clock));
    HttpServer http =
        parts.keep(
            serveHttp(
                config.http().address(),
                List.of(
                    new HealthRoutes(
                        List.of(
                            new TelemetryReasons(telemetry),
                            new IntakeReasons(intake),
                            new WatchReasons(watch))),
                    new MetricsRoutes(metrics),
                    new PlacesRoutes(registry))));
    return new Server(parts, intake, http);
  }

  private static Intake serveDevices(
      Hj212Config config,
      Telemetry telemetry,
      Registry registry,
      Clock clock,
      PrometheusRegistry metrics) {
    Sm4Keys keys = config.keys().<Sm4Keys>map(KeyFile::read).orElse(mn -> List.of());
    return Listening.on(
        Key.HJ212_PORT,
        config.intake().address().getPort(),
        () -> Intake.start(config.intake(), telemetry, registry, keys, clock, metrics));
  }

  private static HttpServer serveHttp(HttpAddress address, List<Routes> routes) {
    return Listening.on(Key.HTTP_PORT, address.port(), () -> HttpServer.start(address, routes));
  }

  /** Where a browser on this machine finds the console. */
  public URI uri() {
    return http.uri();
  }

  /** Where HJ 212 devices on this machine connect. */
  public int hj212Port() {
    return intake.port();
  }

  /** Stops every part, the last one first. */
  @Override
  public void close() {
    parts.close();
  }
}
