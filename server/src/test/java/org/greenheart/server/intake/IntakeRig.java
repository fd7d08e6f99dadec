// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.greenheart.storage.Observation;
import org.greenheart.storage.TimeRange;
import org.greenheart.storage.registry.Acceptance;
import org.greenheart.storage.registry.Datastream;
import org.greenheart.storage.registry.Device;
import org.greenheart.storage.registry.Interval;
import org.greenheart.storage.registry.SqliteRegistry;
import org.greenheart.storage.telemetry.Arrival;
import org.greenheart.storage.telemetry.Order;
import org.greenheart.storage.telemetry.Outcome;
import org.greenheart.storage.telemetry.RowCursor;

/** A whole intake with its stores, devices for it, and questions to ask of it. */
final class IntakeRig implements AutoCloseable {
  static final Instant NOW = Instant.parse("2026-01-01T04:00:10Z");
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  final ManualClock clock = new ManualClock(NOW);
  final GatedTelemetry telemetry = new GatedTelemetry();
  private final Path folder;
  private final List<DeviceSocket> sockets = new ArrayList<>();
  private IntakeConfig config;
  SqliteRegistry registry;
  PrometheusRegistry metrics = new PrometheusRegistry();
  Intake intake;

  private IntakeRig(Path folder, IntakeConfig config) {
    this.folder = folder;
    this.config = config;
    registry = SqliteRegistry.open(folder, clock);
    intake = started();
  }

  private Intake started() {
    Intake made = Intake.prepare(config, telemetry, registry, _ -> List.of(), clock, metrics);
    assertThat(made.open()).isPositive();
    return made;
  }

  static IntakeRig acceptingUnknown(Path folder) {
    return with(folder, config(true, Limits.DEFAULT, PendingLimits.DEFAULT));
  }

  static IntakeRig askingFirst(Path folder) {
    return with(folder, config(false, Limits.DEFAULT, PendingLimits.DEFAULT));
  }

  static IntakeRig with(Path folder, IntakeConfig config) {
    return new IntakeRig(folder, config);
  }

  static IntakeConfig config(boolean acceptUnknown, Limits limits, PendingLimits pending) {
    return new IntakeConfig(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), acceptUnknown, limits, pending);
  }

  /** Ends the intake and the registry as a stop does, and starts both again. */
  void restart() {
    restartWith(config);
  }

  void restartWith(IntakeConfig changed) {
    config = changed;
    intake.close();
    registry.close();
    registry = SqliteRegistry.open(folder, clock);
    metrics = new PrometheusRegistry();
    intake = started();
  }

  DeviceSocket connect() {
    DeviceSocket socket = new DeviceSocket(intake.port());
    sockets.add(socket);
    return socket;
  }

  Device register(String mn, Acceptance acceptance) {
    return registry.devices().register("hj212", mn, acceptance, clock.instant());
  }

  Device device(String mn) {
    return registry.devices().find("hj212", mn).orElseThrow();
  }

  List<Datastream> datastreams(String mn) {
    return registry.catalogue().datastreamsOf(device(mn).thing());
  }

  Datastream datastream(String mn, String code, Interval interval) {
    List<Datastream> found =
        datastreams(mn).stream()
            .filter(stream -> stream.code().equals(code) && stream.interval() == interval)
            .toList();
    assertThat(found).as("datastreams %s %s", code, interval).hasSize(1);
    return found.getFirst();
  }

  List<Observation> rows(String mn, String code, Interval interval) {
    return rows(datastream(mn, code, interval));
  }

  List<Observation> rows(Datastream datastream) {
    List<Observation> rows = new ArrayList<>();
    try (RowCursor cursor =
        telemetry.rows(datastream.number(), TimeRange.ALL, Order.OLDEST_FIRST)) {
      cursor.forEachRemaining(rows::add);
    }
    return rows;
  }

  List<Arrival> arrivals() {
    return telemetry.feed(0, 100_000);
  }

  List<Outcome> outcomes() {
    return arrivals().stream().map(Arrival::outcome).toList();
  }

  /** A counter, with its label's value where it has one; 0 when it was never counted. */
  double counter(String name, String label) {
    for (MetricSnapshot snapshot : metrics.scrape()) {
      if (snapshot instanceof CounterSnapshot counter
          && counter.getMetadata().getName().equals("greenheart_intake_" + name)) {
        return counter.getDataPoints().stream()
            .filter(
                point ->
                    label.isEmpty()
                        || point.getLabels().stream()
                            .anyMatch(pair -> pair.getValue().equals(label)))
            .mapToDouble(CounterSnapshot.CounterDataPointSnapshot::getValue)
            .sum();
      }
    }
    return 0;
  }

  static void await(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited %s for: %s", PATIENCE, what).isLessThan(deadline);
      LockSupport.parkNanos(1_000_000);
    }
  }

  @Override
  public void close() {
    sockets.forEach(DeviceSocket::close);
    intake.close();
    registry.close();
    telemetry.close();
  }
}
