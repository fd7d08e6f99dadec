// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.api;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.greenheart.protocols.hj212.FactorTable;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.telemetry.Telemetry;

/** The console's side of the server, put together: its routes, and the feed that they live on. */
public final class Console implements AutoCloseable {
  private final LiveFeed feed;
  private final List<Routes> routes;

  private Console(LiveFeed feed, List<Routes> routes) {
    this.feed = feed;
    this.routes = List.copyOf(routes);
  }

  /**
   * Starts following the feed.
   *
   * @param listeningSince when the device listeners came up: silence before that does not count
   */
  public static Console start(
      ServerFacts facts,
      Registry registry,
      Telemetry telemetry,
      LimitsInForce limits,
      DeviceDesk desk,
      Supplier<IntakeFigures> intake,
      Supplier<DiskFigures> disk,
      List<HealthSource> health,
      PrometheusRegistry metrics,
      FrameExplainer explainer,
      Instant listeningSince,
      InstantSource clock) {
    PointDirectory directory = new PointDirectory(registry, limits, clock);
    PointBoard board = new PointBoard(telemetry, registry, directory, clock, listeningSince);
    FrameRate rate = new FrameRate();
    LiveFeed feed =
        new LiveFeed(
            telemetry, registry, directory, board, rate, () -> intake.get().answered(), clock);
    HealthRoutes healthRoutes = new HealthRoutes(health);
    List<Routes> routes = new ArrayList<>();
    routes.add(healthRoutes);
    routes.add(new MetricsRoutes(metrics));
    routes.add(
        new StatusRoutes(facts, registry, telemetry, intake, healthRoutes, rate, disk, clock));
    routes.add(new PointsRoutes(registry, telemetry, directory, board, feed::follow));
    routes.add(new SeriesRoutes(registry, new SeriesReader(telemetry), limits, clock));
    routes.add(new TraceRoutes(telemetry, registry, directory, explainer));
    routes.add(new DeviceRoutes(registry, telemetry, desk, explainer));
    routes.add(new InspectRoutes(explainer));
    routes.add(new FactorRoutes(FactorTable.standard()));
    routes.add(new LayerRoutes(layers(facts.data())));
    routes.add(new LiveRoutes(feed, System::nanoTime));
    feed.start();
    return new Console(feed, routes);
  }

  private static Path layers(Path data) {
    return data.resolve("layers");
  }

  /** To be given to {@link HttpServer}. */
  public List<Routes> routes() {
    return routes;
  }

  /** Lets the browsers that listen go; close it before the HTTP server. */
  @Override
  public void close() {
    feed.close();
  }
}
