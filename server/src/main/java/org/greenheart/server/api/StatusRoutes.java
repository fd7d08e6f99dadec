// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.api;

import static java.util.Objects.requireNonNull;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.greenheart.server.accounts.About;
import org.greenheart.server.accounts.Caller;
import org.greenheart.server.accounts.Callers;
import org.greenheart.server.accounts.Right;
import org.greenheart.server.accounts.Sight;
import org.greenheart.server.api.HealthRoutes.Health;
import org.greenheart.storage.registry.DeviceStatus;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.telemetry.Telemetry;
import org.greenheart.storage.telemetry.TelemetryHealth;

/** {@code /api/status}: the server in a few numbers, for the frame around every page. */
final class StatusRoutes implements Routes {
  private final ServerFacts facts;
  private final Registry registry;
  private final Telemetry telemetry;
  private final Supplier<IntakeFigures> intake;
  private final HealthRoutes health;
  private final FrameRate rate;
  private final Supplier<DiskFigures> disk;
  private final InstantSource clock;

  StatusRoutes(
      ServerFacts facts,
      Registry registry,
      Telemetry telemetry,
      Supplier<IntakeFigures> intake,
      HealthRoutes health,
      FrameRate rate,
      Supplier<DiskFigures> disk,
      InstantSource clock) {
    this.facts = requireNonNull(facts, "facts is null");
    this.registry = requireNonNull(registry, "registry is null");
    this.telemetry = requireNonNull(telemetry, "telemetry is null");
    this.intake = requireNonNull(intake, "intake is null");
    this.health = requireNonNull(health, "health is null");
    this.rate = requireNonNull(rate, "rate is null");
    this.disk = requireNonNull(disk, "disk is null");
    this.clock = requireNonNull(clock, "clock is null");
  }

  @Override
  public void register(RoutesConfig routes) {
    routes.get("/api/status", this::status, Right.LOGGED_IN, About.WHAT_IS_SEEN);
  }

  private void status(Context ctx) {
    if (Callers.of(ctx).may(Right.READ_SERVER) && Callers.sight(ctx).isEverything()) {
      ctx.json(status());
    } else {
      ctx.json(status(Callers.of(ctx), Callers.sight(ctx)));
    }
  }

  /** What belongs to the frame of every page, of what somebody sees. */
  private PartStatus status(Caller caller, Sight sight) {
    return new PartStatus(
        clock.instant(),
        facts.speed(),
        facts.version(),
        facts.place(),
        facts.demo(),
        facts.open(),
        caller.may(Right.READ_ALARMS)
            ? registry.alarms().open().stream().filter(sight::sees).count()
            : 0,
        caller.may(Right.READ_CASES)
            ? registry.cases().open().stream().filter(sight::sees).count()
            : 0,
        caller.may(Right.READ_DEVICES)
            ? registry.devices().list(DeviceStatus.PENDING).stream()
                .filter(each -> sight.isEverything() || sight.sees(each.thing()))
                .count()
            : 0,
        new Health(health.health().status(), List.of()));
  }

  /** The status for those who may not read that of the server. */
  record PartStatus(
      Instant now,
      double speed,
      String version,
      String place,
      boolean demo,
      boolean open,
      long openAlarms,
      long openCases,
      long pendingDevices,
      Health health) {}

  private Status status() {
    TelemetryHealth store = telemetry.health();
    long last = telemetry.lastArrival();
    IntakeFigures figures = intake.get();
    return new Status(
        clock.instant(),
        facts.speed(),
        facts.version(),
        facts.place(),
        facts.demo(),
        facts.open(),
        facts.started(),
        rate.perMinute(),
        registry.alarms().open().size(),
        registry.cases().open().size(),
        registry.devices().list(DeviceStatus.PENDING).size(),
        new Queue(store.waiting(), store.waitingBytes()),
        last,
        positions(registry.positions().all(), last),
        disk.get(),
        figures.connections(),
        figures.port(),
        figures.refused(),
        Runtime.version().toString(),
        health.health());
  }

  private static List<ReaderPosition> positions(Map<String, Long> positions, long last) {
    return positions.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(
            entry ->
                new ReaderPosition(
                    entry.getKey(), entry.getValue(), Math.max(0, last - entry.getValue())))
        .toList();
  }

  record Status(
      Instant now,
      double speed,
      String version,
      String place,
      boolean demo,
      boolean open,
      Instant started,
      long framesPerMinute,
      int openAlarms,
      int openCases,
      int pendingDevices,
      Queue queue,
      long lastArrival,
      List<ReaderPosition> positions,
      DiskFigures disk,
      int connections,
      int hj212Port,
      List<FrameTally> refused,
      String java,
      Health health) {}

  /** Arrivals handed over and not yet on disk. */
  record Queue(long waiting, long bytes) {}

  record ReaderPosition(String reader, long position, long behind) {}
}
