// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.greenheart.server.intake.FrameText.dataAnswer;
import static org.greenheart.server.intake.FrameText.upload;

import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import org.greenheart.protocols.hj212.Hj212Time;
import org.greenheart.storage.registry.Interval;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever the disk does: what is answered is there, what is there is there once. */
final class AnsweredIsKeptTest {
  private static final int DEVICES = 8;
  private static final int FRAMES = 300;
  private static final int IN_FLIGHT = 8;
  private static final LocalDateTime START = LocalDateTime.of(2026, 1, 1, 12, 0);

  @TempDir private Path folder;

  private static String mn(int device) {
    return "01000000000000000000%04X".formatted(device);
  }

  private static String frame(int device, int number) {
    String time = Hj212Time.seconds(START.plusSeconds(number));
    return upload(
        mn(device),
        time + "000",
        "31",
        "2011",
        "DataTime=%s;a21026-Rtd=%s".formatted(time, number));
  }

  private static String answer(int device, int number) {
    return dataAnswer(mn(device), Hj212Time.seconds(START.plusSeconds(number)) + "000");
  }

  @Test
  void diskThatStopsFillsAndComesBack_losesNothingAndRepeatsNothing() throws Exception {
    try (IntakeRig rig = IntakeRig.acceptingUnknown(folder)) {
      ConcurrentMap<String, String> wrong = new ConcurrentHashMap<>();
      CountDownLatch halfWay = new CountDownLatch(DEVICES);
      List<Thread> devices = new ArrayList<>();
      for (int i = 0; i < DEVICES; i++) {
        int device = i;
        devices.add(Thread.startVirtualThread(() -> converse(rig, device, halfWay, wrong)));
      }

      rig.telemetry.closeGate();
      IntakeRig.await("frames at the gate", () -> rig.telemetry.atGate() >= DEVICES);
      rig.telemetry.openGate();
      halfWay.await();
      rig.telemetry.fillDisk();
      IntakeRig.await("the failure shows", () -> rig.counter("not_kept", "") >= DEVICES);
      rig.telemetry.freeDisk();
      for (Thread device : devices) {
        device.join();
      }

      assertThat(wrong).isEmpty();
      assertThat(rig.arrivals()).hasSize(DEVICES * FRAMES);
      for (int device = 0; device < DEVICES; device++) {
        assertThat(rig.rows(mn(device), "a21026", Interval.REALTIME)).hasSize(FRAMES);
      }
    }
  }

  private static void converse(
      IntakeRig rig, int device, CountDownLatch halfWay, ConcurrentMap<String, String> wrong) {
    try (DeviceSocket socket = new DeviceSocket(rig.intake.port())) {
      for (int sent = 0; sent < IN_FLIGHT; sent++) {
        socket.send(frame(device, sent));
      }
      for (int number = 0; number < FRAMES; number++) {
        String answer = socket.read();
        if (!answer.equals(answer(device, number))) {
          wrong.put(mn(device) + " " + number, answer);
          return;
        }
        long kept = rig.rows(mn(device), "a21026", Interval.REALTIME).size();
        if (kept <= number) {
          wrong.put(mn(device) + " " + number, "answered, but only %s kept".formatted(kept));
        }
        if (number == FRAMES / 2) {
          halfWay.countDown();
        }
        if (number + IN_FLIGHT < FRAMES) {
          socket.send(frame(device, number + IN_FLIGHT));
        }
      }
    } catch (RuntimeException e) {
      wrong.put(mn(device), e.toString());
    } finally {
      halfWay.countDown();
    }
  }
}
