// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.greenheart.server.intake.FrameText.MN;
import static org.greenheart.server.intake.FrameText.dataAnswer;
import static org.greenheart.server.intake.FrameText.frame;
import static org.greenheart.server.intake.FrameText.realtime;
import static org.greenheart.server.intake.FrameText.realtimeAnswer;
import static org.greenheart.server.intake.FrameText.segment;
import static org.greenheart.server.intake.FrameText.upload;

import java.nio.file.Path;
import java.time.Duration;
import org.greenheart.storage.registry.Acceptance;
import org.greenheart.storage.registry.AnswerPolicy;
import org.greenheart.storage.registry.CrcPolicy;
import org.greenheart.storage.registry.Interval;
import org.greenheart.storage.registry.PasswordPolicy;
import org.greenheart.storage.telemetry.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When an answer leaves, and which. */
final class AnsweringTest {
  @TempDir private Path folder;
  private IntakeRig rig;

  @BeforeEach
  void start() {
    rig = IntakeRig.acceptingUnknown(folder);
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  @Test
  void upload_isKeptWithItsRowsAndAnswered() {
    DeviceSocket device = rig.connect();

    String answer = device.send(realtime(MN, 0, "12.50")).read();

    assertThat(answer).isEqualTo(realtimeAnswer(MN, 0));
    assertThat(rig.rows(MN, "a21026", Interval.REALTIME))
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.result()).hasToString("12.50");
              assertThat(row.flag()).isEqualTo("N");
              assertThat(row.key().start()).hasToString("2026-01-01T04:00:00Z");
              assertThat(row.resultTime()).isEqualTo(IntakeRig.NOW);
            });
    assertThat(rig.outcomes()).containsExactly(Outcome.DATA);
    assertThat(rig.arrivals().getFirst().raw().array())
        .asString()
        .isEqualTo(realtime(MN, 0, "12.50").strip());
  }

  @Test
  void answer_leavesOnlyAfterTheCommit() {
    rig.telemetry.closeGate();
    DeviceSocket device = rig.connect();
    device.send(realtime(MN, 0, "1") + realtime(MN, 1, "2") + realtime(MN, 2, "3"));
    IntakeRig.await("three frames at the gate", () -> rig.telemetry.atGate() == 3);
    IntakeRig.await("three frames unanswered", () -> rig.intake.health().unanswered() == 3);

    assertThat(device.available()).isZero();

    rig.telemetry.openGate();
    assertThat(device.read()).isEqualTo(realtimeAnswer(MN, 0));
    assertThat(device.read()).isEqualTo(realtimeAnswer(MN, 1));
    assertThat(device.read()).isEqualTo(realtimeAnswer(MN, 2));
  }

  @Test
  void diskFull_noAnswerUntilItIsFree_thenAnsweredInOrderAndNothingLost() {
    rig.connect().send(realtime(MN, 0, "1")).read();
    rig.telemetry.fillDisk();
    DeviceSocket device = rig.connect();
    device.send(realtime(MN, 1, "1") + realtime(MN, 2, "2"));
    IntakeRig.await("the failure shows", () -> rig.intake.health().failing());

    IntakeHealth health = rig.intake.health();
    assertThat(health.healthy()).isFalse();
    assertThat(health.listening()).isTrue();
    assertThat(health.lastFailure().orElseThrow().message()).contains("No space left");
    assertThat(health.lastFailure().orElseThrow().nextStep()).contains("Free space");
    assertThat(device.available()).isZero();

    rig.telemetry.freeDisk();
    assertThat(device.read()).isEqualTo(realtimeAnswer(MN, 1));
    assertThat(device.read()).isEqualTo(realtimeAnswer(MN, 2));
    assertThat(rig.intake.health().healthy()).isTrue();
    assertThat(rig.rows(MN, "a21026", Interval.REALTIME)).hasSize(3);
    assertThat(rig.counter("not_kept", "")).isPositive();
  }

  @Test
  void diskFull_deviceGoes_itsFramesAreKeptAllTheSame() {
    rig.connect().send(realtime(MN, 0, "1")).read();
    rig.telemetry.fillDisk();
    DeviceSocket device = rig.connect();
    device.send(realtime(MN, 1, "1") + realtime(MN, 2, "1"));
    device.close();
    IntakeRig.await("the failure shows", () -> rig.intake.health().failing());

    rig.telemetry.freeDisk();

    IntakeRig.await("all are kept", () -> rig.rows(MN, "a21026", Interval.REALTIME).size() == 3);
    IntakeRig.await("closed", () -> rig.intake.health().connections() == 1);
  }

  @Test
  void diskFull_nothingMoreIsReadUntilItIsFree() {
    rig.connect().send(realtime(MN, 0, "1")).read();
    rig.telemetry.fillDisk();
    DeviceSocket device = rig.connect();
    for (int second = 1; second < 30; second++) {
      device.send(realtime(MN, second, "1"));
    }
    IntakeRig.await("tried again", () -> rig.counter("not_kept", "") >= 2);

    assertThat(rig.intake.health().unanswered()).isEqualTo(1);
    rig.telemetry.freeDisk();
    for (int second = 1; second < 30; second++) {
      assertThat(device.read()).isEqualTo(realtimeAnswer(MN, second));
    }
  }

  @Test
  void stopWhileTheDiskIsFull_countsWhatIsGivenUp() {
    rig.close();
    Limits usual = Limits.DEFAULT;
    Limits impatient =
        new Limits(
            usual.connections(),
            usual.connectionsPerAddress(),
            usual.frameBytes(),
            usual.idle(),
            usual.unansweredBytes(),
            usual.superseded(),
            usual.stalled(),
            Duration.ofMillis(20));
    rig =
        IntakeRig.with(
            folder.resolve("impatient"), IntakeRig.config(true, impatient, PendingLimits.DEFAULT));
    DeviceSocket device = rig.connect();
    device.send(realtime(MN, 0, "1")).read();
    rig.telemetry.fillDisk();
    device.send(realtime(MN, 1, "1"));
    IntakeRig.await("the failure shows", () -> rig.intake.health().failing());

    rig.intake.close();

    assertThat(device.read()).isEmpty();
    assertThat(rig.counter("forgotten", "")).isEqualTo(1);
  }

  @Test
  void sameFrameAgain_isAnsweredAgainAndChangesNothing() {
    DeviceSocket device = rig.connect();
    device.send(realtime(MN, 0, "1")).read();
    rig.telemetry.closeGate();
    device.send(realtime(MN, 0, "1"));
    IntakeRig.await("the copy at the gate", () -> rig.telemetry.atGate() == 1);
    rig.telemetry.openGate();

    assertThat(device.read()).isEqualTo(realtimeAnswer(MN, 0));
    assertThat(rig.arrivals()).hasSize(1);
    assertThat(rig.rows(MN, "a21026", Interval.REALTIME)).hasSize(1);
    assertThat(rig.counter("repeats", "")).isEqualTo(1);
  }

  @Test
  void flagWithoutAnswerBit_isKeptInSilence() {
    DeviceSocket device = rig.connect();
    device.send(
        frame(
            segment(
                MN, "20260101120000000", "31", "2011", 4, "DataTime=20260101120000;a21026-Rtd=1")));
    device.send(realtime(MN, 1, "2"));

    assertThat(device.read()).isEqualTo(realtimeAnswer(MN, 1));
    assertThat(rig.rows(MN, "a21026", Interval.REALTIME)).hasSize(2);
  }

  @Test
  void alwaysAnswered_alsoWithoutAnswerBit() {
    rig.register(
        MN,
        new Acceptance(
            null,
            null,
            null,
            null,
            CrcPolicy.TOLERATE_KNOWN,
            AnswerPolicy.ALWAYS,
            PasswordPolicy.TOLERANT));
    DeviceSocket device = rig.connect();

    device.send(
        frame(
            segment(
                MN, "20260101120000000", "31", "2011", 4, "DataTime=20260101120000;a21026-Rtd=1")));

    assertThat(device.read()).isEqualTo(dataAnswer(MN, "20260101120000000"));
  }

  @Test
  void frame2005_isAnsweredInTheShapeOf2005() {
    DeviceSocket device = rig.connect();

    device.send(
        frame(
            "QN=20260101120000000;ST=32;CN=2011;PW=123456;MN=88888880000001;Flag=1;"
                + "CP=&&DataTime=20260101120000;011-Rtd=1.1,011-Flag=N&&"));

    assertThat(device.read())
        .isEqualTo(frame("ST=91;CN=9014;PW=123456;MN=88888880000001;CP=&&QN=20260101120000000&&"));
  }

  @Test
  void heartbeatAndTimeRequest_areAnsweredAsNotices() {
    DeviceSocket device = rig.connect();

    device.send(frame(segment(MN, "20260101120000001", "32", "9015", 9, "")));
    assertThat(device.read())
        .isEqualTo(
            frame("QN=20260101120000001;ST=91;CN=9013;PW=123456;MN=" + MN + ";Flag=8;CP=&&&&"));
    device.send(upload(MN, "20260101120000002", "32", "1013", "PolId=w01018"));
    assertThat(device.read()).isEqualTo(FrameText.answer(MN, "20260101120000002", "9013"));
    assertThat(rig.outcomes()).containsExactly(Outcome.EVENT, Outcome.EVENT);
  }

  @Test
  void login_isAnsweredWith9022() {
    DeviceSocket device = rig.connect();

    device.send(
        frame("QN=20260101120000001;ST=91;CN=9021;PW=123456;MN=88888880000006;Flag=1;CP=&&&&"));

    assertThat(device.read())
        .isEqualTo(
            frame(
                "ST=91;CN=9022;PW=123456;MN=88888880000006;Flag=0;"
                    + "CP=&&QN=20260101120000001;Logon=1&&"));
  }

  @Test
  void unknownCommand_isKeptRawAndAnswered() {
    DeviceSocket device = rig.connect();

    device.send(
        upload(MN, "20260101120000001", "31", "2099", "DataTime=20260101120000;a21026-Rtd=1"));

    assertThat(device.read()).isEqualTo(dataAnswer(MN, "20260101120000001"));
    assertThat(rig.outcomes()).containsExactly(Outcome.UNREADABLE);
    assertThat(rig.datastreams(MN)).isEmpty();
    assertThat(rig.counter("deviations", "command-unknown")).isEqualTo(1);
  }

  @Test
  void answersOfTheDevice_areKeptAsEventsAndNotAnswered() {
    DeviceSocket device = rig.connect();
    device.send(
        frame("QN=20260101120000001;ST=91;CN=9011;PW=123456;MN=" + MN + ";Flag=5;CP=&&QnRtn=1&&"));
    device.send(realtime(MN, 1, "2"));

    assertThat(device.read()).isEqualTo(realtimeAnswer(MN, 1));
    assertThat(rig.outcomes()).containsExactly(Outcome.EVENT, Outcome.DATA);
  }

  @Test
  void impossibleDataTime_isAnsweredAndKeptUnreadable() {
    DeviceSocket device = rig.connect();

    device.send(
        upload(MN, "20260101120000123", "31", "2011", "DataTime=20261301250000;a21026-Rtd=12.5"));

    assertThat(device.read()).isEqualTo(dataAnswer(MN, "20260101120000123"));
    assertThat(rig.outcomes()).containsExactly(Outcome.UNREADABLE);
    assertThat(rig.counter("deviations", "data-time-impossible")).isEqualTo(1);
  }

  @Test
  void partsOfASplitMessage_areAnsweredEachAndMerge() {
    DeviceSocket device = rig.connect();
    String head =
        "QN=2026010112000000%s;ST=31;CN=2061;PW=123456;MN=" + MN + ";Flag=7;PNUM=2;PNO=%s;";
    device.send(
        frame(
            head.formatted(1, 1) + "CP=&&DataTime=20260101110000;a21026-Avg=12.5,a21026-Flag=N&&"));
    assertThat(device.read()).isEqualTo(dataAnswer(MN, "20260101120000001"));
    device.send(
        frame(
            head.formatted(2, 2) + "CP=&&DataTime=20260101110000;a21026-Max=14.0;a21002-Avg=3&&"));
    assertThat(device.read()).isEqualTo(dataAnswer(MN, "20260101120000002"));

    assertThat(rig.rows(MN, "a21026", Interval.HOUR))
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.result()).hasToString("12.5");
              assertThat(row.parameters()).hasToString("{max=14.0}");
            });
  }
}
