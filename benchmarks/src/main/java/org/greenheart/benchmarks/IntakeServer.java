// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.benchmarks;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.greenheart.server.intake.Intake;
import org.greenheart.server.intake.IntakeConfig;
import org.greenheart.server.limits.OperatingLimits;
import org.greenheart.server.watch.Watch;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.Rule;
import org.greenheart.storage.registry.Severity;
import org.greenheart.storage.registry.SqliteRegistry;
import org.greenheart.storage.telemetry.RocksTelemetry;
import org.greenheart.storage.telemetry.TelemetryOptions;

/**
 * The intake with its stores, and nobody who reads the feed; or, where codes are given, the watch
 * alone, which judges the minutes of each by a limit. Neither has statistics.
 */
final class IntakeServer {
  private IntakeServer() {}

  /**
   * @param arguments the port, the folder, and the codes to be judged
   */
  public static void main(String[] arguments) throws InterruptedException {
    Path folder = Path.of(arguments[1]);
    List<String> codes = List.of(arguments).subList(2, arguments.length);
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
      if (!codes.isEmpty()) {
        watch(registry, telemetry, clock, codes);
      }
      System.out.println("serves devices on port " + intake.open());
      new CountDownLatch(1).await();
    }
  }

  /** Runs until the process is ended. */
  private static void watch(
      Registry registry, RocksTelemetry telemetry, Clock clock, List<String> codes) {
    codes.forEach(code -> registry.rules().record(rule(code)));
    Watch watch = Watch.start(telemetry, registry, new OperatingLimits(registry), clock);
    telemetry.keepPaceWith(watch::position);
  }

  private static Rule rule(String code) {
    return new Rule(
        "limit-" + code,
        0,
        "above-limit",
        code,
        code,
        Severity.WARNING,
        null,
        "{\"interval\":\"minute\",\"code\":\"%s\",\"limit\":\"1000\"}".formatted(code),
        Duration.ZERO,
        Duration.ZERO,
        false,
        null,
        "benchmark",
        true,
        "benchmark",
        Instant.EPOCH);
  }
}
