// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.benchmarks;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.greenheart.server.intake.Intake;
import org.greenheart.server.intake.IntakeConfig;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.SqliteRegistry;
import org.greenheart.storage.telemetry.RocksTelemetry;
import org.greenheart.storage.telemetry.TelemetryOptions;

/** The intake with its stores, and nobody who reads the feed: neither watch nor statistics. */
final class UnwatchedServer {
  private UnwatchedServer() {}

  /**
   * @param arguments the port and the folder
   */
  public static void main(String[] arguments) throws InterruptedException {
    Path folder = Path.of(arguments[1]);
    InetSocketAddress address =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0]));
    Clock clock = Clock.systemUTC();
    try (Registry registry = SqliteRegistry.open(folder.resolve("registry"), clock);
        RocksTelemetry telemetry =
            RocksTelemetry.open(folder.resolve("telemetry"), TelemetryOptions.of(clock));
        Intake intake =
            Intake.prepare(
                IntakeConfig.on(address, true),
                telemetry,
                registry,
                mn -> List.of(),
                clock,
                new PrometheusRegistry())) {
      System.out.println("serves devices on port " + intake.open());
      new CountDownLatch(1).await();
    }
  }
}
