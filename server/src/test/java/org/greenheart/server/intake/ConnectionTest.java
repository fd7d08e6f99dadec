// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.greenheart.server.intake.FrameText.MN;
import static org.greenheart.server.intake.FrameText.realtime;
import static org.greenheart.server.intake.FrameText.realtimeAnswer;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.greenheart.storage.registry.Interval;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What connections carry, and where they end. */
final class ConnectionTest {
  private static final String OTHER = "Y80110010000010";

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

  private void limit(Limits limits) {
    rig.close();
    rig =
        IntakeRig.with(
            folder.resolve("limited"), IntakeRig.config(true, limits, PendingLimits.DEFAULT));
  }

  private static Limits limits(
      int connections, int perAddress, int frameBytes, Duration idle, int unansweredBytes) {
    Limits usual = Limits.DEFAULT;
    return new Limits(
        connections,
        perAddress,
        frameBytes,
        idle,
        unansweredBytes,
        Duration.ofMillis(100),
        usual.stalled(),
        usual.closing());
  }

  private static Limits usualBut(int connections, int perAddress) {
    return limits(connections, perAddress, Limits.LONGEST_FRAME, Duration.ofHours(1), 64 * 1024);
  }

  @Test
  void halfFrames_areNoFrameUntilTheyAreWhole() {
    DeviceSocket device = rig.connect();
    for (byte value : realtime(MN, 0, "1").getBytes(StandardCharsets.US_ASCII)) {
      device.send(new byte[] {value});
    }

    assertThat(device.read()).isEqualTo(realtimeAnswer(MN, 0));
  }

  @Test
  void framesInOneWrite_withJunkBetween_areAllAnswered() {
    DeviceSocket device = rig.connect();

    device.send(
        "DTU REGISTERED 0123\r\n"
            + realtime(MN, 0, "1")
            + "####"
            + realtime(OTHER, 1, "2")
            + "##0400QN=broken"
            + realtime(MN, 2, "3"));

    assertThat(device.read()).isEqualTo(realtimeAnswer(MN, 0));
    assertThat(device.read()).isEqualTo(realtimeAnswer(OTHER, 1));
    assertThat(device.read()).isEqualTo(realtimeAnswer(MN, 2));
    assertThat(rig.rows(MN, "a21026", Interval.REALTIME)).hasSize(2);
    assertThat(rig.rows(OTHER, "a21026", Interval.REALTIME)).hasSize(1);
  }

  @Test
  void junkAlone_disturbsNoNeighbour() {
    DeviceSocket junk = rig.connect();
    DeviceSocket device = rig.connect();
    byte[] noise = new byte[50_000];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = (byte) (i * 31 ^ i >> 3);
    }
    junk.send(noise).send("##9999").send(noise);

    assertThat(device.send(realtime(MN, 0, "1")).read()).isEqualTo(realtimeAnswer(MN, 0));
    assertThat(junk.send("\r\n" + realtime(OTHER, 1, "1")).read())
        .isEqualTo(realtimeAnswer(OTHER, 1));
  }

  @Test
  void frameWithoutCrLf_isAnsweredWithoutWaitingForTheNext() {
    DeviceSocket device = rig.connect();

    assertThat(device.send(realtime(MN, 0, "1").strip()).read()).isEqualTo(realtimeAnswer(MN, 0));
  }

  @Test
  void frameWithTooLargeLength_isDecidedWhenTheDeviceIsQuiet() {
    DeviceSocket device = rig.connect();
    String frame = realtime(MN, 0, "1").strip();

    device.send("##0400" + frame.substring(6));

    assertThat(device.read()).isEqualTo(realtimeAnswer(MN, 0));
    assertThat(rig.counter("deviations", "length-wrong")).isEqualTo(1);
  }

  @Test
  void frameWithTooLargeLength_afterWholeFrames_isDecidedWhenTheDeviceIsQuiet() {
    DeviceSocket device = rig.connect();
    for (int minute = 0; minute < 4; minute += 2) {
      device.send(realtime(MN, minute, "1"));
      assertThat(device.read()).isEqualTo(realtimeAnswer(MN, minute));

      device.send("##0400" + realtime(MN, minute + 1, "1").strip().substring(6));
      assertThat(device.read()).isEqualTo(realtimeAnswer(MN, minute + 1));
    }
  }

  @Test
  void severalDevicesOnOneConnection_newestWinsOneRouteAtATime() {
    limit(usualBut(100, 100));
    DeviceSocket proxy = rig.connect();
    proxy.send(realtime(MN, 0, "1")).read();
    proxy.send(realtime(OTHER, 1, "1")).read();
    assertThat(rig.intake.connections())
        .singleElement()
        .satisfies(
            connection -> {
              assertThat(connection.devices()).isEqualTo(Set.of(MN, OTHER));
              assertThat(connection.frames()).isEqualTo(2);
              assertThat(connection.source()).startsWith("hj212:127.0.0.1:");
            });

    DeviceSocket direct = rig.connect();
    direct.send(realtime(MN, 2, "1")).read();
    assertThat(rig.intake.connections())
        .extracting(ConnectionInfo::devices)
        .containsExactly(Set.of(OTHER), Set.of(MN));

    // The proxy still carries OTHER: it stays, and its frames of MN still count.
    assertThat(proxy.send(realtime(MN, 3, "1")).read()).isEqualTo(realtimeAnswer(MN, 3));
    assertThat(rig.intake.connections().getLast().devices()).isEqualTo(Set.of(MN));

    direct.send(realtime(OTHER, 4, "1")).read();
    assertThat(proxy.read()).as("closed: no device is left on it").isEmpty();
    assertThat(direct.send(realtime(MN, 5, "1")).read()).isEqualTo(realtimeAnswer(MN, 5));
    assertThat(rig.intake.isConnected(MN)).isTrue();
    direct.close();
    IntakeRig.await("gone", () -> !rig.intake.isConnected(MN));
  }

  @Test
  void connectionsInAll_areLimited() {
    limit(usualBut(2, 100));
    DeviceSocket first = rig.connect();
    first.send(realtime(MN, 0, "1")).read();
    DeviceSocket second = rig.connect();
    second.send(realtime(MN, 1, "1")).read();

    assertThat(rig.connect().read()).isEmpty();
    assertThat(rig.counter("limited", "connections")).isEqualTo(1);

    first.close();
    IntakeRig.await("a place is free", () -> rig.intake.health().connections() == 1);
    assertThat(rig.connect().send(realtime(MN, 2, "1")).read()).isEqualTo(realtimeAnswer(MN, 2));
  }

  @Test
  void connectionsOfOneAddress_areLimited() {
    limit(usualBut(100, 1));
    rig.connect().send(realtime(MN, 0, "1")).read();

    assertThat(rig.connect().read()).isEmpty();
    assertThat(rig.counter("limited", "connections-per-address")).isEqualTo(1);
  }

  @Test
  void longFrame_isNeitherKeptNorAnswered() {
    limit(limits(10, 10, 200, Duration.ofHours(1), 1 << 16));
    DeviceSocket device = rig.connect();
    device.send(realtime(MN, 0, "1" + "0".repeat(200)));

    assertThat(device.send(realtime(MN, 1, "1")).read()).isEqualTo(realtimeAnswer(MN, 1));
    assertThat(rig.counter("limited", "frame-bytes")).isEqualTo(1);
    assertThat(rig.arrivals()).hasSize(1);
  }

  @Test
  void silentConnection_isClosed() {
    limit(limits(10, 10, 1_000, Duration.ofMillis(50), 1 << 16));

    assertThat(rig.connect().read()).isEmpty();
    assertThat(rig.counter("limited", "idle")).isEqualTo(1);
  }

  @Test
  void unansweredBytes_stopTheReading_untilSomeAreAnswered() {
    int size = realtime(MN, 0, "1").length() - 2;
    limit(limits(10, 10, 1_000, Duration.ofHours(1), 3 * size));
    rig.telemetry.closeGate();
    DeviceSocket device = rig.connect();
    for (int second = 0; second < 30; second++) {
      device.send(realtime(MN, second, "1"));
    }
    IntakeRig.await("paused", () -> rig.counter("limited", "unanswered-bytes") > 0);
    assertThat(rig.telemetry.atGate()).isEqualTo(4);

    rig.telemetry.openGate();
    for (int second = 0; second < 30; second++) {
      assertThat(device.read()).isEqualTo(realtimeAnswer(MN, second));
    }
  }

  @Test
  void deviceThatEndsItsSendingSide_stillGetsItsAnswers() {
    rig.telemetry.closeGate();
    DeviceSocket device = rig.connect();
    device.send(realtime(MN, 0, "1")).endSending();
    IntakeRig.await("at the gate", () -> rig.telemetry.atGate() == 1);

    rig.telemetry.openGate();

    assertThat(device.read()).isEqualTo(realtimeAnswer(MN, 0));
    assertThat(device.read()).isEmpty();
    IntakeRig.await("closed", () -> rig.intake.health().connections() == 0);
  }

  @Test
  void close_answersWhatIsInFlightAndClosesConnections() throws Exception {
    rig.telemetry.closeGate();
    DeviceSocket device = rig.connect();
    device.send(realtime(MN, 0, "1"));
    IntakeRig.await("at the gate", () -> rig.telemetry.atGate() == 1);

    Thread closing = Thread.startVirtualThread(() -> rig.intake.close());
    IntakeRig.await("port closed", () -> !rig.intake.health().listening());
    rig.telemetry.openGate();

    assertThat(device.read()).isEqualTo(realtimeAnswer(MN, 0));
    assertThat(device.read()).isEmpty();
    closing.join();
    assertThat(rig.intake.health().connections()).isZero();
  }

  @Test
  void portInUse_failsTheStartWithPortAndReason() {
    IntakeConfig taken =
        IntakeConfig.on(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), rig.intake.port()), true);

    assertThatThrownBy(() -> IntakeRig.with(folder.resolve("second"), taken))
        .hasMessageContaining("HJ 212 port")
        .hasMessageContaining(String.valueOf(rig.intake.port()));
  }

  @Test
  void contacts_areWrittenDownAtTheEnd() {
    rig.connect().send(realtime(MN, 0, "1")).read();
    long number = rig.device(MN).number();
    assertThat(rig.intake.lastContact(MN).orElseThrow().heard()).isEqualTo(IntakeRig.NOW);

    rig.intake.close();

    assertThat(rig.registry.devices().contacts())
        .singleElement()
        .satisfies(
            contact -> {
              assertThat(contact.device()).isEqualTo(number);
              assertThat(contact.heard()).isEqualTo(IntakeRig.NOW);
            });
  }
}
