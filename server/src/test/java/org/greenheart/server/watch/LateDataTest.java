// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.registry.Alarm;
import org.greenheart.storage.registry.AlarmEvent;
import org.greenheart.storage.registry.AlarmState;
import org.greenheart.storage.telemetry.MemoryTelemetry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hours that come late or are corrected, and what becomes of the alarms known there. */
final class LateDataTest {
  @TempDir Path folder;
  private HourRig rig;

  @BeforeEach
  void open() {
    rig = new HourRig(folder, new MemoryTelemetry());
    rig.registry().rules().record(HourRules.above("50", "{\"kind\":\"below-limit\",\"count\":3}"));
  }

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void correctedBelowTheLimit_isWithdrawnWithItsReason() {
    rig.hours(0, "40", "70", "40");
    long id = rig.alarm().id();

    rig.late(1, "30");

    Alarm withdrawn = rig.alarm();
    assertThat(withdrawn.id()).isEqualTo(id);
    assertThat(withdrawn.state()).isEqualTo(AlarmState.WITHDRAWN);
    AlarmEvent event = rig.registry().alarms().events(id).getLast();
    assertThat(event.what()).isEqualTo(AlarmEvent.What.WITHDRAWN);
    assertThat(event.was()).isEqualTo("cleared");
    assertThat(event.is()).isEqualTo("withdrawn");
    assertThat(event.why()).isEqualTo("late or corrected data");
  }

  @Test
  void deletedRow_withdrawsItsAlarm() {
    rig.hours(0, "40", "70", "40");
    rig.judge();

    rig.delete(1);

    assertThat(rig.alarm().state()).isEqualTo(AlarmState.WITHDRAWN);
  }

  @Test
  void lateHourBetweenTwoAlarms_joinsThem_andTheOlderStays() {
    rig.hours(0, "40", "70", "40", "80", "40");
    assertThat(rig.alarms()).hasSize(2);

    rig.late(2, "60");

    List<Alarm> both = rig.alarms();
    assertThat(both).hasSize(2);
    assertThat(both.getFirst().state()).isEqualTo(AlarmState.CLEARED);
    assertThat(both.getFirst().start()).isEqualTo(HourRig.at(1));
    assertThat(both.getFirst().end()).isEqualTo(HourRig.at(4));
    assertThat(both.getFirst().peak()).isEqualTo(Decimal.of(80));
    assertThat(both.getLast().state()).isEqualTo(AlarmState.WITHDRAWN);
    assertThat(both.getLast().mergedInto()).isEqualTo(both.getFirst().id());
  }

  @Test
  void lateHourWithinAnAlarm_shortensIt_andTheRestIsFoundLate() {
    rig.hours(0, "40", "70");
    rig.hours(3, "80", "40");
    assertThat(rig.alarm().end()).isEqualTo(HourRig.at(4));

    rig.late(2, "40");

    List<Alarm> both = rig.alarms();
    assertThat(both.getFirst().end()).isEqualTo(HourRig.at(2));
    assertThat(rig.events(both.getFirst())).contains("extended");
    assertThat(both.getLast().start()).isEqualTo(HourRig.at(3));
    assertThat(both.getLast().end()).isEqualTo(HourRig.at(4));
    assertThat(both.getLast().late()).isTrue();
    assertThat(both.getLast().sounded()).isNull();
  }

  @Test
  void correctedHourBefore_movesTheBeginning() {
    rig.hours(0, "40", "40", "70", "40");
    rig.judge();

    rig.late(1, "60");

    assertThat(rig.alarm().start()).isEqualTo(HourRig.at(1));
    assertThat(rig.alarm().end()).isEqualTo(HourRig.at(3));
  }

  @Test
  void newestHourCorrected_endsTheOpenAlarm_andTheNextIsAnother() {
    rig.hours(0, "70", "70");
    assertThat(rig.alarm().state()).isEqualTo(AlarmState.OPEN);

    rig.receive(HourRig.at(2), 1, "30");
    assertThat(rig.alarm().state()).isEqualTo(AlarmState.CLEARED);
    assertThat(rig.alarm().end()).isEqualTo(HourRig.at(1));

    rig.hours(2, "70");
    assertThat(rig.alarms()).hasSize(2);
    assertThat(rig.alarms().getLast().state()).isEqualTo(AlarmState.OPEN);
    assertThat(rig.alarms().getLast().late()).isFalse();
  }

  @Test
  void endCorrectedAway_opensTheAlarmAgain_andTheNextHourEndsIt() {
    rig.hours(0, "70", "40");
    assertThat(rig.alarm().state()).isEqualTo(AlarmState.CLEARED);

    rig.receive(HourRig.at(2), 1, "80");
    assertThat(rig.alarm().state()).isEqualTo(AlarmState.OPEN);

    rig.hours(2, "40");
    assertThat(rig.alarm().end()).isEqualTo(HourRig.at(2));
  }

  @Test
  void correctedBeforeItWasJudged_raisesNothing() {
    rig.hours(0, "40", "70", "40");
    rig.late(1, "30");

    assertThat(rig.alarms()).isEmpty();
  }

  @Test
  void lateHourInTheBatchOfItsAlarm_joinsIt() {
    rig.hours(1, "70", "40");
    rig.late(0, "60");

    assertThat(rig.alarm().start()).isEqualTo(HourRig.at(0));
    assertThat(rig.alarm().late()).isFalse();
  }

  @Test
  void liveHourAfterALateOneInOneBatch_sounds() {
    rig.hours(0, "40", "40");
    rig.judge();
    rig.receive(HourRig.at(3), 0, "45");
    rig.receive(HourRig.at(3), 2, "70");

    assertThat(rig.alarm().state()).isEqualTo(AlarmState.OPEN);
    assertThat(rig.alarm().late()).isFalse();
  }

  @Test
  void sameValueAgain_changesNothing() {
    rig.hours(0, "40", "70", "40");
    int before = rig.events(rig.alarm()).size();

    rig.late(0, "41");

    assertThat(rig.events(rig.alarm())).hasSize(before);
  }

  @Test
  void alarmOfAnOlderVersion_isLeftAlone() {
    rig.hours(0, "40", "70", "40");
    rig.judge();
    rig.registry().rules().record(HourRules.above("90", null));

    rig.late(1, "65");

    assertThat(rig.alarm().state()).isEqualTo(AlarmState.CLEARED);
  }

  @Test
  void proofOfTheCase_isLedAgain() {
    rig.hours(0, "70", "40", "40");
    rig.judgeOneByOne();
    long file = rig.registry().cases().open().getFirst().id();
    assertThat(rig.registry().cases().find(file).orElseThrow().progress()).contains("\"done\":2");

    rig.late(1, "60");
    rig.judge();

    assertThat(rig.registry().cases().find(file).orElseThrow().progress()).contains("\"done\":1");
  }
}
