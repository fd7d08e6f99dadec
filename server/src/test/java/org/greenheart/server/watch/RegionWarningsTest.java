// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.greenheart.server.accounts.Sight;
import org.greenheart.server.api.ExceedingKinds;
import org.greenheart.server.limits.PointLimits;
import org.greenheart.server.waiting.Pause;
import org.greenheart.storage.Bytes;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.RowKey;
import org.greenheart.storage.registry.Acceptance;
import org.greenheart.storage.registry.Alarm;
import org.greenheart.storage.registry.AlarmEvent;
import org.greenheart.storage.registry.AlarmState;
import org.greenheart.storage.registry.AlarmStation;
import org.greenheart.storage.registry.Applies;
import org.greenheart.storage.registry.Area;
import org.greenheart.storage.registry.CaseFile;
import org.greenheart.storage.registry.DatastreamSpec;
import org.greenheart.storage.registry.Interval;
import org.greenheart.storage.registry.PointPlace;
import org.greenheart.storage.registry.Reach;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.Rule;
import org.greenheart.storage.registry.RuleException;
import org.greenheart.storage.registry.Scope;
import org.greenheart.storage.registry.Severity;
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

/** A city with two stations that send PM2.5 by the hour. */
final class RegionWarningsTest {
  /** Midnight in Beijing. */
  private static final Instant T0 = Instant.parse("2026-11-01T16:00:00Z");

  /** Daily PM2.5 of 115 is an index of 150, of 150 one of 200 (HJ 633-2026 table 3). */
  private static final String CLEAN = "0";

  /** One clean hour of 24 makes 115 of it, which is an index of 150 and not above. */
  private static final String HAZE = "120";

  @TempDir private Path folder;
  private final Telemetry telemetry = new MemoryTelemetry();
  private final List<Long> streams = new ArrayList<>();
  private final List<Long> things = new ArrayList<>();
  private Registry registry;
  private Instant now = T0;
  private Area city;

  @BeforeEach
  void open() {
    registry = SqliteRegistry.open(folder, () -> now);
    city =
        registry
            .places()
            .areas()
            .put(new Area(0, "9903", "枫渚市", "Fengzhu City", Area.Level.CITY, 0))
            .row();
    for (String device : List.of("1", "2")) {
      long thing =
          registry.devices().register("hj212", device, Acceptance.named("Station"), T0).thing();
      streams.add(
          registry
              .catalogue()
              .ensure(
                  DatastreamSpec.ofDevice(
                      thing,
                      "a34004",
                      Interval.HOUR,
                      "22",
                      "PM2.5",
                      "PM2.5",
                      UnitOfMeasurement.ofSymbol("ug/m3")))
              .number());
      registry.places().points().put(new PointPlace(thing, city.id(), 0, 0, 0));
      things.add(thing);
    }
    registry.rules().record(rule(new Scope(Scope.Kind.AREA, Long.toString(city.id())), false));
  }

  @AfterEach
  void close() {
    registry.close();
    telemetry.close();
  }

  private static Rule rule(Scope scope, boolean opensCase) {
    return new Rule(
        "haze",
        0,
        "region-warning",
        "重污染天气预警条件",
        "Heavy pollution",
        Severity.DANGER,
        "{}",
        Duration.ZERO,
        Duration.ZERO,
        opensCase,
        opensCase ? "{\"kind\":\"below-limit\",\"count\":1}" : null,
        "scheme",
        true,
        "operator",
        Instant.EPOCH,
        new Applies(scope, null, Instant.EPOCH));
  }

  private static Instant at(int hour) {
    return T0.plus(Duration.ofHours(hour));
  }

  private void hours(int from, int to, String value) {
    for (long stream : streams) {
      hours(stream, from, to, value);
    }
    now = at(to);
  }

  private void hours(long stream, int from, int to, String value) {
    List<RowChange> rows = new ArrayList<>();
    for (int hour = from; hour < to; hour++) {
      rows.add(
          RowChange.of(RowKey.ofDevice(stream, at(hour)), Decimal.parse(value).orElseThrow(), "N"));
    }
    telemetry
        .append(new NewArrival(at(to), "test", 1, Bytes.EMPTY, Outcome.DATA, rows, List.of(), 0))
        .join();
  }

  /** Looks once, as after a start. */
  private void judge() {
    new RegionWarnings(telemetry, registry, new OnePass(), () -> now).run();
  }

  private static final class OnePass implements Pause {
    @Override
    public boolean until(Instant time) {
      return false;
    }

    @Override
    public void close() {}
  }

  private List<Alarm> alarms() {
    return registry.alarms().ofArea("haze", city.id(), T0, at(1_000));
  }

  @Test
  void fortySevenHoursOfHaze_raiseNothing_fortyEightRaiseOneYellowAlarmOnTheArea() {
    hours(0, 24, CLEAN);
    hours(24, 24 + 47, HAZE);
    judge();
    assertThat(alarms()).isEmpty();

    hours(24 + 47, 24 + 48, HAZE);
    judge();

    assertThat(alarms()).hasSize(1);
    Alarm alarm = alarms().getFirst();
    assertThat(alarm.thing()).isZero();
    assertThat(alarm.state()).isEqualTo(AlarmState.OPEN);
    assertThat(alarm.late()).isFalse();
    assertThat(alarm.level()).isEqualTo("yellow");
    assertThat(alarm.start()).isEqualTo(at(24 + 47));
    // 150 + 50/35 x (120 - 115) = 157.1, rounded up
    assertThat(alarm.peak()).isEqualTo(Decimal.of(158));
    assertThat(alarm.limit()).isEqualTo(Decimal.of(150));
    assertThat(registry.alarms().stations(alarm.id()))
        .containsExactly(
            new AlarmStation(things.get(0), Decimal.of(158), "PM2.5"),
            new AlarmStation(things.get(1), Decimal.of(158), "PM2.5"));
  }

  @Test
  void moreHaze_raisesTheLevelOfTheSameAlarm_andCleanAirEndsIt() {
    hours(0, 48, HAZE);
    judge();
    hours(48, 72, HAZE);
    judge();
    hours(72, 96, CLEAN);
    judge();

    assertThat(alarms()).hasSize(1);
    Alarm alarm = alarms().getFirst();
    assertThat(alarm.level()).isEqualTo("orange");
    assertThat(alarm.state()).isEqualTo(AlarmState.CLEARED);
    assertThat(alarm.end()).isEqualTo(at(72));
    assertThat(registry.alarms().events(alarm.id()))
        .extracting(AlarmEvent::what)
        .contains(AlarmEvent.What.LEVEL, AlarmEvent.What.CLEARED);
  }

  @Test
  void judgingTwice_changesNothing() {
    hours(0, 50, HAZE);
    judge();
    long event = registry.alarms().lastEvent();

    judge();

    assertThat(registry.alarms().lastEvent()).isEqualTo(event);
  }

  @Test
  void correctedHours_withdrawTheAlarm() {
    hours(0, 48, HAZE);
    judge();

    hours(10, 40, CLEAN);
    now = at(50);
    judge();

    assertThat(alarms()).extracting(Alarm::state).containsExactly(AlarmState.WITHDRAWN);
  }

  @Test
  void hourThatOneStationHasNotTold_isWaitedFor() {
    hours(0, 24, CLEAN);
    hours(24, 71, HAZE);
    hours(streams.getFirst(), 71, 72, HAZE);
    now = at(72);
    judge();
    assertThat(alarms()).isEmpty();

    now = at(72).plus(Duration.ofMinutes(16));
    judge();

    assertThat(alarms()).hasSize(1);
  }

  @Test
  void historyThatIsOver_isRecordedLate() {
    hours(0, 50, HAZE);
    hours(50, 80, CLEAN);
    judge();

    assertThat(alarms()).extracting(Alarm::late).containsExactly(true);
    assertThat(alarms()).extracting(Alarm::state).containsExactly(AlarmState.CLEARED);
  }

  @Test
  void dryRun_tellsTheWarningsOfTheRegionAndWritesNothing() {
    hours(0, 24, CLEAN);
    hours(24, 80, HAZE);
    hours(80, 120, CLEAN);

    Rehearsal.Outcome outcome =
        new Rehearsal(telemetry, registry, () -> PointLimits.NONE)
            .run(rule(new Scope(Scope.Kind.AREA, Long.toString(city.id())), false), at(0), at(120));

    assertThat(outcome.alarms()).isEqualTo(1);
    assertThat(outcome.points()).isEqualTo(2);
    assertThat(outcome.list()).extracting(Rehearsal.PointOutcome::thingName).containsExactly("枫渚市");
    assertThat(outcome.list().getFirst().episodes()).hasSize(1);
    assertThat(alarms()).isEmpty();
  }

  @Test
  void alarmOfAnArea_isSeenByThoseOfTheArea_andMayBecomeACase() {
    hours(0, 24, CLEAN);
    hours(24, 72, HAZE);
    judge();
    Alarm alarm = alarms().getFirst();
    long other =
        registry
            .places()
            .areas()
            .put(new Area(0, "9904", "云汀市", "Yunting City", Area.Level.CITY, 0))
            .row()
            .id();

    assertThat(sight(city.id()).sees(alarm)).isTrue();
    assertThat(sight(other).sees(alarm)).isFalse();

    CaseFile file = registry.cases().open(alarm, "haze", "li");

    assertThat(file.tie()).isNull();
    assertThat(file.facts().area()).isEqualTo(city.id());
    assertThat(sight(city.id()).sees(file)).isTrue();
    assertThat(alarms().getFirst().caseFile()).isEqualTo(file.id());
  }

  private Sight sight(long area) {
    return Sight.of(Reach.of(Set.of(), Set.of(area), Set.of()), registry.reaches());
  }

  @Test
  void ruleOverPoints_orWithACase_isRefused() {
    RuleCheck check = new RuleCheck(registry);

    assertThatThrownBy(() -> check.check(rule(Scope.ALL, false)))
        .isInstanceOfSatisfying(
            RuleException.class, e -> assertThat(e.code()).isEqualTo("scope-area"));
    assertThatThrownBy(
            () -> check.check(rule(new Scope(Scope.Kind.AREA, Long.toString(city.id())), true)))
        .isInstanceOfSatisfying(
            RuleException.class, e -> assertThat(e.code()).isEqualTo("case-of-area"));
  }

  @Test
  void kindsThatExceed_areKinds() {
    assertThat(RuleKinds.all().stream().map(RuleKind::word).toList())
        .containsAll(ExceedingKinds.ALL);
  }
}
