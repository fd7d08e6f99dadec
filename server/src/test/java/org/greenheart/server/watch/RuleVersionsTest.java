// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.greenheart.storage.registry.Alarm;
import org.greenheart.storage.registry.AlarmEvent;
import org.greenheart.storage.registry.AlarmState;
import org.greenheart.storage.registry.Rule;
import org.greenheart.storage.telemetry.MemoryTelemetry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Data are judged by the version of a rule that held in their time. */
final class RuleVersionsTest {
  @TempDir private Path folder;
  private HourRig rig;

  @BeforeEach
  void open() {
    rig = new HourRig(folder, new MemoryTelemetry());
    rig.registry().rules().record(HourRules.above("50", null));
  }

  @AfterEach
  void close() {
    rig.close();
  }

  private void limitFrom(int hour, String limit) {
    rig.registry().rules().record(HourRules.above(limit, null).from(HourRig.at(hour)));
  }

  private void switchOffAt(int hour) {
    Rule rule = HourRules.above("50", null);
    rig.registry()
        .rules()
        .record(
            new Rule(
                rule.code(),
                0,
                rule.kind(),
                rule.name(),
                rule.nameEn(),
                rule.severity(),
                rule.parameters(),
                rule.dwell(),
                rule.clearAfter(),
                rule.opensCase(),
                rule.criterion(),
                rule.basis(),
                false,
                "another operator",
                rule.recorded(),
                rule.from(HourRig.at(hour)).applies()));
  }

  @Test
  void lateRowOfTheTimeBefore_isJudgedByTheOldVersion() {
    rig.hours(0, "20", "20", "20");
    rig.hours(4, "20", "20", "20", "20", "20", "20");
    rig.judge();
    limitFrom(10, "30");
    rig.hours(10, "20", "20");
    rig.judge();

    rig.late(3, "40"); // above the new limit, not above the one that held

    assertThat(rig.alarms()).isEmpty();

    rig.late(3, "70");

    Alarm alarm = rig.alarm();
    assertThat(alarm.ruleVersion()).isEqualTo(1);
    assertThat(alarm.limit()).hasToString("50");
    assertThat(alarm.late()).isTrue();
    assertThat(alarm.start()).isEqualTo(HourRig.at(3));
    assertThat(alarm.end()).isEqualTo(HourRig.at(4));
  }

  @Test
  void lateRowOfTheTimeSince_isJudgedByTheNewVersion() {
    rig.hours(0, "20", "20");
    rig.judge();
    limitFrom(5, "30");
    rig.hours(5, "20");
    rig.hours(7, "20");
    rig.judge();

    rig.late(6, "40");

    assertThat(rig.alarm().ruleVersion()).isEqualTo(2);
    assertThat(rig.alarm().limit()).hasToString("30");
  }

  @Test
  void correctedRowOfTheTimeBefore_changesTheAlarmOfItsVersion() {
    rig.hours(0, "20", "70", "20", "20", "20", "20");
    rig.judge();
    limitFrom(5, "30");
    rig.hours(6, "20");
    rig.judge();

    rig.late(2, "60");

    Alarm alarm = rig.alarm();
    assertThat(alarm.ruleVersion()).isEqualTo(1);
    assertThat(alarm.end()).isEqualTo(HourRig.at(3));
  }

  @Test
  void whatHeldUntilTheNewVersion_endsWithItsOwn() {
    rig.hours(0, "20", "20", "20");
    rig.hours(5, "20", "20");
    rig.judge();
    limitFrom(5, "90");
    rig.hours(7, "20");
    rig.judge();

    rig.late(3, "70");
    rig.late(4, "70");

    assertThat(rig.alarm().start()).isEqualTo(HourRig.at(3));
    assertThat(rig.alarm().end()).isEqualTo(HourRig.at(5));
    assertThat(rig.alarm().ruleVersion()).isEqualTo(1);
  }

  @Test
  void alarmThatGoesOnUnderTheNewVersion_isLeftWhole() {
    rig.hours(0, "20", "20", "20", "70", "70", "70", "70", "20");
    rig.judge();
    limitFrom(5, "60");
    rig.hours(8, "20");
    Alarm before = rig.alarm();

    rig.late(2, "80");

    Alarm alarm = rig.alarm();
    assertThat(alarm.id()).isEqualTo(before.id());
    assertThat(alarm.start()).isEqualTo(HourRig.at(2));
    assertThat(alarm.end()).isEqualTo(before.end());
  }

  @Test
  void orderedRange_isJudgedByTheVersionOfEachDay() {
    rig.hours(0, "20", "40", "20", "20", "20", "40", "20");
    rig.judge();
    limitFrom(5, "30");
    rig.judge();

    Rejudging.Difference difference =
        rig.watch()
            .difference(
                new Rejudging.Range(HourRules.CODE, List.of(), HourRig.at(0), HourRig.at(9)));

    assertThat(difference.counts().raised()).isEqualTo(1);
    assertThat(difference.changes().getFirst().ruleVersion()).isEqualTo(2);
    assertThat(difference.changes().getFirst().is()).isNotNull();
  }

  @Test
  void ruleSwitchedOff_endsItsOpenAlarmAndSaysWhoDidIt() {
    rig.hours(0, "20", "70", "70");
    assertThat(rig.alarm().state()).isEqualTo(AlarmState.OPEN);
    switchOffAt(3);
    rig.hours(3, "70");

    Alarm alarm = rig.alarm();

    assertThat(alarm.state()).isEqualTo(AlarmState.CLEARED);
    assertThat(alarm.end()).isEqualTo(HourRig.at(3));
    AlarmEvent event = rig.registry().alarms().events(alarm.id()).getLast();
    assertThat(event.what()).isEqualTo(AlarmEvent.What.CLEARED);
    assertThat(event.was()).isEqualTo("open");
    assertThat(event.is()).isEqualTo(HourRig.at(3).toString());
    assertThat(event.why()).isEqualTo("rule switched off");
    assertThat(event.who()).isEqualTo("another operator");
  }

  @Test
  void ruleSwitchedOff_endsItsOpenAlarmWhenNothingComes() {
    rig.hours(0, "20", "70", "70");
    rig.judge();
    switchOffAt(3);

    rig.watch().tellSilence();

    assertThat(rig.alarm().state()).isEqualTo(AlarmState.CLEARED);
  }

  @Test
  void ruleSwitchedOff_lateRowOfItsTimeIsStillJudged() {
    rig.hours(0, "20", "20");
    rig.hours(3, "20", "20");
    rig.judge();
    switchOffAt(5);
    rig.hours(5, "70");
    rig.judge();

    rig.late(2, "70");

    assertThat(rig.alarm().start()).isEqualTo(HourRig.at(2));
    assertThat(rig.alarm().end()).isEqualTo(HourRig.at(3));
  }
}
