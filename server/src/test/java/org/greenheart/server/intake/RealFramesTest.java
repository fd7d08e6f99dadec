// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.greenheart.server.intake.FrameText.MN;
import static org.greenheart.server.intake.FrameText.realtime;
import static org.greenheart.server.intake.FrameText.realtimeAnswer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.greenheart.storage.telemetry.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The frames of the standards and of the field, through the whole intake. */
final class RealFramesTest {
  private static final Path VECTORS =
      Path.of("../protocols/src/test/resources/org/greenheart/protocols/hj212/vectors.jsonl");

  @TempDir private Path folder;

  private static List<byte[]> frames() throws Exception {
    ObjectMapper json = new ObjectMapper();
    List<byte[]> frames = new ArrayList<>();
    for (String line : Files.readAllLines(VECTORS)) {
      JsonNode vector = json.readTree(line);
      frames.add(
          vector.has("frame_hex")
              ? HexFormat.of().parseHex(vector.get("frame_hex").asText())
              : vector.get("frame").asText().getBytes(StandardCharsets.UTF_8));
    }
    return frames;
  }

  @Test
  void everyFrame_leavesTheConnectionInOrder() throws Exception {
    try (IntakeRig rig = IntakeRig.acceptingUnknown(folder)) {
      List<byte[]> frames = frames();
      assertThat(frames).hasSizeGreaterThan(200);
      int second = 0;
      for (byte[] frame : frames) {
        try (DeviceSocket device = new DeviceSocket(rig.intake.port())) {
          device.send(frame).send("\r\n" + realtime(MN, second, "1.2500"));
          String last = realtimeAnswer(MN, second);
          String answer = "";
          while (!answer.equals(last)) {
            answer = device.read();
            assertThat(answer)
                .as("after %s", new String(frame, StandardCharsets.ISO_8859_1))
                .isNotEmpty();
          }
          second = (second + 1) % 60;
        }
      }

      Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
      rig.outcomes().forEach(outcome -> outcomes.merge(outcome, 1, Integer::sum));
      assertThat(rig.counter("broken_frames", "")).isZero();
      assertThat(outcomes.get(Outcome.DATA)).isGreaterThan(100);
      assertThat(outcomes.get(Outcome.EVENT)).isGreaterThan(30);
      assertThat(outcomes.get(Outcome.PENDING)).as("wrong checks of strangers").isNotNull();
    }
  }
}
