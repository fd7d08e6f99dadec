// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.greenheart.server.intake.FrameText.MN;
import static org.greenheart.server.intake.FrameText.realtime;
import static org.greenheart.server.intake.FrameText.realtimeAnswer;
import static org.greenheart.server.intake.FrameText.segment;
import static org.greenheart.server.intake.FrameText.withCrc;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.greenheart.protocols.hj212.Crc;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the policies of a device let through. */
final class PolicyTest {
  private static final String SEGMENT =
      segment(MN, "20260101120000000", "31", "2011", 5, "DataTime=20260101120000;a21026-Rtd=1");

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

  private static Acceptance acceptance(CrcPolicy crc, PasswordPolicy password) {
    return new Acceptance(null, null, null, null, crc, AnswerPolicy.BY_FLAG, password);
  }

  /** The check of the segment, made wrong in one of the ways of the field. */
  private static String crc(String variant) {
    byte[] bytes = SEGMENT.getBytes(StandardCharsets.UTF_8);
    String right = Crc.hex(Crc.of(bytes, 0, bytes.length));
    return switch (variant) {
      case "right" -> right;
      case "lower-case" -> right.toLowerCase(Locale.ROOT);
      case "byte-swapped" -> right.substring(2) + right.substring(0, 2);
      case "modbus" -> "%04X".formatted(modbus(bytes));
      case "placeholder" -> "ABCD";
      case "missing" -> "";
      case "wrong" -> "4D4E";
      default -> throw new IllegalArgumentException(variant);
    };
  }

  private static int modbus(byte[] bytes) {
    int register = 0xFFFF;
    for (byte value : bytes) {
      register ^= value & 0xFF;
      for (int bit = 0; bit < 8; bit++) {
        register = (register & 1) != 0 ? register >> 1 ^ 0xA001 : register >> 1;
      }
    }
    return register;
  }

  @ParameterizedTest
  @CsvSource({
    "STRICT, right, true, ''",
    "STRICT, lower-case, true, ''",
    "STRICT, byte-swapped, false, crc-variant",
    "STRICT, modbus, false, crc-variant",
    "STRICT, placeholder, false, crc-variant",
    "STRICT, missing, false, crc-missing",
    "STRICT, wrong, false, crc-wrong",
    "TOLERATE_KNOWN, right, true, ''",
    "TOLERATE_KNOWN, lower-case, true, ''",
    "TOLERATE_KNOWN, byte-swapped, true, ''",
    "TOLERATE_KNOWN, modbus, true, ''",
    "TOLERATE_KNOWN, placeholder, true, ''",
    "TOLERATE_KNOWN, missing, false, crc-missing",
    "TOLERATE_KNOWN, wrong, false, crc-wrong",
    "OFF, right, true, ''",
    "OFF, missing, true, ''",
    "OFF, wrong, true, ''",
  })
  void crcPolicy(CrcPolicy policy, String variant, boolean accepted, String code) {
    rig.register(MN, acceptance(policy, PasswordPolicy.TOLERANT));
    DeviceSocket device = rig.connect();

    device.send(withCrc(SEGMENT, crc(variant)));
    device.send(realtime(MN, 1, "2"));

    if (accepted) {
      assertThat(device.read()).isEqualTo(realtimeAnswer(MN, 0));
    }
    assertThat(device.read()).isEqualTo(realtimeAnswer(MN, 1));
    assertThat(rig.outcomes())
        .containsExactly(accepted ? Outcome.DATA : Outcome.REFUSED, Outcome.DATA);
    assertThat(rig.rows(MN, "a21026", Interval.REALTIME)).hasSize(accepted ? 2 : 1);
    assertThat(rig.counter("refused", code)).isEqualTo(accepted ? 0 : 1);
    assertThat(rig.intake.refused(MN))
        .extracting(FrameCount::code)
        .isEqualTo(accepted ? List.of() : List.of(code));
    assertThat(rig.intake.refused()).isEqualTo(rig.intake.refused(MN));
    assertThat(rig.counter("deviations", "crc-" + variant))
        .isEqualTo(variant.equals("right") ? 0 : 1);
  }

  @Test
  void frameThatBreaksOff_isRefusedEvenWithoutCrcCheck() {
    rig.register(MN, acceptance(CrcPolicy.OFF, PasswordPolicy.TOLERANT));
    String whole = realtime(MN, 0, "12.75");
    DeviceSocket device = rig.connect();

    device.send(whole.substring(0, whole.indexOf("12.75") + 2)).endSending();

    assertThat(device.read()).isEmpty();
    assertThat(rig.outcomes()).containsExactly(Outcome.REFUSED);
    assertThat(rig.counter("refused", "truncated")).isEqualTo(1);
  }

  @Test
  void password_isLearnedFromTheFirstFrame_aChangeIsADeviation() {
    rig.register(MN, acceptance(CrcPolicy.TOLERATE_KNOWN, PasswordPolicy.TOLERANT));
    DeviceSocket device = rig.connect();
    device.send(realtime(MN, 0, "1")).read();
    assertThat(rig.device(MN).password()).isEqualTo("123456");

    device.send(FrameText.frame(SEGMENT.replace("PW=123456", "PW=654321"))).read();

    assertThat(rig.rows(MN, "a21026", Interval.REALTIME)).hasSize(1);
    assertThat(rig.device(MN).password()).isEqualTo("123456");
    assertThat(rig.counter("deviations", "password-changed")).isEqualTo(1);
  }

  @Test
  void strictPassword_refusesAnotherAndNone() {
    rig.register(MN, acceptance(CrcPolicy.TOLERATE_KNOWN, PasswordPolicy.STRICT));
    DeviceSocket device = rig.connect();
    device.send(realtime(MN, 0, "1")).read();

    device.send(FrameText.frame(SEGMENT.replace("PW=123456", "PW=654321")));
    device.send(FrameText.frame(SEGMENT.replace("PW=123456;", "")));
    device.send(realtime(MN, 1, "2"));

    assertThat(device.read()).isEqualTo(realtimeAnswer(MN, 1));
    assertThat(rig.counter("refused", "password-wrong")).isEqualTo(2);
    assertThat(rig.outcomes())
        .containsExactly(Outcome.DATA, Outcome.REFUSED, Outcome.REFUSED, Outcome.DATA);
  }

  @Test
  void policyChangedMeanwhile_holdsForTheNextFrame() {
    long number = rig.register(MN, acceptance(CrcPolicy.STRICT, PasswordPolicy.TOLERANT)).number();
    DeviceSocket device = rig.connect();
    device.send(withCrc(SEGMENT, crc("wrong")));
    IntakeRig.await("refused", () -> rig.outcomes().contains(Outcome.REFUSED));

    rig.registry
        .devices()
        .setPolicies(number, CrcPolicy.OFF, AnswerPolicy.BY_FLAG, PasswordPolicy.TOLERANT);
    device.send(withCrc(SEGMENT, crc("wrong")));

    assertThat(device.read()).isEqualTo(realtimeAnswer(MN, 0));
    assertThat(rig.rows(MN, "a21026", Interval.REALTIME)).hasSize(1);
  }

  @Test
  void clockFarOff_isNotedAndNothingElse() {
    rig.register(MN, Acceptance.PLAIN);
    DeviceSocket device = rig.connect();
    device.send(FrameText.frame(SEGMENT.replace("DataTime=2026", "DataTime=2027"))).read();
    device.send(FrameText.frame(SEGMENT.replace("DataTime=2026", "DataTime=2025"))).read();

    assertThat(rig.counter("deviations", "clock-ahead")).isEqualTo(1);
    assertThat(rig.intake.deviations(MN))
        .extracting(FrameCount::code)
        .containsExactlyInAnyOrder("clock-ahead", "clock-behind");
    assertThat(rig.counter("deviations", "clock-behind")).isEqualTo(1);
    assertThat(rig.rows(MN, "a21026", Interval.REALTIME)).hasSize(2);
  }
}
