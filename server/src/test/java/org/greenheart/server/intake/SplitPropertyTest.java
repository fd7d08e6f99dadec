// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.greenheart.server.intake.FrameText.frame;
import static org.greenheart.server.intake.FrameText.realtime;
import static org.greenheart.server.intake.FrameText.realtimeAnswer;
import static org.greenheart.server.intake.FrameText.segment;
import static org.greenheart.server.intake.FrameText.upload;
import static org.greenheart.server.intake.FrameText.withCrc;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.greenheart.storage.Observation;
import org.greenheart.storage.registry.Datastream;

/** How bytes are cut into reads changes nothing of what is stored. */
@SuppressWarnings("NullAway.Init") // jqwik starts the container first
final class SplitPropertyTest {
  private static Path folder;
  private static IntakeRig rig;
  private static int devices;
  private static List<String> expected;

  @BeforeContainer
  static void start() throws IOException {
    folder = Files.createTempDirectory("greenheart-split");
    rig = IntakeRig.acceptingUnknown(folder);
    expected = storedBy(List.of(Integer.MAX_VALUE));
    assertThat(expected).hasSize(9);
  }

  @AfterContainer
  static void stop() throws IOException {
    rig.close();
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    }
  }

  @Property(tries = 60)
  void anyCut_storesTheSame(
      @ForAll @Size(min = 1, max = 40) List<@IntRange(min = 1, max = 300) Integer> pieces) {
    assertThat(storedBy(pieces)).isEqualTo(expected);
  }

  /** Sends the stream of a new device in pieces of these sizes, over and over. */
  private static List<String> storedBy(List<Integer> pieces) {
    String mn = "01000000000000000000%04X".formatted(devices++);
    byte[] bytes = stream(mn).getBytes(StandardCharsets.UTF_8);
    try (DeviceSocket device = new DeviceSocket(rig.intake.port())) {
      int at = 0;
      for (int i = 0; at < bytes.length; i++) {
        int end = (int) Math.min(bytes.length, (long) at + pieces.get(i % pieces.size()));
        device.send(Arrays.copyOfRange(bytes, at, end));
        at = end;
      }
      String last = realtimeAnswer(mn, 59);
      String answer = "";
      while (!answer.equals(last)) {
        answer = device.read();
        assertThat(answer).as("the last answer comes").isNotEmpty();
      }
    }
    return stored(mn);
  }

  private static String stream(String mn) {
    String content = "DataTime=20260101120001;a21026-Rtd=2,a21026-Flag=N";
    String wrong = segment(mn, "20260101120001000", "31", "2011", 5, content);
    return "ATZ OK\r\n#"
        + realtime(mn, 0, "1.50")
        + withCrc(wrong, "4D4E")
        + "##12"
        + realtime(mn, 2, "3.0").strip()
        + realtime(mn, 3, "4.0").strip()
        + "\n"
        + "\u0000\u0001###"
        + frame(
            "ST=32;CN=2011;PW=123456;MN=%s;CP=&&DataTime=20260101120004;011-Rtd=231.0,011-Flag=N&&"
                .formatted(mn))
        + upload(mn, "20260101120005000", "32", "2061", "DataTime=20260101110000;w01018-Avg=1")
        + upload(mn, "20260101120005001", "32", "2061", "DataTime=20260101110000;w01018-Max=2")
        + upload(
            mn, "20260101120005002", "32", "3020", "DataTime=20260101110000;i11001-Info=//校准//")
        + upload(
            mn,
            "20260101120006000",
            "31",
            "2011",
            "DataTime=20260101120006;" + "a21002-Rtd=1;a21003-Rtd=2;".repeat(60) + "a21004-Rtd=--")
        + realtime(mn, 59, "9.0");
  }

  private static List<String> stored(String mn) {
    List<String> stored = new ArrayList<>();
    for (Datastream datastream : rig.datastreams(mn)) {
      for (Observation row : rig.rows(datastream)) {
        stored.add(
            "%s %s %s %s %s %s"
                .formatted(
                    datastream.code(),
                    datastream.interval(),
                    row.key().start(),
                    row.result(),
                    row.flag(),
                    row.parameters()));
      }
    }
    stored.sort(null);
    return stored;
  }
}
