// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.greenheart.server.Key;
import org.greenheart.server.Occasion;
import org.greenheart.server.Server;
import org.greenheart.server.intake.BouncySm4;
import org.greenheart.simulator.BackfillReport;
import org.greenheart.simulator.DemoCity;
import org.greenheart.simulator.SpeedClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * The demo's first five stories, played together by real bytes on one clock that runs many times as
 * fast as life: the overflow in the rain, the leaking spray booth, the well-run paint shop, the
 * kilns and three cities' air. Each raises the alarms that it should, and nothing else in the city
 * raises any: no calibration, no maintenance, no start-up, no other pump.
 */
@Execution(ExecutionMode.CONCURRENT) // it waits for its city most of the time
final class StoriesTest {
  private static final int SPEED = 180;

  /** The haze has to be two days old, and its first index is that of a day. */
  private static final int DAYS = 3;

  /**
   * At most so long from the devices' start: some times what the longest story takes, on a slow
   * machine.
   */
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  private static final String LOOPBACK = "127.0.0.1";
  private static final Instant START = Instant.parse("2026-09-01T00:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);

  private static final String PUMP = "pump-in-rain-1 柳湾污水提升泵站 e41601";
  private static final String BOOTH = "removal-of-voc 云锦喷涂一线治理出口 a24088";
  private static final String PAINT = "permit-hour 骥程汽车涂装车间 RTO 出口 a24088";
  private static final String KILN = "permit-hour 窑火日用瓷一号隧道窑 a21002";
  private static final String HAZE = "heavy-pollution-9903 枫渚市 AQI";

  @TempDir private Path folder;

  @Test
  @Timeout(330)
  void fiveStories_raiseExactlyTheirAlarms() throws Exception {
    SpeedClock clock = SpeedClock.startingAt(START, SPEED);
    Path keys = Files.writeString(folder.resolve("keys.txt"), keys());
    try (Server server =
            Server.start(
                Configs.in(folder, Map.of(Key.HJ212_SM4_KEYS, keys.toString())),
                Occasion.demo(SPEED),
                clock);
        DemoCity city = DemoCity.load(1, clock, new BouncySm4());
        Reader reader = new Reader(server.uri())) {
      new CityImport(server.uri(), folder.resolve("data")).run(city);
      BackfillReport past =
          city.playPrehistory(LOOPBACK, server.hj212Port(), DAYS, (done, total) -> {});
      assertThat(past.failures()).isEmpty();
      city.start(LOOPBACK, server.hj212Port());

      awaitTheEnd(reader);

      Map<String, JsonNode> alarms = alarms(reader);
      assertThat(alarms).containsOnlyKeys(PUMP, BOOTH, PAINT, KILN, HAZE);
      overflowInTheRain(city, alarms, reader);
      leakingBooth(city, alarms, reader);
      wellRunPaintShop(city, alarms);
      kilns(city, alarms, reader);
      threeCities(city, alarms, reader);
    }
  }

  private static String keys() {
    return DemoCity.keys().entrySet().stream()
        .map(key -> key.getKey() + " " + key.getValue() + "\n")
        .collect(Collectors.joining());
  }

  /** Looks whenever the server tells of a change, or its heart beats. */
  private static void awaitTheEnd(Reader reader) throws IOException, InterruptedException {
    Instant deadline = Instant.now().plus(PATIENCE);
    try (LiveEvents events = reader.events()) {
      while (!isOver(reader)) {
        if (Instant.now().isAfter(deadline)) {
          throw new AssertionError(
              "not over within %s: %s %s"
                  .formatted(PATIENCE, reader.text("/api/alarms"), reader.text("/api/cases")));
        }
        events.awaitAny("alarm", "case", "reset");
      }
    }
  }

  private static boolean isOver(Reader reader) throws IOException, InterruptedException {
    Map<String, JsonNode> alarms = alarms(reader);
    return List.of(PUMP, BOOTH, PAINT, KILN).stream()
            .allMatch(told -> alarms.containsKey(told) && alarms.get(told).path("end").isTextual())
        && alarms.containsKey(HAZE)
        && cases(reader, "closed").size() == 2;
  }

  /** By rule, place and quantity; two of the same would be one too many. */
  private static Map<String, JsonNode> alarms(Reader reader)
      throws IOException, InterruptedException {
    List<JsonNode> all = new ArrayList<>();
    reader.json("/api/alarms").forEach(all::add);
    return all.stream()
        .collect(
            Collectors.toMap(
                alarm ->
                    "%s %s %s"
                        .formatted(
                            alarm.path("rule").asText(),
                            alarm.path("area").isNull()
                                ? alarm.path("thingName").asText()
                                : alarm.path("area").path("name").asText(),
                            alarm.path("code").asText()),
                alarm -> alarm));
  }

  private static List<JsonNode> cases(Reader reader, String state)
      throws IOException, InterruptedException {
    List<JsonNode> all = new ArrayList<>();
    reader.json("/api/cases?state=" + state).forEach(all::add);
    return all;
  }

  private static JsonNode caseOf(Reader reader, String rule)
      throws IOException, InterruptedException {
    Optional<JsonNode> found =
        cases(reader, "closed").stream()
            .filter(each -> each.path("rule").asText().equals(rule))
            .findFirst();
    assertThat(found).as(rule).isPresent();
    assertThat(found.get().path("criterion").path("fulfilled").asBoolean()).as(rule).isTrue();
    return found.get();
  }

  /** Story 1: the pumps fail in the rain; the case closes when three rains were answered. */
  private static void overflowInTheRain(DemoCity city, Map<String, JsonNode> alarms, Reader reader)
      throws Exception {
    JsonNode alarm = told(alarms, PUMP);
    assertThat(alarm.path("late").asBoolean()).isFalse();
    assertThat(time(alarm, "start")).isBetween(city.story(), after(city, Duration.ofMinutes(9)));
    assertThat(time(alarm, "end")).isBetween(city.story(), after(city, Duration.ofMinutes(12)));
    assertThat(time(caseOf(reader, "pump-in-rain-1"), "closed"))
        .isAfter(after(city, Duration.ofMinutes(25)));
  }

  /**
   * Story 2: the removal falls below 80 % in the night, and is back in the first hour mended: time
   * enough for those who play it to give the case out before.
   */
  private static void leakingBooth(DemoCity city, Map<String, JsonNode> alarms, Reader reader)
      throws Exception {
    JsonNode alarm = told(alarms, BOOTH);
    assertThat(time(alarm, "start"))
        .isBetween(city.story().minus(HOUR.multipliedBy(24)), city.story().minus(HOUR));
    assertThat(time(alarm, "end")).isEqualTo(shownHour(city).plus(HOUR.multipliedBy(2)));
    assertThat(alarm.path("limit").asText()).isEqualTo("80");
    assertThat(alarm.path("unit").asText()).isEqualTo("%");
    assertThat(number(alarm, "peak")).as("the lowest removal").isLessThan(79);
    assertThat(alarm.path("late").asBoolean()).isFalse();
    assertThat(alarm.path("caseId").isNumber()).isTrue();
    caseOf(reader, "removal-of-voc");
  }

  /** Story 3: of all that the paint shop does, one hour above its permit is told. */
  private static void wellRunPaintShop(DemoCity city, Map<String, JsonNode> alarms) {
    JsonNode alarm = told(alarms, PAINT);
    isTheShownHour(city, alarm);
    assertThat(alarm.path("limit").asText()).isEqualTo("30");
    assertThat(number(alarm, "peak")).isBetween(30.0, 50.0);
  }

  /** Story 4: NOx is within its permit as measured, and above it at 18 % of oxygen. */
  private static void kilns(DemoCity city, Map<String, JsonNode> alarms, Reader reader)
      throws Exception {
    JsonNode alarm = told(alarms, KILN);
    isTheShownHour(city, alarm);
    assertThat(alarm.path("limit").asText()).isEqualTo("150");
    assertThat(number(alarm, "peak")).isBetween(150.0, 200.0);
    // Where minutes came long before their hour, the server has made one of its own beside it.
    List<JsonNode> measured = new ArrayList<>();
    reader
        .json(
            "/v1.1/Datastreams?$filter="
                + Reader.encoded(
                    "Thing/id eq %s and properties/code eq 'a21002' and properties/interval eq 'hour'"
                        .formatted(alarm.path("thing").asLong()))
                + "&$expand="
                + Reader.encoded(
                    "Observations($filter=phenomenonTime ge %s and phenomenonTime lt %s)"
                        .formatted(shownHour(city), shownHour(city).plus(HOUR))))
        .path("value")
        .forEach(stream -> stream.path("Observations").forEach(measured::add));
    assertThat(measured)
        .anySatisfy(
            hour -> {
              assertThat(hour.path("result").asDouble()).isBetween(50.0, 120.0);
              assertThat(hour.path("parameters").path("corrected").asDouble())
                  .isEqualTo(number(alarm, "peak"));
            });
  }

  /** Story 5: the air of three cities; one of them has had two days of haze. */
  private static void threeCities(DemoCity city, Map<String, JsonNode> alarms, Reader reader)
      throws Exception {
    JsonNode alarm = told(alarms, HAZE);
    assertThat(alarm.path("thing").isNull()).isTrue();
    assertThat(alarm.path("end").isNull()).isTrue();
    assertThat(alarm.path("late").asBoolean()).isFalse();
    assertThat(alarm.path("level").asText()).isEqualTo("yellow");
    assertThat(time(alarm, "start"))
        .isBetween(city.story().minus(HOUR.multipliedBy(8)), shownHour(city).plus(HOUR));
    JsonNode stations = reader.json("/api/alarms/" + alarm.path("id").asLong()).path("stations");
    assertThat(stations).hasSize(3);
    assertThat(stations)
        .allSatisfy(
            station -> {
              assertThat(number(station, "value")).isGreaterThan(100);
              assertThat(station.path("note").asText()).isEqualTo("PM2.5");
            });

    JsonNode cities = reader.json("/api/air");
    assertThat(cities)
        .extracting(each -> each.path("nameEn").asText())
        .containsExactly("Qinghe City", "Yunting City", "Fengzhu City");
    for (JsonNode each : cities) {
      boolean hazy = each.path("code").asText().equals("9903");
      assertThat(each.path("hour").path("aqi").asInt()).isPositive();
      assertThat(each.path("day").path("aqi").asInt() > 150).isEqualTo(hazy);
      assertThat(each.path("warning").isNull()).isEqualTo(!hazy);
      assertThat(each.path("targets")).hasSize(2);
    }
    JsonNode hazy = cities.path(2);
    assertThat(hazy.path("hour").path("primary").path(0).asText()).isEqualTo("PM2.5");
    assertThat(hazy.path("basis").asText()).contains("HJ 633-2026");
  }

  private static void isTheShownHour(DemoCity city, JsonNode alarm) {
    assertThat(time(alarm, "start")).isEqualTo(shownHour(city));
    assertThat(time(alarm, "end")).isEqualTo(shownHour(city).plus(HOUR));
    assertThat(alarm.path("late").asBoolean()).isFalse();
  }

  /** The first full hour that a visitor sees from its beginning. */
  private static Instant shownHour(DemoCity city) {
    long second = city.story().getEpochSecond() + 300;
    return Instant.ofEpochSecond(Math.ceilDiv(second, HOUR.toSeconds()) * HOUR.toSeconds());
  }

  private static JsonNode told(Map<String, JsonNode> alarms, String name) {
    assertThat(alarms).containsKey(name);
    return alarms.getOrDefault(name, MissingNode.getInstance());
  }

  private static Instant after(DemoCity city, Duration time) {
    return city.story().plus(time);
  }

  private static Instant time(JsonNode node, String field) {
    return Instant.parse(node.path(field).asText());
  }

  private static double number(JsonNode node, String field) {
    return Double.parseDouble(node.path(field).asText());
  }
}
