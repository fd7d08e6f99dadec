// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.greenheart.protocols.hj212.FactorTable;
import org.greenheart.protocols.hj212.Hj212Reader;
import org.greenheart.protocols.hj212.Sm4Keys;
import org.greenheart.regulation.calculator.Calculator;
import org.greenheart.server.accounts.AccountCallers;
import org.greenheart.server.accounts.Handlers;
import org.greenheart.server.air.AirRoutes;
import org.greenheart.server.alarms.AlarmKeeper;
import org.greenheart.server.alarms.AlarmLoadRoutes;
import org.greenheart.server.alarms.AlarmRoutes;
import org.greenheart.server.api.Console;
import org.greenheart.server.api.FrameExplainer;
import org.greenheart.server.api.HttpAddress;
import org.greenheart.server.api.HttpPort;
import org.greenheart.server.api.HttpServer;
import org.greenheart.server.api.RemovalRoutes;
import org.greenheart.server.api.Routes;
import org.greenheart.server.api.ServerFacts;
import org.greenheart.server.audit.AuditRoutes;
import org.greenheart.server.backup.Backup;
import org.greenheart.server.backup.BackupRoutes;
import org.greenheart.server.cases.CaseOffice;
import org.greenheart.server.energy.EnergyDesk;
import org.greenheart.server.epcis.EpcisDesk;
import org.greenheart.server.evidence.EvidenceDesk;
import org.greenheart.server.evidence.FileShelf;
import org.greenheart.server.footprints.FootprintOffice;
import org.greenheart.server.intake.BouncySm4;
import org.greenheart.server.intake.Intake;
import org.greenheart.server.law.LawRoutes;
import org.greenheart.server.limits.AlarmWhyRoutes;
import org.greenheart.server.limits.LimitRoutes;
import org.greenheart.server.limits.OperatingLimits;
import org.greenheart.server.limits.ShownLimits;
import org.greenheart.server.limits.StandardRoutes;
import org.greenheart.server.login.Door;
import org.greenheart.server.manual.ManualDesk;
import org.greenheart.server.manual.ManualMonths;
import org.greenheart.server.meters.CounterWatch;
import org.greenheart.server.meters.MeterDesk;
import org.greenheart.server.notices.NoticeDesk;
import org.greenheart.server.places.PlacesRoutes;
import org.greenheart.server.reports.ReportDesk;
import org.greenheart.server.retention.Retention;
import org.greenheart.server.retention.RetentionReasons;
import org.greenheart.server.retention.RetentionRoutes;
import org.greenheart.server.retention.RetentionStart;
import org.greenheart.server.sensorthings.SensorThings;
import org.greenheart.server.statistics.Statistics;
import org.greenheart.server.supervision.TaxSupervision;
import org.greenheart.server.supply.SupplyOffice;
import org.greenheart.server.tax.LaboratoryResults;
import org.greenheart.server.tax.MonitoredMonths;
import org.greenheart.server.tax.TaxRoutes;
import org.greenheart.server.upkeep.DayRoutes;
import org.greenheart.server.upkeep.UpkeepKeeper;
import org.greenheart.server.upkeep.UpkeepRoutes;
import org.greenheart.server.watch.MarkRoutes;
import org.greenheart.server.watch.RegionWarnings;
import org.greenheart.server.watch.RejudgementRoutes;
import org.greenheart.server.watch.RuleRoutes;
import org.greenheart.server.watch.Watch;
import org.greenheart.storage.registry.DatastreamDrop;
import org.greenheart.storage.registry.OutboxFollower;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.SqliteRegistry;
import org.greenheart.storage.telemetry.RocksTelemetry;

/** The whole server, put together by hand: {@link #start} reads as a table of contents. */
public final class Server implements AutoCloseable {
  private final Parts parts;
  private final Intake intake;
  private final HttpServer http;
  private final Door door;

  private Server(Parts parts, Intake intake, HttpServer http, Door door) {
    this.door = door;
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
  public static Server start(ServerConfig config, Occasion occasion, Clock clock) {
    Parts parts = new Parts();
    try {
      return start(parts, config, occasion, clock);
    } catch (RuntimeException | Error e) {
      parts.close();
      throw e;
    }
  }

  private static Server start(Parts parts, ServerConfig config, Occasion occasion, Clock clock) {
    PrometheusRegistry metrics = new PrometheusRegistry();
    Sm4Keys keys = config.hj212().keys().<Sm4Keys>map(KeyFile::read).orElse(mn -> List.of());

    DataFolder data = parts.keep(DataFolder.take(config.data()));
    Registry registry = parts.keep(SqliteRegistry.open(data.registry(), clock));
    RocksTelemetry telemetry =
        parts.keep(RocksTelemetry.open(data.telemetry(), config.telemetry().options(clock)));
    FeedPositions.mend(registry, telemetry.lastArrival());
    OutboxFollower outbox =
        new OutboxFollower(registry, Map.of(DatastreamDrop.KIND, new DatastreamDrop(telemetry)));
    outbox.catchUp();
    Intake intake =
        parts.keep(
            Intake.prepare(config.hj212().intake(), telemetry, registry, keys, clock, metrics));
    HttpPort port = parts.keep(takePort(config.http().address()));
    // As early as what is answered is on disk: all that follows reads it from there.
    serveDevices(intake, config.hj212());
    Statistics statistics = parts.keep(Statistics.start(telemetry, registry, clock));
    OperatingLimits limits = new OperatingLimits(registry);
    Watch watch = parts.keep(Watch.start(telemetry, registry, limits, clock));
    telemetry.keepPaceWith(watch::position);
    RegionWarnings regions = parts.keep(RegionWarnings.start(telemetry, registry, clock));
    FeedMetrics.register(metrics, telemetry, watch, statistics);
    parts.keep(CounterWatch.start(telemetry, registry));
    AlarmKeeper alarmKeeper = parts.keep(AlarmKeeper.start(registry, clock));
    AccountCallers callers = new AccountCallers(registry);
    NoticeDesk notices =
        parts.keep(NoticeDesk.start(registry, config.data(), config.notices(), callers, clock));
    parts.keep(UpkeepKeeper.start(telemetry, registry, clock));
    Handlers handlers = new Handlers(callers);
    CaseOffice cases =
        parts.keep(CaseOffice.start(config.data(), registry, handlers, watch::refresh, clock));
    SupplyOffice supply = parts.keep(SupplyOffice.start(registry, clock));
    EpcisDesk epcis =
        parts.keep(
            EpcisDesk.start(registry, config.data(), config.notices().privateWebhooks(), clock));
    ReportDesk reports =
        parts.keep(
            ReportDesk.start(
                registry,
                telemetry,
                config.data(),
                config.notices().attachments(),
                callers,
                clock));
    Retention retention =
        parts.keep(
            new RetentionStart(
                    config.retention(),
                    config.data(),
                    telemetry,
                    telemetry::fileBytes,
                    registry,
                    List.of(
                        Watch.READER, Statistics.READER, Intake.EVENT_READER, CounterWatch.READER),
                    clock)
                .start(metrics));
    MeterDesk meters = parts.keep(MeterDesk.start(config.data(), registry, telemetry, clock));
    config.gateways().ifPresent(address -> letGatewaysIn(meters, address));
    IntakeDesk desk = new IntakeDesk(intake, meters, registry);
    ServerFacts facts = facts(config, occasion, clock);
    Console console =
        parts.keep(
            Console.start(
                facts,
                registry,
                telemetry,
                new ShownLimits(limits),
                desk,
                desk::figures,
                retention::disk,
                List.of(
                    new TelemetryReasons(telemetry),
                    new IntakeReasons(intake),
                    new MeterReasons(meters),
                    new StatisticsReasons(statistics),
                    new WatchReasons(watch, regions),
                    new AlarmReasons(alarmKeeper::failure),
                    new RetentionReasons(retention),
                    new NoticeReasons(notices)),
                metrics,
                new FrameExplainer(new Hj212Reader(new BouncySm4(), keys), FactorTable.standard()),
                clock.instant(),
                clock));
    List<Routes> routes = new ArrayList<>(console.routes());
    routes.add(new SensorThings(registry, telemetry, clock, config.http().publicUrl())::register);
    LaboratoryResults laboratories = LaboratoryResults.of(new ManualMonths(registry, limits));
    routes.add(new TaxRoutes(registry, telemetry, limits, laboratories, clock));
    routes.addAll(meters.routes());
    routes.add(new RemovalRoutes(registry, telemetry, outbox::catchUp));
    routes.add(new PlacesRoutes(registry));
    routes.add(new RuleRoutes(registry, telemetry, limits, watch::leftOut));
    routes.add(new StandardRoutes(registry, limits));
    routes.add(new LimitRoutes(registry, limits));
    routes.add(new AlarmWhyRoutes(registry, telemetry, limits));
    routes.add(new MarkRoutes(registry));
    routes.add(new RejudgementRoutes(registry, watch, clock));
    routes.add(new AlarmRoutes(registry, handlers));
    routes.add(new AirRoutes(registry, telemetry, clock));
    routes.add(new AlarmLoadRoutes(registry));
    routes.addAll(notices.routes());
    routes.addAll(reports.routes());
    routes.add(new UpkeepRoutes(registry, telemetry));
    routes.add(new DayRoutes(registry, telemetry));
    routes.addAll(cases.routes());
    routes.addAll(supply.routes());
    routes.addAll(
        TaxSupervision.routes(
            registry,
            cases.opening(),
            new MonitoredMonths(registry, telemetry, limits, laboratories)::of));
    routes.addAll(EvidenceDesk.routes(registry, telemetry, config.evidence(), facts, clock));
    ManualDesk manual =
        parts.keep(
            ManualDesk.start(
                registry,
                telemetry,
                limits,
                cases.opening(),
                config.manualCases(),
                FileShelf.open(config.data(), config.evidence()),
                clock));
    routes.addAll(manual.routes());
    routes.add(
        new BackupRoutes(
            new Backup(config.data(), telemetry, registry, version(), clock),
            config.backups(),
            clock));
    routes.add(new RetentionRoutes(config.retention(), retention, telemetry));
    EnergyDesk energy = new EnergyDesk(registry, telemetry, clock);
    routes.addAll(energy.routes());
    FootprintOffice footprints =
        parts.keep(
            FootprintOffice.start(
                registry,
                energy.lots(),
                config.data(),
                config.notices().privateWebhooks(),
                config.http().publicUrl(),
                clock));
    routes.addAll(footprints.routes());
    routes.addAll(epcis.routes());
    routes.add(new LawRoutes(() -> Calculator.standard(limits), clock));
    Door door =
        Door.make(
            config.data(),
            config.http().open(),
            config.place(),
            config.http().login(),
            config.http().oidc(),
            config.http().publicUrl(),
            registry,
            telemetry,
            clock);
    routes.addAll(door.routes());
    routes.add(new AuditRoutes(registry));
    HttpServer http = parts.keep(HttpServer.start(port, door.gate(), routes));
    data.announce(http.uri(), door.localSecret());
    // A second time: browsers that listen have to be let go before the HTTP server can end.
    parts.keep(console);
    return new Server(parts, intake, http, door);
  }

  private static ServerFacts facts(ServerConfig config, Occasion occasion, Clock clock) {
    return new ServerFacts(
        version(),
        config.place(),
        occasion.demo(),
        config.http().open(),
        occasion.speed(),
        clock.instant(),
        config.data());
  }

  static String version() {
    String version = Server.class.getPackage().getImplementationVersion();
    return version == null ? "in development" : version;
  }

  private static void serveDevices(Intake intake, Hj212Config config) {
    var _ = Listening.on(Key.HJ212_PORT, config.intake().address().getPort(), () -> intake.open());
  }

  private static void letGatewaysIn(MeterDesk meters, InetSocketAddress address) {
    var _ =
        Listening.on(
            Key.METERS_PORT,
            address.getPort(),
            () -> {
              meters.open(address);
              return meters;
            });
  }

  private static HttpPort takePort(HttpAddress address) {
    return Listening.on(Key.HTTP_PORT, address.port(), () -> HttpPort.take(address));
  }

  /** Where a browser on this machine finds the console. */
  public URI uri() {
    return http.uri();
  }

  /** Where HJ 212 devices on this machine connect. */
  public int hj212Port() {
    return intake.port();
  }

  /** The code for the first visit from another machine, while nobody has an account. */
  public Optional<String> setupCode() {
    return door.setupCode();
  }

  /** Stops every part, the last one first. */
  @Override
  public void close() {
    parts.close();
  }
}
