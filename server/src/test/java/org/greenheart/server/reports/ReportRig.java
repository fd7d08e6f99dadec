// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.reports;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.greenheart.server.waiting.SetClock;
import org.greenheart.storage.Bytes;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.RowKey;
import org.greenheart.storage.registry.Acceptance;
import org.greenheart.storage.registry.DatastreamSpec;
import org.greenheart.storage.registry.Interval;
import org.greenheart.storage.registry.NewAlarm;
import org.greenheart.storage.registry.Reach;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.Rule;
import org.greenheart.storage.registry.Severity;
import org.greenheart.storage.registry.SqliteRegistry;
import org.greenheart.storage.registry.UnitOfMeasurement;
import org.greenheart.storage.telemetry.MemoryTelemetry;
import org.greenheart.storage.telemetry.NewArrival;
import org.greenheart.storage.telemetry.Outcome;
import org.greenheart.storage.telemetry.RowChange;

/** Points with hours from midnight of 2026-03-01 in Beijing on. */
final class ReportRig implements AutoCloseable {
  static final Instant T0 = Instant.parse("2026-02-28T16:00:00Z");

  final SetClock clock = new SetClock(T0.plus(Duration.ofDays(40)));
  final Registry registry;
  final MemoryTelemetry telemetry = new MemoryTelemetry();
  final ReportMaker maker;

  ReportRig(Path folder) {
    registry = SqliteRegistry.open(folder.resolve("registry"), clock);
    maker = new ReportMaker(registry, telemetry, clock, folder.resolve("report-templates"));
  }

  long point(String mn, String name) {
    return registry.devices().register("hj212", mn, Acceptance.named(name), T0).thing();
  }

  long stream(long thing, String code, String name, String unit, Interval interval) {
    return registry
        .catalogue()
        .ensure(
            DatastreamSpec.ofDevice(
                thing,
                code,
                interval,
                "31",
                name,
                name + " (en)",
                UnitOfMeasurement.ofSymbol(unit)))
        .number();
  }

  void hour(long stream, int hour, String value, String flag) {
    append(stream, T0.plus(Duration.ofHours(hour)), value, flag);
  }

  void append(long stream, Instant start, String value, String flag) {
    telemetry
        .append(
            new NewArrival(
                start,
                "test",
                1,
                Bytes.EMPTY,
                Outcome.DATA,
                List.of(
                    RowChange.of(
                        RowKey.ofDevice(stream, start), Decimal.parse(value).orElseThrow(), flag)),
                List.of(),
                0))
        .join();
  }

  /** One about an area as a whole. */
  void areaAlarm(long area) {
    Instant start = T0;
    registry
        .alarms()
        .raise(
            new NewAlarm(
                rule("region-warning"), 0, area, "AQI", start, null, null, null, "", false));
  }

  void alarm(long thing, String kind, Instant start, String peak, String limit) {
    Rule rule = rule(kind);
    registry
        .alarms()
        .raise(
            new NewAlarm(
                rule,
                thing,
                "a24088",
                start,
                start.plus(Duration.ofMinutes(90)),
                Decimal.parse(peak).orElseThrow(),
                Decimal.parse(limit).orElseThrow(),
                "mg/m3",
                false));
  }

  private Rule rule(String kind) {
    return registry
        .rules()
        .record(
            new Rule(
                kind,
                0,
                kind,
                "规则",
                "Rule",
                Severity.DANGER,
                null,
                "{}",
                Duration.ZERO,
                Duration.ZERO,
                false,
                null,
                "permit",
                true,
                "operator",
                Instant.EPOCH));
  }

  ReportMaker.Order order(Map<String, String> given) {
    return ReportMaker.Order.of(given, Reach.all());
  }

  String csv(Map<String, String> given) throws IOException {
    return csv(order(given));
  }

  String csv(ReportMaker.Order order) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    maker.csv(order, maker.templateOf(order), out);
    return out.toString(StandardCharsets.UTF_8);
  }

  byte[] workbook(Map<String, String> given) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ReportMaker.Order order = order(given);
    maker.workbook(order, maker.templateOf(order), out);
    return out.toByteArray();
  }

  @Override
  public void close() {
    registry.close();
    telemetry.close();
  }
}
