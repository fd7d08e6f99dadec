// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.greenheart.server.limits.PointLimits;
import org.greenheart.storage.Bytes;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.RowKey;
import org.greenheart.storage.registry.Acceptance;
import org.greenheart.storage.registry.Alarm;
import org.greenheart.storage.registry.AlarmEvent;
import org.greenheart.storage.registry.DatastreamSpec;
import org.greenheart.storage.registry.Interval;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.SqliteRegistry;
import org.greenheart.storage.registry.UnitOfMeasurement;
import org.greenheart.storage.telemetry.NewArrival;
import org.greenheart.storage.telemetry.Outcome;
import org.greenheart.storage.telemetry.RowChange;
import org.greenheart.storage.telemetry.Telemetry;

/** One outlet that sends hours, and the watch over it. Time goes only as the hours are received. */
final class HourRig implements AutoCloseable {
  static final Instant T0 = Instant.parse("2026-06-01T00:00:00Z");
  private static final String SO2 = "a21026";

  private final Path folder;
  private Instant now = T0;
  private final InstantSource clock = () -> now;
  private final Telemetry telemetry;
  private Registry registry;
  private Watch watch;
  private final long datastream;

  HourRig(Path folder, Telemetry telemetry) {
    this.folder = folder;
    this.telemetry = telemetry;
    this.registry = SqliteRegistry.open(folder, clock);
    long thing =
        registry
            .devices()
            .register("hj212", "88888880000001", Acceptance.named("Kiln 1"), T0)
            .thing();
    UnitOfMeasurement unit = UnitOfMeasurement.ofSymbol("mg/m3");
    datastream =
        registry
            .catalogue()
            .ensure(DatastreamSpec.ofDevice(thing, SO2, Interval.HOUR, "31", SO2, SO2, unit))
            .number();
    watch = newWatch(registry);
  }

  @Override
  public void close() {
    registry.close();
    telemetry.close();
  }

  /** As after a crash: what was only in memory is gone. */
  void restart() {
    watch = newWatch(registry);
  }

  /** The same with the registry opened anew. */
  void reopen() {
    registry.close();
    registry = SqliteRegistry.open(folder, clock);
    restart();
  }

  /** As {@link #restart}, over a registry that may fail. */
  void restartOver(Registry failing) {
    watch = newWatch(failing);
  }

  Registry registry() {
    return registry;
  }

  Watch watch() {
    return watch;
  }

  Telemetry telemetry() {
    return telemetry;
  }

  private Watch newWatch(Registry over) {
    return Watch.idle(telemetry, over, () -> PointLimits.NONE, clock, () -> 0);
  }

  static Instant at(int hour) {
    return T0.plus(Duration.ofHours(hour));
  }

  /** Values of hours in a row, each received when it is over. */
  void hours(int from, String... values) {
    for (int i = 0; i < values.length; i++) {
      receive(at(from + i + 1), from + i, values[i]);
    }
  }

  void receive(Instant received, int hour, String value) {
    now = received.isAfter(now) ? received : now;
    RowChange row =
        RowChange.of(
            RowKey.ofDevice(datastream, at(hour)), Decimal.parse(value).orElseThrow(), "N");
    append(List.of(row), List.of());
  }

  void delete(int hour) {
    append(List.of(), List.of(RowKey.ofDevice(datastream, at(hour))));
  }

  private void append(List<RowChange> rows, List<RowKey> deletes) {
    telemetry
        .append(new NewArrival(now, "test", 1, Bytes.EMPTY, Outcome.DATA, rows, deletes, 0))
        .join();
  }

  void late(int hour, String value) {
    receive(at(100), hour, value);
  }

  void judge() {
    while (watch.behind() > 0) {
      watch.judgeNext();
    }
  }

  /** So that each finding is written by itself. */
  void judgeOneByOne() {
    while (watch.behind() > 0) {
      watch.judgeNext(1);
    }
  }

  /** All, the oldest first. */
  List<Alarm> alarms() {
    judge();
    return registry.alarms().list(null, null, Long.MAX_VALUE, 100).reversed();
  }

  Alarm alarm() {
    List<Alarm> all = alarms();
    assertThat(all).hasSize(1);
    return all.getFirst();
  }

  List<String> events(Alarm alarm) {
    return registry.alarms().events(alarm.id()).stream()
        .map(AlarmEvent::what)
        .map(AlarmEvent.What::text)
        .toList();
  }
}
