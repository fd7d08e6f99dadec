// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.greenheart.storage.Bytes;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.RowKey;
import org.greenheart.storage.registry.Acceptance;
import org.greenheart.storage.registry.Alarm;
import org.greenheart.storage.registry.AlarmEvent;
import org.greenheart.storage.registry.AlarmState;
import org.greenheart.storage.registry.DatastreamSpec;
import org.greenheart.storage.registry.Interval;
import org.greenheart.storage.registry.Registry;
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

/** Hours that come late or are corrected, and what becomes of the alarms known there. */
final class LateDataTest {
  private static final Instant T0 = Instant.parse("2026-06-01T00:00:00Z");
  private static final String SO2 = "a21026";

  @TempDir Path folder;
  private Instant now = T0;
  private final InstantSource clock = () -> now;
  private final Telemetry telemetry = new MemoryTelemetry();
  private Registry registry;
  private Watch watch;
  private long thing;
  private long datastream;

  @BeforeEach
  void open() {
    registry = SqliteRegistry.open(folder, clock);
    thing =
        registry
            .devices()
            .register("hj212", "88888880000001", Acceptance.named("Kiln 1"), T0)
            .thing();
    datastream =
        registry
            .catalogue()
            .ensure(
                DatastreamSpec.ofDevice(
                    thing,
                    SO2,
                    Interval.HOUR,
                    "31",
                    SO2,
                    SO2,
                    UnitOfMeasurement.ofSymbol("mg/m3")))
            .number();
    registry.rules().record(HourRules.above("50", "{\"kind\":\"below-limit\",\"count\":3}"));
    watch = newWatch();
  }

  @AfterEach
  void close() {
    registry.close();
    telemetry.close();
  }

  private Watch newWatch() {
    return Watch.idle(telemetry, registry, new NoPermits(), clock, () -> 0);
  }

  private static final class NoPermits implements PermitLimits {
    @Override
    public Optional<Decimal> at(long point, String code, Interval interval, Instant moment) {
      return Optional.empty();
    }

    @Override
    public void forget() {}
  }

  private static Instant at(int hour) {
    return T0.plus(Duration.ofHours(hour));
  }

  /** Values of hours in a row, each received when it is over. */
  private void hours(int from, String... values) {
    for (int i = 0; i < values.length; i++) {
      receive(at(from + i + 1), from + i, values[i]);
    }
  }

  private void receive(Instant received, int hour, String value) {
    now = received.isAfter(now) ? received : now;
    RowChange row =
        RowChange.of(
            RowKey.ofDevice(datastream, at(hour)), Decimal.parse(value).orElseThrow(), "N");
    append(List.of(row), List.of());
  }

  private void append(List<RowChange> rows, List<RowKey> deletes) {
    telemetry
        .append(new NewArrival(now, "test", 1, Bytes.EMPTY, Outcome.DATA, rows, deletes, 0))
        .join();
  }

  private void late(int hour, String value) {
    receive(at(100), hour, value);
  }

  private void judge() {
    while (watch.behind() > 0) {
      watch.judgeNext();
    }
  }

  /** All, the oldest first. */
  private List<Alarm> alarms() {
    judge();
    return registry.alarms().list(null, null, Long.MAX_VALUE, 100).reversed();
  }

  private Alarm alarm() {
    List<Alarm> all = alarms();
    assertThat(all).hasSize(1);
    return all.getFirst();
  }

  private List<String> events(Alarm alarm) {
    return registry.alarms().events(alarm.id()).stream()
        .map(AlarmEvent::what)
        .map(AlarmEvent.What::text)
        .toList();
  }

  @Test
  void correctedBelowTheLimit_isWithdrawnWithItsReason() {
    hours(0, "40", "70", "40");
    long id = alarm().id();

    late(1, "30");

    Alarm withdrawn = alarm();
    assertThat(withdrawn.id()).isEqualTo(id);
    assertThat(withdrawn.state()).isEqualTo(AlarmState.WITHDRAWN);
    AlarmEvent event = registry.alarms().events(id).getLast();
    assertThat(event.what()).isEqualTo(AlarmEvent.What.WITHDRAWN);
    assertThat(event.was()).isEqualTo("cleared");
    assertThat(event.is()).isEqualTo("withdrawn");
    assertThat(event.why()).isEqualTo("late or corrected data");
  }

  @Test
  void deletedRow_withdrawsItsAlarm() {
    hours(0, "40", "70", "40");
    judge();

    append(List.of(), List.of(RowKey.ofDevice(datastream, at(1))));

    assertThat(alarm().state()).isEqualTo(AlarmState.WITHDRAWN);
  }

  @Test
  void lateHourBetweenTwoAlarms_joinsThem_andTheOlderStays() {
    hours(0, "40", "70", "40", "80", "40");
    assertThat(alarms()).hasSize(2);

    late(2, "60");

    List<Alarm> both = alarms();
    assertThat(both).hasSize(2);
    assertThat(both.getFirst().state()).isEqualTo(AlarmState.CLEARED);
    assertThat(both.getFirst().start()).isEqualTo(at(1));
    assertThat(both.getFirst().end()).isEqualTo(at(4));
    assertThat(both.getFirst().peak()).isEqualTo(Decimal.of(80));
    assertThat(both.getLast().state()).isEqualTo(AlarmState.WITHDRAWN);
    assertThat(both.getLast().mergedInto()).isEqualTo(both.getFirst().id());
  }

  @Test
  void lateHourWithinAnAlarm_shortensIt_andTheRestIsFoundLate() {
    hours(0, "40", "70");
    hours(3, "80", "40");
    assertThat(alarm().end()).isEqualTo(at(4));

    late(2, "40");

    List<Alarm> both = alarms();
    assertThat(both.getFirst().end()).isEqualTo(at(2));
    assertThat(events(both.getFirst())).contains("extended");
    assertThat(both.getLast().start()).isEqualTo(at(3));
    assertThat(both.getLast().end()).isEqualTo(at(4));
    assertThat(both.getLast().late()).isTrue();
    assertThat(both.getLast().sounded()).isNull();
  }

  @Test
  void correctedHourBefore_movesTheBeginning() {
    hours(0, "40", "40", "70", "40");
    judge();

    late(1, "60");

    assertThat(alarm().start()).isEqualTo(at(1));
    assertThat(alarm().end()).isEqualTo(at(3));
  }

  @Test
  void newestHourCorrected_endsTheOpenAlarm_andTheNextIsAnother() {
    hours(0, "70", "70");
    assertThat(alarm().state()).isEqualTo(AlarmState.OPEN);

    receive(at(2), 1, "30");
    assertThat(alarm().state()).isEqualTo(AlarmState.CLEARED);
    assertThat(alarm().end()).isEqualTo(at(1));

    hours(2, "70");
    assertThat(alarms()).hasSize(2);
    assertThat(alarms().getLast().state()).isEqualTo(AlarmState.OPEN);
    assertThat(alarms().getLast().late()).isFalse();
  }

  @Test
  void endCorrectedAway_opensTheAlarmAgain_andTheNextHourEndsIt() {
    hours(0, "70", "40");
    assertThat(alarm().state()).isEqualTo(AlarmState.CLEARED);

    receive(at(2), 1, "80");
    assertThat(alarm().state()).isEqualTo(AlarmState.OPEN);

    hours(2, "40");
    assertThat(alarm().end()).isEqualTo(at(2));
  }

  @Test
  void raisedAndCorrectedInOneBatch_areJudgedInTheirOrder() {
    hours(0, "40", "70", "40");
    late(1, "30");

    assertThat(alarm().state()).isEqualTo(AlarmState.WITHDRAWN);
  }

  @Test
  void liveHourAfterALateOneInOneBatch_sounds() {
    hours(0, "40", "40");
    judge();
    receive(at(3), 0, "45");
    receive(at(3), 2, "70");

    assertThat(alarm().state()).isEqualTo(AlarmState.OPEN);
    assertThat(alarm().late()).isFalse();
  }

  @Test
  void sameValueAgain_changesNothing() {
    hours(0, "40", "70", "40");
    int before = events(alarm()).size();

    late(0, "41");

    assertThat(events(alarm())).hasSize(before);
  }

  @Test
  void alarmOfAnOlderVersion_isLeftAlone() {
    hours(0, "40", "70", "40");
    judge();
    registry.rules().record(HourRules.above("90", null));

    late(1, "65");

    assertThat(alarm().state()).isEqualTo(AlarmState.CLEARED);
  }

  @Test
  void proofOfTheCase_isLedAgain() {
    hours(0, "70", "40", "40");
    judge();
    long file = registry.cases().open().getFirst().id();
    assertThat(registry.cases().find(file).orElseThrow().progress()).contains("\"done\":2");

    late(1, "60");
    judge();

    assertThat(registry.cases().find(file).orElseThrow().progress()).contains("\"done\":1");
  }

  @Test
  void crashBetweenAnyTwoArrivals_concludesTheSame() {
    hours(0, "40", "70", "40", "80", "40");
    late(2, "60");
    late(0, "65");
    late(4, "30");
    for (long arrival = 1; arrival <= telemetry.lastArrival(); arrival++) {
      registry.positions().moveTo(Watch.READER, registry.positions().position(Watch.READER));
      watch.judgeNext();
      watch = newWatch();
    }

    List<Alarm> all = alarms();
    assertThat(all).filteredOn(each -> each.state() != AlarmState.WITHDRAWN).hasSize(1);
    assertThat(all.getFirst().start()).isEqualTo(at(0));
    assertThat(all.getFirst().end()).isEqualTo(at(4));
  }
}
