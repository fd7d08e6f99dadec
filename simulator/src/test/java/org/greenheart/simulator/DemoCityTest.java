// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.greenheart.protocols.hj212.CrcVerdict;
import org.greenheart.protocols.hj212.DeviationCode;
import org.greenheart.protocols.hj212.Hj212Message;
import org.greenheart.protocols.hj212.Hj212Version;
import org.greenheart.protocols.hj212.Item;
import org.junit.jupiter.api.Test;

final class DemoCityTest {
  private static final Instant NOW = Instant.parse("2026-11-02T02:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

  @Test
  void place_isTheFirstCityOfTheFiles() {
    assertThat(DemoCity.place()).isEqualTo("青禾市");
  }

  @Test
  void playPrehistory_sendsEachDevicesPastOldestFirst() throws Exception {
    try (TestServer server = new TestServer();
        DemoCity city = DemoCity.load(1, CLOCK)) {
      AtomicLong reported = new AtomicLong();
      BackfillReport report =
          city.playPrehistory(
              server.address().getHostString(),
              server.address().getPort(),
              1,
              (answered, total) -> {
                reported.incrementAndGet();
                assertThat(answered).isLessThanOrEqualTo(total);
              });

      assertThat(report.failures()).isEmpty();
      assertThat(report.unanswered()).isZero();
      assertThat(reported.get()).isEqualTo(report.answered());
      Map<String, String> latest = new TreeMap<>();
      int minutes = 0;
      for (Hj212Message message : server.drain()) {
        assertThat(message.has(DeviationCode.SEGMENT_OVER_1024)).isFalse();
        String time = message.dataTimeText().orElseThrow();
        String key = message.mn() + " " + message.cn();
        assertThat(time).isGreaterThanOrEqualTo(latest.getOrDefault(key, ""));
        latest.put(key, time);
        minutes += message.cn().equals("2051") && message.pno() <= 1 ? 1 : 0;
      }
      assertThat(latest.keySet()).hasSize(city.deviceIds().size() * 3);
      // 10-minute data of most, 5-minute data of the air stations and the paint shop.
      assertThat(minutes).isGreaterThanOrEqualTo(144 * 35 + 288 * 10);
    }
  }

  @Test
  void sameSeedAndClock_giveTheSameBytes() {
    List<String> frames = bytes(5);
    assertThat(frames).hasSizeGreaterThan(5_000);
    assertThat(frames.equals(bytes(5))).isTrue();
  }

  @Test
  void otherSeed_givesOtherValues() {
    assertThat(bytes(5).equals(bytes(6))).isFalse();
  }

  @Test
  void start_letsEveryDeviceSpeakAndTheStrangerKnock() throws Exception {
    try (TestServer server = new TestServer();
        DemoCity city = DemoCity.load(1, Clock.systemUTC())) {
      city.start(server.address().getHostString(), server.address().getPort());
      List<String> waiting = new ArrayList<>();
      city.loggers().forEach(logger -> waiting.add(logger.deviceId()));
      assertThat(waiting).hasSize(city.deviceIds().size() + 1);
      // The 2005 device has no boot message: its realtime data would take up to 30 s.
      waiting.remove("88QH2008000205");

      boolean modbus = false;
      boolean newest = false;
      while (!waiting.isEmpty()) {
        Hj212Message message = server.await(any -> true);
        waiting.remove(message.mn());
        modbus |= message.crc() == CrcVerdict.MODBUS;
        newest |= message.version() == Hj212Version.V2025;
      }
      assertThat(modbus).isTrue();
      assertThat(newest).isTrue();
    }
  }

  @Test
  void startAfterALongLoading_movesTheStory() throws Exception {
    AtomicLong nanos = new AtomicLong();
    SpeedClock clock = SpeedClock.startingAt(NOW, 60, nanos::get);
    try (TestServer server = new TestServer();
        DemoCity city = DemoCity.load(1, clock)) {
      assertThat(city.story()).isEqualTo(NOW.plusSeconds(15 * 60));
      nanos.addAndGet(Duration.ofSeconds(40).toNanos());

      city.start(server.address().getHostString(), server.address().getPort());

      assertThat(city.story()).isEqualTo(NOW.plusSeconds(45 * 60));
      assertThat(city.present()).isEqualTo(NOW);
    }
  }

  @Test
  void files_comeInAnOrderThatCanBeImported() {
    assertThat(DemoCity.load(1, CLOCK).files().keySet())
        .containsExactly(
            "areas.csv",
            "enterprises.csv",
            "outlets.csv",
            "facilities.csv",
            "permits.csv",
            "points.csv",
            "pairs.csv",
            "groups.csv");
  }

  /** What all devices send for some hours, without a network. */
  private static List<String> bytes(long seed) {
    List<String> frames = new ArrayList<>();
    for (City.Device device : DemoCity.load(seed, CLOCK).city().devices()) {
      Voice voice = new Voice(device.plan(), Optional.empty());
      Instant now = NOW.minusSeconds(3_600);
      while (now.isBefore(NOW)) {
        List<Schedule.Due> next = device.plan().schedule().next(now);
        now = next.getFirst().at();
        for (Schedule.Due due : next) {
          List<Item> items =
              due.kind() == Schedule.Kind.REALTIME
                  ? device.model().realtime(due.start())
                  : device.model().period(due.start(), due.length());
          for (Upload upload : voice.upload(due.kind().command(), due.at(), due.start(), items)) {
            frames.add(new String(voice.bytes(upload), StandardCharsets.ISO_8859_1));
          }
        }
      }
    }
    return frames;
  }
}
