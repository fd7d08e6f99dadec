// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.greenheart.server.limits.HeldLimits;
import org.greenheart.server.limits.StandingLimit;
import org.greenheart.storage.Bytes;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.RowKey;
import org.greenheart.storage.registry.Acceptance;
import org.greenheart.storage.registry.Alarm;
import org.greenheart.storage.registry.AlarmState;
import org.greenheart.storage.registry.CaseEvent;
import org.greenheart.storage.registry.CaseFile;
import org.greenheart.storage.registry.Datastream;
import org.greenheart.storage.registry.DatastreamSpec;
import org.greenheart.storage.registry.Interval;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.Rule;
import org.greenheart.storage.registry.Severity;
import org.greenheart.storage.registry.SqliteRegistry;
import org.greenheart.storage.registry.UnitOfMeasurement;
import org.greenheart.storage.telemetry.MemoryTelemetry;
import org.greenheart.storage.telemetry.NewArrival;
import org.greenheart.storage.telemetry.Outcome;
import org.greenheart.storage.telemetry.RowChange;
import org.greenheart.storage.telemetry.Telemetry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pump station and an outlet, judged arrival by arrival. */
final class WatchTest {
  private static final Instant T0 = Instant.parse("2026-06-01T00:00:00Z");

  @TempDir Path folder;
  private Instant now = T0;
  private long nanos;
  private final InstantSource clock = () -> now;
  private final Telemetry telemetry = new MemoryTelemetry();
  private final Map<String, Long> datastreams = new LinkedHashMap<>();
  private Registry registry;
  private Watch watch;
  private long thing;
  private Decimal limit = Decimal.of(50);

  @BeforeEach
  void open() {
    registry = SqliteRegistry.open(folder, clock);
    thing =
        registry
            .devices()
            .register("hj212", "88888880000001", Acceptance.named("Willow Lane pumps"), T0)
            .thing();
    watch = newWatch();
  }

  @AfterEach
  void close() {
    registry.close();
    telemetry.close();
  }

  private Watch newWatch() {
    return Watch.idle(telemetry, registry, () -> this::fixedLimits, clock, () -> nanos);
  }

  /** One limit for sulfur dioxide by the hour. */
  private HeldLimits fixedLimits(Datastream datastream) {
    return datastream.code().equals("a21026") && datastream.interval() == Interval.HOUR
        ? moment -> Optional.of(StandingLimit.atMost(limit))
        : HeldLimits.NONE;
  }

  private void rule(
      String code,
      String kind,
      boolean forThing,
      String parameters,
      int dwell,
      @Nullable String criterion) {
    registry
        .rules()
        .record(
            new Rule(
                code,
                0,
                kind,
                "规则",
                "Rule",
                Severity.DANGER,
                forThing ? thing : null,
                parameters,
                Duration.ofMinutes(dwell),
                Duration.ZERO,
                criterion != null,
                criterion,
                "design book",
                true,
                "operator",
                T0));
  }

  private void pumpRule() {
    rule(
        "pump",
        "pump-not-started",
        true,
        """
        {"level":"level","startLevel":"3.2","pumps":["pump"],"rain":"rain","interval":"realtime"}\
        """,
        3,
        "{\"kind\":\"answers-rains\",\"count\":2,\"dryAfterSeconds\":120}");
  }

  private void limitRule() {
    rule(
        "hour-limit",
        "above-limit",
        false,
        "{\"interval\":\"hour\"}",
        0,
        "{\"kind\":\"below-limit\",\"count\":3}");
  }

  private long datastream(String code, Interval interval) {
    return datastreams.computeIfAbsent(
        code,
        absent ->
            registry
                .catalogue()
                .ensure(
                    DatastreamSpec.ofDevice(
                        thing, code, interval, "31", code, code, UnitOfMeasurement.ofSymbol("m")))
                .number());
  }

  private RowChange row(String code, Interval interval, Instant at, String value, String flag) {
    return RowChange.of(
        RowKey.ofDevice(datastream(code, interval), at), Decimal.parse(value).orElseThrow(), flag);
  }

  private void arrives(Instant received, List<RowChange> rows) {
    telemetry
        .append(new NewArrival(received, "test", 1, Bytes.EMPTY, Outcome.DATA, rows, List.of(), 0))
        .join();
  }

  private void station(int minute, String rain, String level, String pump) {
    Instant at = T0.plus(Duration.ofMinutes(minute));
    now = at;
    arrives(
        at,
        List.of(
            row("rain", Interval.REALTIME, at, rain, "N"),
            row("level", Interval.REALTIME, at, level, "N"),
            row("pump", Interval.REALTIME, at, pump, "N")));
  }

  private void hour(int hour, String value, String flag, Instant received) {
    Instant at = T0.plus(Duration.ofHours(hour));
    arrives(received, List.of(row("a21026", Interval.HOUR, at, value, flag)));
  }

  private void hour(int hour, String value) {
    hour(hour, value, "N", T0.plus(Duration.ofHours(hour + 1)));
  }

  private List<Alarm> alarms() {
    while (watch.behind() > 0) {
      watch.judgeNext();
    }
    return registry.alarms().list(null, null, Long.MAX_VALUE, 100);
  }

  @Test
  void pumpIdleInRain_raisesOneAlarmOpensCaseAndClosesItByProof() {
    pumpRule();
    for (int minute = 0; minute < 6; minute++) {
      station(minute, "3", "3." + (3 + minute), "0");
    }
    Alarm raised = alarms().getFirst();
    assertThat(raised.state()).isEqualTo(AlarmState.OPEN);
    assertThat(raised.start()).isEqualTo(T0);
    assertThat(raised.peak()).isEqualTo(new Decimal(38, 1));
    assertThat(raised.limit()).isEqualTo(new Decimal(32, 1));
    CaseFile file = registry.cases().open().getFirst();
    assertThat(file.title()).isEqualTo("Willow Lane pumps：规则");
    assertThat(raised.caseFile()).isEqualTo(file.id());

    station(6, "3", "3.5", "9.1");
    station(7, "0", "2.5", "0");
    station(10, "0", "1.0", "0");
    for (int rain = 0; rain < 2; rain++) {
      int start = 20 + rain * 20;
      station(start, "2", "3.3", "0");
      station(start + 1, "2", "3.3", "9.1");
      station(start + 2, "0", "2.0", "9.1");
      station(start + 5, "0", "1.0", "0");
    }

    assertThat(alarms()).hasSize(1);
    assertThat(alarms().getFirst().end()).isEqualTo(T0.plus(Duration.ofMinutes(6)));
    CaseFile closed = registry.cases().find(file.id()).orElseThrow();
    assertThat(closed.open()).isFalse();
    assertThat(closed.progress()).contains("\"done\":2").contains("\"failed\"");
    assertThat(registry.cases().timeline(file.id()))
        .extracting(CaseEvent::what)
        .containsExactly("opened", "progress", "progress", "progress", "closed");
  }

  @Test
  void proofOfACaseThatAPersonChangedMeanwhile_saysNothing() {
    pumpRule();
    station(0, "3", "3.3", "0");
    station(4, "3", "3.3", "0");
    station(5, "3", "3.3", "9");
    alarms();
    CaseFile file = registry.cases().open().getFirst();
    // The case is closed and opened again while the arrivals that prove it are being judged.
    CaseEvent event = new CaseEvent(now, "a person", "reopen", "");
    Instant anew = T0.plus(Duration.ofDays(1));
    registry.cases().change(file.provenFrom(anew), event);

    for (int rain = 0; rain < 2; rain++) {
      int start = 20 + rain * 20;
      station(start - 5, "0", "1.0", "0");
      station(start, "2", "3.3", "0");
      station(start + 1, "2", "3.3", "9.1");
      station(start + 2, "0", "2.0", "9.1");
      station(start + 5, "0", "1.0", "0");
    }
    alarms();

    CaseFile after = registry.cases().find(file.id()).orElseThrow();
    assertThat(after.open()).isTrue();
    assertThat(after.progress()).isNull();
    assertThat(registry.cases().timeline(file.id()))
        .extracting(CaseEvent::what)
        .containsExactly("opened", "reopen");
  }

  @Test
  void secondEpisodeWhileCaseOpen_joinsTheCase() {
    pumpRule();
    station(0, "3", "3.3", "0");
    station(4, "3", "3.3", "0");
    station(5, "3", "3.3", "9");
    station(10, "3", "3.4", "0");
    station(14, "3", "3.4", "0");

    assertThat(alarms()).hasSize(2);
    CaseFile file = registry.cases().open().getFirst();
    assertThat(registry.cases().open()).hasSize(1);
    assertThat(registry.alarms().ofCase(file.id())).hasSize(2);
  }

  @Test
  void crashBetweenAnyTwoArrivals_concludesTheSame() {
    pumpRule();
    for (int minute = 0; minute < 6; minute++) {
      station(minute, "3", "3.3", "0");
      if (minute % 2 == 1) {
        watch.judgeNext();
      }
      watch = newWatch();
    }
    station(6, "3", "3.3", "9");
    watch.judgeNext();
    watch = newWatch();

    assertThat(alarms()).hasSize(1);
    assertThat(alarms().getFirst().state()).isEqualTo(AlarmState.CLEARED);
    assertThat(registry.cases().list(null, null, Long.MAX_VALUE, 10)).hasSize(1);
  }

  @Test
  void writeFails_nothingIsLostOrDoubled() {
    pumpRule();
    station(0, "3", "3.3", "0");
    station(4, "3", "3.3", "0");
    registry.close();
    assertThatThrownBy(watch::judgeNext).isInstanceOf(RuntimeException.class);
    registry = SqliteRegistry.open(folder, clock);
    watch = newWatch();

    assertThat(alarms()).hasSize(1);
  }

  @Test
  void hourAboveLimit_raisesAndClearsInTheDatasTime() {
    limitRule();
    hour(0, "40.0");
    hour(1, "50.1");
    hour(2, "62.5");
    hour(3, "50.0");

    Alarm alarm = alarms().getFirst();
    assertThat(alarms()).hasSize(1);
    assertThat(alarm.start()).isEqualTo(T0.plus(Duration.ofHours(1)));
    assertThat(alarm.end()).isEqualTo(T0.plus(Duration.ofHours(3)));
    assertThat(alarm.peak()).isEqualTo(new Decimal(625, 1));
    assertThat(alarm.late()).isFalse();
  }

  @Test
  void markedHourAboveLimit_raisesNothing() {
    limitRule();
    hour(0, "400", "C", T0.plus(Duration.ofHours(1)));
    hour(1, "400", "M", T0.plus(Duration.ofHours(2)));

    assertThat(alarms()).isEmpty();
  }

  @Test
  void lateHourAboveLimit_isRecordedLateWithItsOwnTimesAndWithoutCase() {
    limitRule();
    hour(0, "40");
    hour(2, "40");
    hour(3, "40");
    hour(1, "70", "N", T0.plus(Duration.ofHours(9)));

    Alarm alarm = alarms().getFirst();
    assertThat(alarm.late()).isTrue();
    assertThat(alarm.state()).isEqualTo(AlarmState.CLEARED);
    assertThat(alarm.start()).isEqualTo(T0.plus(Duration.ofHours(1)));
    assertThat(alarm.end()).isEqualTo(T0.plus(Duration.ofHours(2)));
    assertThat(registry.cases().open()).isEmpty();
  }

  @Test
  void backlogAboveLimit_isLateUntilItHoldsInLiveData() {
    limitRule();
    Instant received = T0.plus(Duration.ofHours(5));
    hour(0, "70", "N", received);
    hour(1, "70", "N", received);
    assertThat(alarms().getFirst().late()).isTrue();
    assertThat(registry.cases().open()).isEmpty();

    hour(4, "70", "N", received);

    assertThat(alarms()).hasSize(1);
    assertThat(alarms().getFirst().late()).isFalse();
    assertThat(registry.cases().open()).hasSize(1);
  }

  @Test
  void sameArrivalsAgain_changeNothing() {
    limitRule();
    hour(0, "70");
    alarms();
    registry.write(
        tables -> {
          tables.positions().moveTo(Watch.READER, 0);
          return 0;
        });
    watch = newWatch();

    assertThat(alarms()).hasSize(1);
  }

  @Test
  void ruleThatCannotBeRead_isLeftOutAndOthersJudge() {
    rule("broken", "above-limit", false, "{\"interval\":\"week\"}", 0, null);
    limitRule();
    hour(0, "70");

    assertThat(alarms()).hasSize(1);
  }

  @Test
  void newVersionOfRule_judgesWhatComesAfterIt() {
    limitRule();
    hour(0, "40");
    assertThat(alarms()).isEmpty();
    rule(
        "hour-limit",
        "above-limit",
        false,
        "{\"code\":\"a21026\",\"interval\":\"hour\",\"limit\":\"30\"}",
        0,
        null);
    hour(1, "40");

    assertThat(alarms()).hasSize(1);
    assertThat(alarms().getFirst().ruleVersion()).isEqualTo(2);
  }

  @Test
  void nothingFound_positionFollowsWithinASecond_thoughDataNeverPauses() {
    limitRule();
    hour(0, "10");
    watch.judgeNext();
    assertThat(registry.positions().position(Watch.READER)).isZero();

    nanos = Duration.ofSeconds(1).toNanos();
    hour(1, "10");
    watch.judgeNext();

    assertThat(watch.behind()).isZero();
    assertThat(registry.positions().position(Watch.READER)).isEqualTo(telemetry.lastArrival());
  }

  @Test
  void removedDatastream_isJudgedNoMore_andItsRowsInTheFeedHoldNothingUp() {
    limitRule();
    hour(0, "10");
    watch.judgeNext();
    hour(1, "90");
    long number = datastream("a21026", Interval.HOUR);

    registry.catalogue().removeDatastream(number);
    telemetry.drop(number).join();
    watch.judgeNext();

    assertThat(watch.behind()).isZero();
    assertThat(alarms()).isEmpty();
  }
}
