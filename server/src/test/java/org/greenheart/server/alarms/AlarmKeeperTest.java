// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.alarms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.greenheart.server.waiting.ScriptedPause;
import org.greenheart.server.waiting.SetClock;
import org.greenheart.storage.registry.Acceptance;
import org.greenheart.storage.registry.Alarm;
import org.greenheart.storage.registry.AlarmEvent;
import org.greenheart.storage.registry.NewAlarm;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.Rule;
import org.greenheart.storage.registry.Severity;
import org.greenheart.storage.registry.SqliteRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AlarmKeeperTest {
  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

  /** The keeper looks every 15 seconds. */
  private static final int LOOKS_A_MINUTE = 4;

  @TempDir private Path folder;
  private final SetClock clock = new SetClock(START);
  private Registry registry;

  @BeforeEach
  void open() {
    registry = SqliteRegistry.open(folder, clock);
  }

  @AfterEach
  void close() {
    registry.close();
  }

  private Alarm raise(Severity severity, boolean late) {
    long thing =
        registry
            .devices()
            .register("hj212", "88888880000001", Acceptance.named("Outlet"), START)
            .thing();
    Rule rule =
        registry
            .rules()
            .record(
                new Rule(
                    severity.text(),
                    0,
                    "above-limit",
                    "小时超标",
                    "Hour above limit",
                    severity,
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
    return registry
        .alarms()
        .raise(new NewAlarm(rule, thing, "a24088", START, null, null, null, "mg/m3", late));
  }

  private void run(int minutes) {
    try (AlarmKeeper keeper =
        new AlarmKeeper(registry, new ScriptedPause(clock, minutes * LOOKS_A_MINUTE), clock)) {
      keeper.run();
      assertThat(keeper.failure()).isEmpty();
    }
  }

  private List<AlarmEvent> escalations(Alarm alarm) {
    return registry.alarms().events(alarm.id()).stream()
        .filter(event -> event.what() == AlarmEvent.What.ESCALATED)
        .toList();
  }

  @Test
  void nobodyAcknowledges_eachLevelIsTurnedToOnceOnTime() {
    Alarm alarm = raise(Severity.DANGER, false);

    run(14);
    assertThat(escalations(alarm)).isEmpty();
    run(2);
    run(90);

    assertThat(escalations(alarm))
        .extracting(AlarmEvent::why, AlarmEvent::at)
        .containsExactly(
            tuple("shift-leader", START.plusSeconds(900)),
            tuple("manager", START.plusSeconds(3600)));
  }

  @Test
  void afterARestart_whatCameDueIsDoneOnce() {
    Alarm alarm = raise(Severity.DANGER, false);
    registry.close();
    clock.advance(Duration.ofHours(2));
    open();

    run(5);

    assertThat(escalations(alarm)).extracting(AlarmEvent::is).containsExactly("1", "2");
  }

  @Test
  void acknowledgedOrLateOrOver_neverEscalates() {
    Alarm seen = raise(Severity.DANGER, false);
    Alarm late = raise(Severity.WARNING, true);
    Alarm quiet = raise(Severity.INFO, false);
    registry.alarmDesk().acknowledge(seen.id(), "operator");

    run(180);

    assertThat(escalations(seen)).isEmpty();
    assertThat(escalations(late)).isEmpty();
    assertThat(escalations(quiet)).isEmpty();
  }

  @Test
  void shelf_endsByTheClockAndTheTimeCountsAnew() {
    Alarm alarm = raise(Severity.DANGER, false);
    Instant until = START.plus(Duration.ofHours(1));
    registry.alarmDesk().shelve(alarm.id(), until, "being repaired", "operator");

    run(59);
    assertThat(registry.alarms().find(alarm.id()).orElseThrow().shelvedUntil()).isEqualTo(until);
    run(15);

    AlarmEvent ended = registry.alarms().events(alarm.id()).getLast();
    assertThat(ended.what()).isEqualTo(AlarmEvent.What.UNSHELVED);
    assertThat(ended.who()).isEqualTo("clock");
    assertThat(ended.at()).isEqualTo(until);
    run(5);
    assertThat(escalations(alarm))
        .extracting(AlarmEvent::at)
        .containsExactly(until.plusSeconds(900));
  }
}
