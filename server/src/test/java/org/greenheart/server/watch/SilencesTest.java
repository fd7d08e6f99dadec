// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.greenheart.server.limits.PointLimits;
import org.greenheart.storage.Bytes;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.RowKey;
import org.greenheart.storage.registry.Acceptance;
import org.greenheart.storage.registry.Alarm;
import org.greenheart.storage.registry.AlarmState;
import org.greenheart.storage.registry.DatastreamSpec;
import org.greenheart.storage.registry.Interval;
import org.greenheart.storage.registry.PointMark;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.Rule;
import org.greenheart.storage.registry.SqliteRegistry;
import org.greenheart.storage.registry.UnitOfMeasurement;
import org.greenheart.storage.telemetry.MemoryTelemetry;
import org.greenheart.storage.telemetry.NewArrival;
import org.greenheart.storage.telemetry.Outcome;
import org.greenheart.storage.telemetry.RowChange;
import org.greenheart.storage.telemetry.Telemetry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One outlet that sends two quantities by the hour and falls silent. */
final class SilencesTest {
  private static final Instant T0 = Instant.parse("2026-06-01T00:00:00Z");

  @TempDir Path folder;
  private Instant now = T0;
  private final Telemetry telemetry = new MemoryTelemetry();
  private Registry registry;
  private Watch watch;
  private long thing;
  private long sulfur;
  private long nitrogen;

  @BeforeEach
  void open() {
    registry = SqliteRegistry.open(folder, () -> now);
    thing =
        registry
            .devices()
            .register("hj212", "88888880000001", Acceptance.named("Kiln 1"), T0)
            .thing();
    sulfur = datastream("a21026");
    nitrogen = datastream("a21002");
    watch = newWatch();
  }

  @AfterEach
  void close() {
    registry.close();
    telemetry.close();
  }

  private long datastream(String code) {
    return registry
        .catalogue()
        .ensure(
            DatastreamSpec.ofDevice(
                thing, code, Interval.HOUR, "31", code, code, UnitOfMeasurement.ofSymbol("mg/m3")))
        .number();
  }

  private Watch newWatch() {
    return Watch.idle(telemetry, registry, () -> PointLimits.NONE, () -> now, () -> 0L);
  }

  private void rule(String parameters) {
    registry.rules().record(Readings.rule("silence", parameters));
  }

  private void hour(int hour, long datastream, Instant received) {
    RowChange row =
        RowChange.of(
            RowKey.ofDevice(datastream, T0.plus(Duration.ofHours(hour))), Decimal.of(hour), "N");
    telemetry
        .append(
            new NewArrival(
                received, "test", 1, Bytes.EMPTY, Outcome.DATA, List.of(row), List.of(), 0))
        .join();
  }

  private void hour(int hour, long datastream) {
    at(hour + 1, 0);
    hour(hour, datastream, now);
  }

  private void at(int hour, int minute) {
    now = T0.plus(Duration.ofHours(hour)).plus(Duration.ofMinutes(minute));
  }

  private List<Alarm> alarms() {
    while (watch.behind() > 0) {
      watch.judgeNext();
    }
    watch.tellSilence();
    return registry.alarms().list(null, null, Long.MAX_VALUE, 100);
  }

  @Test
  void nothingComes_raisedOnTimeFromWhenItWasDueAndClearedByData() {
    rule("{\"afterSeconds\":600}");
    hour(0, sulfur);
    assertThat(alarms()).isEmpty();
    at(2, 9);
    assertThat(alarms()).isEmpty();
    at(2, 10);

    assertThat(alarms()).hasSize(1);
    assertThat(alarms().getFirst().start()).isEqualTo(T0.plus(Duration.ofHours(2)));

    hour(5, nitrogen);
    assertThat(alarms().getFirst().state()).isEqualTo(AlarmState.CLEARED);
    assertThat(alarms().getFirst().end()).isEqualTo(T0.plus(Duration.ofHours(5)));
  }

  @Test
  void caseThatWaitsForTheEndOfASilence_isClosedByIt() {
    Rule plain = Readings.rule("silence", "{\"afterSeconds\":600}");
    registry
        .rules()
        .record(
            new Rule(
                plain.code(),
                0,
                plain.kind(),
                plain.name(),
                plain.nameEn(),
                plain.severity(),
                (Long) null,
                plain.parameters(),
                Duration.ZERO,
                Duration.ZERO,
                true,
                "{\"kind\":\"silence-ended\",\"count\":1}",
                "",
                true,
                "operator",
                T0));
    hour(0, sulfur);
    alarms();
    at(3, 0);
    alarms();
    assertThat(registry.cases().open()).hasSize(1);

    hour(5, sulfur);
    alarms();

    assertThat(registry.cases().open()).isEmpty();
    assertThat(registry.cases().find(1).orElseThrow().progress()).contains("fulfilledAt");
  }

  @Test
  void oneDatastreamSilent_ruleByDatastream_raisesForItAlone() {
    rule("{\"per\":\"datastream\",\"interval\":\"hour\",\"afterSeconds\":600}");
    hour(0, sulfur);
    hour(0, nitrogen);
    alarms();
    hour(1, sulfur);
    alarms();
    at(2, 30);

    assertThat(alarms()).extracting(Alarm::signalCode).containsExactly("a21002");
  }

  @Test
  void serverDidNotListen_thatTimeDoesNotCount() {
    rule("{\"afterSeconds\":600}");
    hour(0, sulfur);
    alarms();
    at(20, 0);
    watch = newWatch();
    at(20, 9);
    assertThat(alarms()).isEmpty();
    at(20, 10);

    assertThat(alarms().getFirst().start()).isEqualTo(T0.plus(Duration.ofHours(2)));
  }

  @Test
  void restartWhileSilent_neitherDoublesNorLosesTheAlarm() {
    rule("{\"afterSeconds\":600}");
    hour(0, sulfur);
    alarms();
    at(3, 0);
    assertThat(alarms()).hasSize(1);

    watch = newWatch();
    at(4, 0);
    assertThat(alarms()).hasSize(1);
    hour(4, sulfur);
    assertThat(alarms()).extracting(Alarm::state).containsExactly(AlarmState.CLEARED);
  }

  @Test
  void lateDataFillTheGap_alarmIsShortenedThenWithdrawn() {
    rule("{\"afterSeconds\":600}");
    hour(0, sulfur);
    alarms();
    at(3, 0);
    alarms();
    hour(6, sulfur);
    assertThat(alarms().getFirst().end()).isEqualTo(T0.plus(Duration.ofHours(6)));

    hour(1, sulfur, now);
    hour(2, sulfur, now);
    assertThat(alarms().getFirst().start()).isEqualTo(T0.plus(Duration.ofHours(4)));
    assertThat(alarms().getFirst().state()).isEqualTo(AlarmState.CLEARED);

    for (int hour = 3; hour < 6; hour++) {
      hour(hour, sulfur, now);
    }
    assertThat(alarms()).extracting(Alarm::state).containsExactly(AlarmState.WITHDRAWN);
  }

  @Test
  void backlogComesInOrder_silenceWasNone() {
    rule("{\"afterSeconds\":600}");
    hour(0, sulfur);
    alarms();
    at(4, 0);
    alarms();

    for (int hour = 1; hour < 4; hour++) {
      hour(hour, sulfur, now);
    }
    assertThat(alarms()).extracting(Alarm::state).containsExactly(AlarmState.WITHDRAWN);
  }

  @Test
  void personMarkedMaintenance_staysQuietUntilItEnds() {
    rule("{\"afterSeconds\":600}");
    hour(0, sulfur);
    registry
        .pointMarks()
        .add(
            new PointMark(
                0,
                thing,
                T0,
                T0.plus(Duration.ofHours(5)),
                PointMark.Kind.MAINTENANCE,
                "",
                "operator",
                T0,
                null));
    at(4, 59);
    assertThat(alarms()).isEmpty();
    at(5, 1);

    assertThat(alarms()).hasSize(1);
  }
}
