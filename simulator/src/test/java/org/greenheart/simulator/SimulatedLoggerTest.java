// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.greenheart.protocols.hj212.Flag;
import org.greenheart.protocols.hj212.Hj212Message;
import org.greenheart.protocols.hj212.Hj212Time;
import org.greenheart.protocols.hj212.Hj212Version;
import org.greenheart.protocols.hj212.Item;
import org.greenheart.protocols.hj212.Reading;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class SimulatedLoggerTest {
  private static final Instant START = Instant.parse("2026-11-02T02:00:00Z");
  private static final String MN = "7AD3E0013200000000000202";
  private static final LoggerOptions IMPATIENT =
      LoggerOptions.USUAL.withWaits(Duration.ofMillis(200), 1, Duration.ofMillis(20));

  private final HandTurnedTime time = new HandTurnedTime(START);

  @Test
  void start_sendsBootTimeThenRealtimeAtItsInterval() throws Exception {
    try (TestServer server = new TestServer();
        SimulatedLogger logger = start(server, Hj212Version.V2017, LoggerOptions.USUAL)) {
      Hj212Message boot = server.await("2081");
      assertThat(boot.value("RestartTime")).contains("20261102100000");

      time.turn(Duration.ofSeconds(30));
      Hj212Message realtime = server.await("2011");

      assertThat(realtime.mn()).isEqualTo(MN);
      assertThat(realtime.st()).isEqualTo("32");
      assertThat(realtime.flag()).isEqualTo(new Flag(5));
      assertThat(realtime.deviations()).isEmpty();
      assertThat(realtime.crc().right()).isTrue();
      assertThat(reading(realtime, "w01018").value("Flag")).contains("N");
      assertThat(Double.parseDouble(reading(realtime, "w01018").value("Rtd").orElseThrow()))
          .isBetween(10.0, 40.0);
      assertThat(logger.deviceId()).isEqualTo(MN);
    }
  }

  @Test
  void endOfPeriod_sendsItsStatisticsWithItsStart() throws Exception {
    try (TestServer server = new TestServer();
        SimulatedLogger logger = start(server, Hj212Version.V2017, LoggerOptions.USUAL)) {
      time.turn(Duration.ofHours(1).plusSeconds(20));

      Hj212Message minute = server.await("2051");
      assertThat(minute.dataTimeText()).contains("20261102095000");
      Hj212Message hour =
          server.await(
              message ->
                  message.cn().equals("2061")
                      && message.dataTimeText().equals(Optional.of("20261102100000")));
      Reading cod = reading(hour, "w01018");
      double average = Double.parseDouble(cod.value("Avg").orElseThrow());
      assertThat(average)
          .isBetween(
              Double.parseDouble(cod.value("Min").orElseThrow()),
              Double.parseDouble(cod.value("Max").orElseThrow()));
      assertThat(logger.lost()).isZero();
    }
  }

  @Test
  void noAnswer_sendsTheSameFrameAgain() throws Exception {
    AtomicInteger count = new AtomicInteger();
    try (TestServer server = new TestServer(message -> count.incrementAndGet() > 1);
        SimulatedLogger logger = start(server, Hj212Version.V2017, IMPATIENT)) {
      Hj212Message first = server.await("2081");
      Hj212Message second = server.await("2081");

      assertThat(second).isEqualTo(first);
      assertThat(server.rawFrames().get(1)).isEqualTo(server.rawFrames().get(0));
      assertThat(server.connections()).isEqualTo(1);
      assertThat(logger.connects()).isEqualTo(1);
    }
  }

  @Test
  void noAnswerAtAll_reconnectsAndMarksTheDataAsSentAgain() throws Exception {
    AtomicInteger count = new AtomicInteger();
    try (TestServer server = new TestServer(message -> count.incrementAndGet() > 2);
        SimulatedLogger logger = start(server, Hj212Version.V2025, IMPATIENT)) {
      Hj212Message first = server.await("2081");
      Hj212Message second = server.await("2081");
      Hj212Message third = server.await("2081");

      assertThat(List.of(first.rf(), second.rf(), third.rf())).containsExactly(false, false, true);
      assertThat(third.qn()).isEqualTo(first.qn());
      assertThat(third.items()).isEqualTo(first.items());
      assertThat(server.connections()).isEqualTo(2);
      assertThat(logger.connects()).isEqualTo(2);
    }
  }

  @Test
  void connectionCut_losesNothing() throws Exception {
    try (TestServer server = new TestServer();
        SimulatedLogger logger = start(server, Hj212Version.V2017, IMPATIENT)) {
      server.await("2081");
      server.cutAll();
      time.turn(Duration.ofSeconds(30));

      assertThat(server.await("2011").mn()).isEqualTo(MN);
      assertThat(server.connections()).isGreaterThanOrEqualTo(2);
      assertThat(logger.lost()).isZero();
    }
  }

  @Test
  void offline_keepsItsDataAndSendsThemAfterwards() throws Exception {
    long from = START.plusSeconds(60).getEpochSecond();
    Script script =
        new Script(
            List.of(
                new Effect(
                    MN, "*", Effect.Kind.OFFLINE, from, from + 300, 0, 0, 0, Script.NORMAL)));
    City.Device device = City.of(new CityFiles(), 1, START).device(MN);
    try (TestServer server = new TestServer();
        SimulatedLogger logger =
            SimulatedLogger.start(
                device.plan(),
                device.model(),
                script,
                server.address(),
                time,
                START,
                IMPATIENT,
                Optional.empty())) {
      server.await("2081");
      TreeSet<String> expected = new TreeSet<>();
      for (int step = 0; step < 15; step++) {
        time.turn(Duration.ofSeconds(30));
        expected.add(dueBefore(device.plan().schedule(), time.now()));
      }

      TreeSet<String> received = new TreeSet<>();
      while (!received.containsAll(expected)) {
        received.add(server.await("2011").dataTimeText().orElseThrow());
      }
      assertThat(received).isEqualTo(expected);
      assertThat(logger.lost()).isZero();
    }
  }

  /** The time of the one realtime upload in the 30 s up to now. */
  private static String dueBefore(Schedule schedule, Instant now) {
    Instant at = now.minusSeconds(30);
    while (true) {
      List<Schedule.Due> due = schedule.next(at);
      if (due.getFirst().kind() == Schedule.Kind.REALTIME) {
        return Hj212Time.seconds(BeijingTime.of(due.getFirst().at()));
      }
      at = due.getFirst().at();
    }
  }

  @Test
  void version2005_sendsWithoutRequestNumberAndFlagAndWaitsForNothing() throws Exception {
    try (TestServer server = new TestServer(message -> false);
        SimulatedLogger logger = start(server, Hj212Version.V2005, LoggerOptions.USUAL)) {
      time.turn(Duration.ofSeconds(90));

      Hj212Message first = server.await("2011");
      Hj212Message second = server.await("2011");
      assertThat(first.qn()).isEmpty();
      assertThat(first.version()).isEqualTo(Hj212Version.V2005);
      assertThat(second.dataTimeText()).isNotEqualTo(first.dataTimeText());
      assertThat(logger.connects()).isEqualTo(1);
    }
  }

  @Test
  void skew_movesTheDeviceTimeAndNotTheSending() throws Exception {
    LoggerOptions ahead = LoggerOptions.USUAL.withSkew(Duration.ofHours(1));
    try (TestServer server = new TestServer();
        SimulatedLogger logger = start(server, Hj212Version.V2017, ahead)) {
      assertThat(server.await("2081").value("RestartTime")).contains("20261102110000");

      server.request(request("1012", Item.of("SystemTime", "20261102100000")));
      assertThat(server.await("9012").value("ExeRtn")).contains("1");
      time.turn(Duration.ofSeconds(30));
      assertThat(server.await("2011").dataTimeText().orElseThrow()).startsWith("202611021000");
      assertThat(logger.lost()).isZero();
    }
  }

  @Test
  void request_isAnsweredDataFirstThenResult() throws Exception {
    try (TestServer server = new TestServer();
        SimulatedLogger logger = start(server, Hj212Version.V2017, LoggerOptions.USUAL)) {
      server.await("2081");

      server.request(request("1061"));

      Hj212Message ready = server.await("9011");
      assertThat(ready.st()).isEqualTo("91");
      assertThat(ready.qn()).isEqualTo("20261102100000123");
      assertThat(ready.value("QnRtn")).contains("1");
      Hj212Message data = server.await("1061");
      assertThat(data.st()).isEqualTo("32");
      assertThat(data.qn()).isEqualTo("20261102100000123");
      assertThat(data.value("RtdInterval")).contains("30");
      assertThat(server.await("9012").value("ExeRtn")).contains("1");
      assertThat(logger.lost()).isZero();
    }
  }

  @Test
  void requestForMinutes_sendsThePeriodsAskedForWithNewNumbers() throws Exception {
    try (TestServer server = new TestServer(message -> false);
        SimulatedLogger logger = start(server, Hj212Version.V2017, LoggerOptions.USUAL)) {
      server.await("2081");

      server.request(
          request(
              "2051",
              Item.of("BeginTime", "20261102083000"),
              Item.of("EndTime", "20261102085000")));

      assertThat(server.await("9011").value("QnRtn")).contains("1");
      assertThat(server.await("2051").dataTimeText()).contains("20261102083000");
      assertThat(server.await("2051").dataTimeText()).contains("20261102084000");
      Hj212Message last = server.await("2051");
      assertThat(last.dataTimeText()).contains("20261102085000");
      assertThat(last.qn()).isNotEqualTo("20261102100000123");
      assertThat(server.await("9012").qn()).isEqualTo("20261102100000123");
      assertThat(logger.lost()).isZero();
    }
  }

  @Test
  void requestWithWrongPassword_isRefused() throws Exception {
    try (TestServer server = new TestServer();
        SimulatedLogger logger = start(server, Hj212Version.V2017, LoggerOptions.USUAL)) {
      server.await("2081");

      server.request(
          Hj212Message.builder(Hj212Version.V2017, "32", "1061", "000000", MN)
              .qn("20261102100000123")
              .answerWanted(true)
              .build());

      assertThat(server.await("9011").value("QnRtn")).contains("3");
      assertThat(logger.lost()).isZero();
    }
  }

  @Test
  void newInterval_isFollowed() throws Exception {
    try (TestServer server = new TestServer();
        SimulatedLogger logger = start(server, Hj212Version.V2017, LoggerOptions.USUAL)) {
      server.await("2081");
      server.request(request("1062", Item.of("RtdInterval", "300")));
      assertThat(server.await("9012").value("ExeRtn")).contains("1");
      server.request(request("1061"));
      assertThat(server.await("1061").value("RtdInterval")).contains("300");
      assertThat(server.await("9012").value("ExeRtn")).contains("1");
      server.request(request("1062", Item.of("RtdInterval", "7200")));
      assertThat(server.await("9012").value("ExeRtn")).contains("3");
      assertThat(logger.lost()).isZero();
    }
  }

  @Test
  void stopRequest_isANoticeAndStopsRealtime() throws Exception {
    try (TestServer server = new TestServer();
        SimulatedLogger logger = start(server, Hj212Version.V2017, LoggerOptions.USUAL)) {
      server.await("2081");
      server.request(request("2012"));
      assertThat(server.await("9013").st()).isEqualTo("91");
      time.turn(Duration.ofMinutes(11));
      server.await("2051");
      assertThat(server.drain()).extracting(Hj212Message::cn).doesNotContain("2011");
      assertThat(logger.lost()).isZero();
    }
  }

  @Test
  void unknownCommand_isRefusedAsSuch() throws Exception {
    try (TestServer server = new TestServer();
        SimulatedLogger logger = start(server, Hj212Version.V2017, LoggerOptions.USUAL)) {
      server.await("2081");
      server.request(request("1999"));
      assertThat(server.await("9011").value("QnRtn")).contains("8");
      assertThat(logger.lost()).isZero();
    }
  }

  static Stream<Fault> faults() {
    return Stream.of(
        Faults.duplicates(2),
        Faults.halves(Duration.ofMillis(1)),
        Faults.junk(3, 40, 9),
        Faults.reconnects(3),
        Faults.halves(Duration.ofMillis(1)).andThen(Faults.junk(2, 7, 3)));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void faultyLine_losesNothing(Fault fault) throws Exception {
    try (TestServer server = new TestServer();
        SimulatedLogger logger = start(server, Hj212Version.V2017, IMPATIENT.withFault(fault))) {
      TreeSet<String> received = new TreeSet<>();
      time.turn(Duration.ofMinutes(5));
      while (received.size() < 10) {
        received.add(server.await("2011").dataTimeText().orElseThrow());
      }
      assertThat(logger.lost()).isZero();
    }
  }

  private SimulatedLogger start(TestServer server, Hj212Version version, LoggerOptions options)
      throws IOException {
    City.Device device = City.of(new CityFiles(), 1, START).device(MN);
    LoggerPlan like = device.plan();
    LoggerPlan plan =
        new LoggerPlan(
            like.deviceId(),
            like.systemType(),
            version,
            like.password(),
            like.profile(),
            like.loadOf(),
            like.size(),
            like.level(),
            like.realtime(),
            like.minute(),
            like.crc(),
            "",
            Fault.NONE);
    return SimulatedLogger.start(
        plan,
        device.model(),
        device.script(),
        server.address(),
        time,
        START,
        options,
        Optional.empty());
  }

  private static Hj212Message request(String command, Item... items) {
    return Hj212Message.builder(Hj212Version.V2017, "32", command, "123456", MN)
        .qn("20261102100000123")
        .answerWanted(true)
        .items(List.of(items))
        .build();
  }

  private static Reading reading(Hj212Message message, String code) {
    return message.readings().stream()
        .filter(reading -> reading.code().equals(code))
        .findFirst()
        .orElseThrow();
  }
}
