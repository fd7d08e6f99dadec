// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.greenheart.protocols.hj212.Hj212Framer;
import org.greenheart.protocols.hj212.Hj212Message;
import org.greenheart.protocols.hj212.Hj212Reader;
import org.junit.jupiter.api.Test;

final class LoadgenTest {
  @Test
  void run_countsAnswersOfManyDevices() throws Exception {
    LoadPlan plan =
        new LoadPlan(
            5,
            8,
            Duration.ofMillis(50),
            Duration.ofMillis(400),
            LocalDateTime.of(2026, 1, 1, 0, 0),
            3);
    try (TestServer server = new TestServer()) {
      LoadResult result =
          new Loadgen(server.address().getHostString(), server.address().getPort()).run(plan);

      assertThat(result.answered()).isPositive();
      assertThat(result.broken()).isZero();
      assertThat(result.median()).isPositive().isLessThanOrEqualTo(result.p99());
      assertThat(result.framesPerSecond()).isPositive();
      List<Hj212Message> messages = server.drain();
      Set<String> devices = new HashSet<>();
      Set<String> rows = new HashSet<>();
      for (Hj212Message message : messages) {
        assertThat(message.deviations()).isEmpty();
        assertThat(message.crc().right()).isTrue();
        assertThat(message.mn()).hasSize(24);
        devices.add(message.mn());
        rows.add(message.mn() + message.dataTimeText().orElseThrow());
      }
      assertThat(devices).hasSize(5);
      assertThat(rows).hasSameSizeAs(messages);
    }
  }

  @Test
  void mill_goesOnOverMidnight() {
    FrameMill mill = new FrameMill("A", LocalDateTime.of(2026, 2, 28, 23, 59));
    byte[] buffer = new byte[mill.size()];
    mill.next(buffer, 0);
    Hj212Message last = read(buffer);
    mill.next(buffer, 0);
    Hj212Message first = read(buffer);

    assertThat(last.dataTimeText()).contains("20260228235900");
    assertThat(first.dataTimeText()).contains("20260301000000");
    assertThat(first.qn()).startsWith("20260301000000").hasSize(17);
    assertThat(first.readings()).hasSize(5);
  }

  @Test
  void counter_countsFramesHoweverTheyAreCut() {
    byte[] bytes =
        "##0003abcFFFF\r\n##0000FFFF\r\n##0001aFFFF\r\n".getBytes(StandardCharsets.US_ASCII);
    for (int size = 1; size <= bytes.length; size++) {
      AnswerCounter counter = new AnswerCounter();
      int frames = 0;
      for (int from = 0; from < bytes.length; from += size) {
        byte[] part = Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + size));
        frames += counter.count(part, part.length);
      }
      assertThat(frames).isEqualTo(3);
    }
  }

  @Test
  void latencies_areWithinASixteenth() {
    Latencies latencies = new Latencies();
    for (int millis = 1; millis <= 1_000; millis++) {
      latencies.add(millis * 1_000_000L);
    }
    assertThat(latencies.percentile(0.5).toNanos()).isBetween(500_000_000L, 532_000_000L);
    assertThat(latencies.percentile(0.99).toNanos()).isBetween(990_000_000L, 1_000_000_000L);
    assertThat(latencies.max()).isEqualTo(Duration.ofSeconds(1));
    assertThat(new Latencies().percentile(0.5)).isZero();
  }

  private static Hj212Message read(byte[] bytes) {
    List<Hj212Message> messages = new ArrayList<>();
    new Hj212Framer().feed(bytes, frame -> messages.add(new Hj212Reader().read(frame)));
    assertThat(messages).hasSize(1);
    assertThat(messages.getFirst().crc().right()).isTrue();
    return messages.getFirst();
  }
}
