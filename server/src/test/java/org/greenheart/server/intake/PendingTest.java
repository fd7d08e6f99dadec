// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.intake;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.greenheart.server.intake.FrameText.MN;
import static org.greenheart.server.intake.FrameText.realtime;
import static org.greenheart.server.intake.FrameText.realtimeAnswer;
import static org.greenheart.server.intake.FrameText.upload;
import static org.greenheart.server.intake.FrameText.withCrc;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.greenheart.storage.Observation;
import org.greenheart.storage.registry.Acceptance;
import org.greenheart.storage.registry.CrcPolicy;
import org.greenheart.storage.registry.DeviceEvent;
import org.greenheart.storage.registry.DeviceStatus;
import org.greenheart.storage.registry.Interval;
import org.greenheart.storage.registry.PasswordPolicy;
import org.greenheart.storage.telemetry.Arrival;
import org.greenheart.storage.telemetry.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Devices that nobody has accepted. */
final class PendingTest {
  private static final String OTHER = "Y80110010000010";

  @TempDir private Path folder;
  private IntakeRig rig;

  @BeforeEach
  void start() {
    rig = IntakeRig.askingFirst(folder);
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  private KnockedDevice onlyKnock() {
    List<KnockedDevice> knocks = rig.intake.knocked().list();
    assertThat(knocks).hasSize(1);
    return knocks.getFirst();
  }

  @Test
  void stranger_isKeptAnsweredAndShown() {
    DeviceSocket device = rig.connect();

    assertThat(device.send(realtime(MN, 0, "1.0")).read()).isEqualTo(realtimeAnswer(MN, 0));
    rig.clock.advance(Duration.ofSeconds(30));
    assertThat(device.send(realtime(MN, 1, "2.0")).read()).isEqualTo(realtimeAnswer(MN, 1));

    KnockedDevice knock = onlyKnock();
    assertThat(knock.deviceId()).isEqualTo(MN);
    assertThat(knock.systemType()).isEqualTo("31");
    assertThat(knock.first()).isEqualTo(IntakeRig.NOW);
    assertThat(knock.last()).isEqualTo(IntakeRig.NOW.plusSeconds(30));
    assertThat(knock.source()).startsWith("hj212:127.0.0.1:");
    assertThat(knock.frames()).isEqualTo(2);

    assertThat(requireNonNull(knock.message()).dataTimeText()).contains("20260101120001");
    assertThat(rig.outcomes()).containsExactly(Outcome.PENDING, Outcome.PENDING);
    assertThat(rig.datastreams(MN)).isEmpty();
    assertThat(rig.intake.knocked().find(knock.number())).contains(knock);
  }

  @ParameterizedTest
  @CsvSource({"MN=0100", "Flag=5"})
  void frameOfAStrangerThatBrokeOff_isRefusedAndMakesNoDevice(String upTo) {
    String whole = realtime(MN, 0, "1.0");
    String broken = whole.substring(0, whole.indexOf(upTo) + upTo.length());

    assertThat(rig.connect().send(broken).endSending().read()).isEmpty();

    IntakeRig.await("refused", () -> rig.outcomes().contains(Outcome.REFUSED));
    assertThat(rig.registry.devices().list()).isEmpty();
    assertThat(rig.arrivals()).extracting(Arrival::device).containsExactly(0L);
    FrameCount refused = rig.intake.refused().getFirst();
    assertThat(refused.code()).isEqualTo("truncated");
    assertThat(refused.count()).isEqualTo(1);
    assertThat(refused.last()).isEqualTo(IntakeRig.NOW);
    assertThat(refused.source()).startsWith("hj212:127.0.0.1:");
  }

  @Test
  void wrongCrcOfADeviceThatHasKnocked_isKeptWithItsFrames() {
    DeviceSocket device = rig.connect();
    device.send(realtime(MN, 0, "1.0")).read();

    device.send(realtime(MN, 1, "1.0").replace("Rtd=1.0", "Rtd=1.1"));
    assertThat(device.send(realtime(MN, 2, "1.0")).read()).isEqualTo(realtimeAnswer(MN, 2));

    assertThat(onlyKnock().frames()).isEqualTo(3);
    assertThat(rig.intake.deviations(MN))
        .extracting(FrameCount::code, FrameCount::count)
        .containsExactly(tuple("crc-wrong", 1L));
  }

  @Test
  void frameWithoutUsableMn_isRefusedWithItsOwnReason() {
    DeviceSocket device = rig.connect();
    device.send(realtime("", 0, "1.0"));
    device.send(realtime("8".repeat(500), 1, "1.0"));
    device.send(realtime("A\u0007", 2, "1.0"));

    IntakeRig.await("refused", () -> rig.outcomes().size() == 3);
    assertThat(rig.intake.refused())
        .extracting(FrameCount::code, FrameCount::deviceId)
        .containsExactlyInAnyOrder(
            tuple("no-device", ""),
            tuple("mn-too-long", "8".repeat(32) + "… (500 characters)"),
            tuple("mn-unusable", "A\u0007"));
  }

  @Test
  void accept_readsKeptFramesIntoRowsInOrder() {
    DeviceSocket device = rig.connect();
    device.send(realtime(MN, 0, "1.0")).read();
    device
        .send(
            upload(
                MN,
                "20260101120000500",
                "32",
                "2081",
                "DataTime=20260101115900;RestartTime=20260101115800"))
        .read();
    // The same second again, with another value: the later frame must win.
    device
        .send(
            upload(MN, "20260101120000600", "31", "2011", "DataTime=20260101120000;a21026-Rtd=9.0"))
        .read();
    device.send(realtime(MN, 1, "2.0")).read();
    long number = onlyKnock().number();
    rig.clock.advance(Duration.ofHours(1));

    assertThat(rig.intake.knocked().accept(number, Acceptance.named("窑炉一号")).accepted()).isTrue();

    List<Observation> rows = rig.rows(MN, "a21026", Interval.REALTIME);
    assertThat(rows).extracting(row -> String.valueOf(row.result())).containsExactly("9.0", "2.0");
    assertThat(rows).allSatisfy(row -> assertThat(row.resultTime()).isEqualTo(IntakeRig.NOW));
    assertThat(rig.registry.deviceEvents().of(number, Long.MAX_VALUE, 10))
        .extracting(DeviceEvent::command)
        .containsExactly("2081");
    assertThat(rig.arrivals())
        .extracting(arrival -> arrival.outcome() + " " + arrival.replays())
        .containsExactly(
            "PENDING 0",
            "PENDING 0",
            "PENDING 0",
            "PENDING 0",
            "DATA 1",
            "EVENT 2",
            "DATA 3",
            "DATA 4");
    assertThat(rig.intake.knocked().list()).isEmpty();
    assertThat(rig.registry.keptFrames().all()).isEmpty();
    assertThat(rig.device(MN).password()).isEqualTo("123456");
    assertThat(rig.registry.catalogue().thing(rig.device(MN).thing()).orElseThrow().name())
        .isEqualTo("窑炉一号");

    assertThat(device.send(realtime(MN, 2, "3.0")).read()).isEqualTo(realtimeAnswer(MN, 2));
    assertThat(rig.rows(MN, "a21026", Interval.REALTIME)).hasSize(3);
  }

  @Test
  void resendOfAKeptFrameAfterAcceptance_isARepeat() {
    DeviceSocket device = rig.connect();
    device.send(realtime(MN, 0, "1.0")).read();
    rig.intake.knocked().accept(onlyKnock().number(), Acceptance.PLAIN);
    int arrivals = rig.arrivals().size();

    assertThat(device.send(realtime(MN, 0, "1.0")).read()).isEqualTo(realtimeAnswer(MN, 0));

    assertThat(rig.arrivals()).hasSize(arrivals);
  }

  @Test
  void acceptWhileFramesAreAtTheGate_losesAndReordersNothing() throws Exception {
    DeviceSocket device = rig.connect();
    device.send(realtime(MN, 0, "1.0")).read();
    long number = onlyKnock().number();
    rig.telemetry.closeGate();
    device.send(realtime(MN, 1, "2.0") + realtime(MN, 2, "3.0"));
    IntakeRig.await("two at the gate", () -> rig.telemetry.atGate() == 2);

    Thread accepting =
        Thread.startVirtualThread(() -> rig.intake.knocked().accept(number, Acceptance.PLAIN));
    IntakeRig.await("accepted", () -> rig.device(MN).accepted());
    device.send(realtime(MN, 3, "4.0"));
    rig.telemetry.openGate();
    accepting.join();

    for (int second = 1; second <= 3; second++) {
      assertThat(device.read()).isEqualTo(realtimeAnswer(MN, second));
    }
    assertThat(rig.rows(MN, "a21026", Interval.REALTIME))
        .extracting(row -> String.valueOf(row.result()))
        .containsExactly("1.0", "2.0", "3.0", "4.0");
    assertThat(rig.arrivals())
        .filteredOn(arrival -> arrival.outcome() == Outcome.DATA)
        .extracting(Arrival::replays)
        .containsExactly(1L, 2L, 3L, 0L);
  }

  @Test
  void replayCutShort_isFinishedAfterARestartAndDoesNothingTwice() {
    DeviceSocket device = rig.connect();
    for (int second = 0; second < 5; second++) {
      device.send(realtime(MN, second, "1." + second)).read();
    }
    long number = onlyKnock().number();
    // As a crash leaves it: accepted, nothing read yet.
    rig.intake.close();
    rig.registry.devices().accept(number, Acceptance.PLAIN);
    rig.restart();
    IntakeRig.await("replayed", () -> rig.registry.keptFrames().all().isEmpty());

    assertThat(rig.rows(MN, "a21026", Interval.REALTIME)).hasSize(5);
    int arrivals = rig.arrivals().size();
    rig.registry.keptFrames().expect(number, 0);
    rig.restart();
    rig.connect().send(realtime(MN, 9, "2")).read();

    assertThat(rig.arrivals()).hasSize(arrivals + 1);
    assertThat(rig.registry.keptFrames().all()).isEmpty();
  }

  @Test
  void acceptedWhileTheDiskIsFull_keptFramesAreReadLater() {
    rig.connect().send(realtime(MN, 0, "1.0")).read();
    long number = onlyKnock().number();
    rig.telemetry.fillDisk();

    assertThat(rig.intake.knocked().accept(number, Acceptance.PLAIN).accepted()).isTrue();
    assertThat(rig.registry.keptFrames().all()).containsKey(number);
    rig.telemetry.freeDisk();

    IntakeRig.await("replayed", () -> rig.registry.keptFrames().all().isEmpty());
    assertThat(rig.rows(MN, "a21026", Interval.REALTIME)).hasSize(1);
  }

  @Test
  void accept_appliesThePolicyToKeptFrames() {
    DeviceSocket device = rig.connect();
    String wrong =
        FrameText.segment(
            MN, "20260101120000000", "31", "2011", 5, "DataTime=20260101120000;a21026-Rtd=1");
    device.send(withCrc(wrong, "4D4D"));
    // Kept, since a person may want it; not answered, since its check is wrong.
    device.send(realtime(MN, 1, "2.0"));
    assertThat(device.read()).isEqualTo(realtimeAnswer(MN, 1));
    assertThat(onlyKnock().frames()).isEqualTo(2);

    rig.intake.knocked().accept(onlyKnock().number(), Acceptance.PLAIN);

    assertThat(rig.rows(MN, "a21026", Interval.REALTIME)).hasSize(1);
    assertThat(rig.outcomes())
        .containsExactly(Outcome.PENDING, Outcome.PENDING, Outcome.REFUSED, Outcome.DATA);
  }

  @Test
  void acceptWithoutCrcCheck_readsFramesWithWrongCrc() {
    DeviceSocket device = rig.connect();
    String wrong =
        FrameText.segment(
            MN, "20260101120000000", "31", "2011", 5, "DataTime=20260101120000;a21026-Rtd=1");
    device.send(withCrc(wrong, "4D4D"));
    IntakeRig.await("kept", () -> rig.arrivals().size() == 1);

    rig.intake
        .knocked()
        .accept(
            onlyKnock().number(),
            new Acceptance(
                null,
                null,
                null,
                null,
                CrcPolicy.OFF,
                Acceptance.PLAIN.answerPolicy(),
                PasswordPolicy.TOLERANT));

    assertThat(rig.rows(MN, "a21026", Interval.REALTIME)).hasSize(1);
  }

  @Test
  void reject_givesUpWhatWasKeptAndHearsNoMore() {
    DeviceSocket device = rig.connect();
    device.send(realtime(MN, 0, "1.0")).read();
    long number = onlyKnock().number();

    assertThat(rig.intake.knocked().reject(number).status()).isEqualTo(DeviceStatus.REJECTED);

    device.send(realtime(MN, 1, "2.0"));
    IntakeRig.await("dropped", () -> rig.counter("dropped", "device-rejected") == 1);
    assertThat(device.available()).isZero();
    assertThat(rig.arrivals()).hasSize(1);
    assertThat(rig.intake.knocked().list()).isEmpty();

    rig.intake.knocked().accept(number, Acceptance.PLAIN);
    assertThat(device.send(realtime(MN, 2, "3.0")).read()).isEqualTo(realtimeAnswer(MN, 2));
    assertThat(rig.rows(MN, "a21026", Interval.REALTIME))
        .extracting(row -> String.valueOf(row.result()))
        .containsExactly("3.0");
  }

  @Test
  void framesOfOneDevice_areBounded_alsoAfterARestart() {
    rig.close();
    rig =
        IntakeRig.with(
            folder.resolve("bounded"),
            IntakeRig.config(false, Limits.DEFAULT, new PendingLimits(2, 1 << 20, 10, 1 << 20)));
    DeviceSocket device = rig.connect();
    device.send(realtime(MN, 0, "1")).read();
    device.send(realtime(MN, 0, "1")).read(); // a repeat takes no room
    rig.restart();
    DeviceSocket again = rig.connect();
    assertThat(again.send(realtime(MN, 1, "1")).read()).isEqualTo(realtimeAnswer(MN, 1));
    again.send(realtime(MN, 2, "1"));
    // A neighbour on the same connection still has room.
    assertThat(again.send(realtime(OTHER, 3, "1")).read()).isEqualTo(realtimeAnswer(OTHER, 3));

    assertThat(rig.counter("dropped", "pending-limit")).isEqualTo(1);
    assertThat(rig.counter("limited", "pending-frames")).isEqualTo(1);
    assertThat(rig.arrivals()).hasSize(3);
    assertThat(rig.intake.knocked().list()).extracting(KnockedDevice::frames).containsExactly(2, 1);
  }

  @Test
  void bytesOfOneDeviceAndOfAll_areBounded() {
    int size = realtime(MN, 0, "1").length() - 2;
    rig.close();
    rig =
        IntakeRig.with(
            folder.resolve("bounded"),
            IntakeRig.config(
                false, Limits.DEFAULT, new PendingLimits(100, 2L * size, 10, 3L * size)));
    DeviceSocket device = rig.connect();
    device.send(realtime(MN, 0, "1") + realtime(MN, 1, "1") + realtime(MN, 2, "1"));
    device.send(realtime(MN.replace('0', '1'), 3, "1") + realtime(MN.replace('0', '1'), 4, "1"));
    IntakeRig.await("two dropped", () -> rig.counter("dropped", "pending-limit") == 2);

    assertThat(rig.arrivals()).hasSize(3);
  }

  @Test
  void strangersInAll_areBounded() {
    rig.close();
    rig =
        IntakeRig.with(
            folder.resolve("bounded"),
            IntakeRig.config(false, Limits.DEFAULT, new PendingLimits(100, 1 << 20, 2, 1 << 20)));
    DeviceSocket device = rig.connect();
    device.send(realtime("A", 0, "1") + realtime("B", 1, "1") + realtime("C", 2, "1"));
    device.send(realtime("A", 3, "1"));

    assertThat(device.read()).isEqualTo(realtimeAnswer("A", 0));
    assertThat(device.read()).isEqualTo(realtimeAnswer("B", 1));
    assertThat(device.read()).isEqualTo(realtimeAnswer("A", 3));
    assertThat(rig.registry.devices().find("hj212", "C")).isEmpty();

    rig.intake.knocked().reject(rig.device("A").number());
    assertThat(device.send(realtime("C", 4, "1")).read()).isEqualTo(realtimeAnswer("C", 4));
  }

  @Test
  void acceptUnknownTurnedOnLater_acceptsThoseThatWaitWithTheirFrames() {
    rig.connect().send(realtime(MN, 0, "1")).read();
    rig.restartWith(IntakeRig.config(true, Limits.DEFAULT, PendingLimits.DEFAULT));

    rig.connect().send(realtime(MN, 1, "2")).read();

    assertThat(rig.device(MN).accepted()).isTrue();
    assertThat(rig.rows(MN, "a21026", Interval.REALTIME)).hasSize(2);
  }

  @Test
  void acceptUnknown_doesNotAcceptOnAFrameWithAWrongCheck() {
    rig.restartWith(IntakeRig.config(true, Limits.DEFAULT, PendingLimits.DEFAULT));
    DeviceSocket device = rig.connect();
    String wrong =
        FrameText.segment(
            MN, "20260101120000000", "31", "2011", 5, "DataTime=20260101120000;a21026-Rtd=1");

    device.send(withCrc(wrong, "4D4D"));

    IntakeRig.await("kept", () -> rig.arrivals().size() == 1);
    assertThat(rig.device(MN).status()).isEqualTo(DeviceStatus.PENDING);
  }

  @Test
  void knockAfterRestart_showsTheLastFrameThatWasKept() {
    rig.connect().send(realtime(MN, 0, "1")).read();

    rig.restart();

    KnockedDevice knock = onlyKnock();
    assertThat(knock.frames()).isEqualTo(1);
    assertThat(knock.last()).isEqualTo(IntakeRig.NOW);

    assertThat(requireNonNull(knock.message()).dataTimeText()).contains("20260101120000");
  }

  @Test
  void pointRemoved_itsDeviceKnocksAgainAndOldFramesStayWhatTheyWere() {
    DeviceSocket device = rig.connect();
    device.send(realtime(MN, 0, "1")).read();
    long number = onlyKnock().number();
    rig.intake.knocked().accept(number, Acceptance.PLAIN);
    long thing = rig.device(MN).thing();
    rig.registry.catalogue().removeThing(thing);

    device.send(realtime(MN, 1, "2")).read();
    assertThat(onlyKnock().frames()).isEqualTo(1);
    rig.intake.knocked().accept(number, Acceptance.PLAIN);

    assertThat(rig.device(MN).thing()).isNotEqualTo(thing);
    assertThat(rig.rows(MN, "a21026", Interval.REALTIME))
        .extracting(row -> String.valueOf(row.result()))
        .containsExactly("2");
  }

  @Test
  void loggerWithoutMn_isAnsweredAndRemembered() {
    String request =
        FrameText.frame(
            "QN=20240601085857223;ST=31;CN=1001;PW=123456;MN=;Flag=9;"
                + "CP=&&i23005-Info=6970000000001ABCDEFG1234;i23006-Info=A800200A8C6D&&");

    String answer = rig.connect().send(request).read();

    assertThat(answer).contains("CN=9013").contains("QN=20240601085857223");
    assertThat(rig.intake.knocked().serialRequests())
        .singleElement()
        .satisfies(
            asked ->
                assertThat(asked.numbers())
                    .containsEntry("i23005-Info", "6970000000001ABCDEFG1234"));
    assertThat(rig.outcomes()).containsExactly(Outcome.EVENT);
  }

  @Test
  void dataWithoutUsableMn_isKeptAmongTheRefusedAndNotAnswered() {
    DeviceSocket device = rig.connect();
    device.send(realtime("", 0, "1"));
    device.send(realtime("A\u0007B", 0, "1") + realtime("9".repeat(129), 0, "1"));
    device.send(realtime(MN, 1, "1"));

    assertThat(device.read()).isEqualTo(realtimeAnswer(MN, 1));
    assertThat(rig.outcomes())
        .containsExactly(Outcome.REFUSED, Outcome.REFUSED, Outcome.REFUSED, Outcome.PENDING);
    assertThat(rig.counter("refused", "no-device")).isEqualTo(1);
    assertThat(rig.counter("refused", "mn-unusable")).isEqualTo(1);
    assertThat(rig.counter("refused", "mn-too-long")).isEqualTo(1);
  }
}
