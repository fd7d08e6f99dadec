// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An answer means: on disk. A killed server has every row that it answered, and none twice; each is
 * judged once.
 */
final class KilledServerTest {
  private static final int KILLS = 4;
  private static final int LOGGERS = 4;
  private static final int ANSWERS_BEFORE_KILL = 400;
  private static final ZoneId BEIJING = ZoneId.of("Asia/Shanghai");
  private static final LocalDateTime START = LocalDateTime.of(2026, 10, 1, 0, 0);

  @TempDir private Path folder;

  @Test
  void killedWhileAnswering_hasEveryAnsweredRow_noneTwice() throws Exception {
    List<Sender> senders = new ArrayList<>();
    for (int i = 1; i <= LOGGERS; i++) {
      senders.add(new Sender("KILL000%d".formatted(i)));
    }

    for (int kill = 1; kill <= KILLS; kill++) {
      try (ServerProcess server = ServerProcess.start(folder, "--accept-unknown")) {
        CountDownLatch enough = new CountDownLatch(ANSWERS_BEFORE_KILL);
        List<Thread> threads =
            senders.stream()
                .map(sender -> Thread.startVirtualThread(() -> sender.run(server, enough)))
                .toList();
        assertThat(enough.await(60, TimeUnit.SECONDS)).isTrue();
        server.kill();
        for (Thread thread : threads) {
          thread.join();
        }
      }
    }

    try (ServerProcess server = ServerProcess.start(folder, "--accept-unknown");
        Reader reader = new Reader(server.console())) {
      for (Sender sender : senders) {
        List<LocalDateTime> kept = timesOf(sender.deviceId, reader);
        assertThat(kept).doesNotHaveDuplicates();
        Set<LocalDateTime> lost = new HashSet<>(sender.answered);
        lost.removeAll(kept);
        assertThat(lost).isEmpty();
      }
      assertThat(server.stop()).isEqualTo(143);
    }
  }

  @Test
  void killedWhileJudging_judgesEveryKeptMinuteOnce() throws Exception {
    List<Sender> senders = new ArrayList<>();
    for (int i = 1; i <= LOGGERS; i++) {
      senders.add(new Sender("JUDGE00%d".formatted(i)));
    }
    for (int kill = 1; kill <= KILLS; kill++) {
      try (ServerProcess server = ServerProcess.start(folder, "--accept-unknown")) {
        if (kill == 1) {
          limitMinutes(server);
        }
        CountDownLatch enough = new CountDownLatch(ANSWERS_BEFORE_KILL);
        List<Thread> threads =
            senders.stream()
                .map(sender -> Thread.startVirtualThread(() -> sender.run(server, enough)))
                .toList();
        assertThat(enough.await(60, TimeUnit.SECONDS)).isTrue();
        server.kill();
        for (Thread thread : threads) {
          thread.join();
        }
      }
    }

    try (ServerProcess server = ServerProcess.start(folder, "--accept-unknown");
        Reader reader = new Reader(server.console())) {
      List<String> expected = new ArrayList<>();
      for (Sender sender : senders) {
        expected.addAll(episodes(sender.deviceId, timesOf(sender.deviceId, reader)));
      }
      List<String> told = alarms(reader);
      Instant deadline = Instant.now().plusSeconds(60);
      try (LiveEvents events = reader.events()) {
        while (told.size() < expected.size() && Instant.now().isBefore(deadline)) {
          events.awaitAny("alarm", "reset");
          told = alarms(reader);
        }
      }
      assertThat(told).containsExactlyInAnyOrderElementsOf(expected);
      assertThat(server.stop()).isEqualTo(143);
    }
  }

  private static void limitMinutes(ServerProcess server) throws Exception {
    String rule =
        """
        {"code":"minute-limit","kind":"above-limit","name":"分钟超限","severity":"warning",
         "parameters":{"interval":"minute","code":"w01018","limit":"5"},
         "dwellSeconds":0,"clearSeconds":0,"opensCase":false,"basis":"test"}\
        """;
    try (Reader reader = new Reader(server.console())) {
      HttpResponse<String> answer = reader.send("POST", "/api/rules", rule);
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }
  }

  /** The device and the start of each alarm that the kept minutes make. */
  private static List<String> episodes(String deviceId, List<LocalDateTime> kept) {
    List<String> episodes = new ArrayList<>();
    boolean above = false;
    for (LocalDateTime minute : kept.stream().sorted().toList()) {
      if (isAbove(minute) && !above) {
        episodes.add(deviceId + " " + minute.atZone(BEIJING).toInstant());
      }
      above = isAbove(minute);
    }
    return episodes;
  }

  private static boolean isAbove(LocalDateTime minute) {
    return minute.getMinute() % 20 < 5;
  }

  private static List<String> alarms(Reader reader) throws Exception {
    List<String> told = new ArrayList<>();
    for (JsonNode alarm : reader.json("/api/alarms")) {
      JsonNode thing = reader.json("/v1.1/Things(%s)".formatted(alarm.path("thing").asLong()));
      told.add(
          thing.path("properties").path("deviceId").asText()
              + " "
              + Instant.parse(alarm.path("start").asText()));
    }
    return told;
  }

  private static List<LocalDateTime> timesOf(String deviceId, Reader reader) throws Exception {
    List<LocalDateTime> times = new ArrayList<>();
    String filter =
        "Datastream/properties/deviceId eq '%s' and Datastream/properties/interval eq 'minute'"
            .formatted(deviceId);
    JsonNode page = reader.json("/v1.1/Observations?$top=10000&$filter=" + Reader.encoded(filter));
    for (JsonNode observation : page.path("value")) {
      String start = observation.path("phenomenonTime").asText().split("/", 2)[0];
      times.add(OffsetDateTime.parse(start).atZoneSameInstant(BEIJING).toLocalDateTime());
    }
    assertThat(page.has("@iot.nextLink")).isFalse();
    return times;
  }

  /** Sends minute after minute, one unanswered at a time, until the server is gone. */
  private static final class Sender {
    private final String deviceId;
    private final ConcurrentLinkedQueue<LocalDateTime> answered = new ConcurrentLinkedQueue<>();
    private LocalDateTime next = START;

    Sender(String deviceId) {
      this.deviceId = deviceId;
    }

    void run(ServerProcess server, CountDownLatch enough) {
      try (RawLogger logger = new RawLogger(deviceId, server.hj212Port())) {
        while (true) {
          LocalDateTime minute = next;
          next = next.plusMinutes(1);
          String qn = logger.sendMinute(minute, isAbove(minute) ? "9.5" : "1.5");
          if (!logger.answer().contains(qn)) {
            return;
          }
          answered.add(minute);
          enough.countDown();
        }
      } catch (IOException e) {
        // killed: what was not answered does not count
        return;
      }
    }
  }
}
