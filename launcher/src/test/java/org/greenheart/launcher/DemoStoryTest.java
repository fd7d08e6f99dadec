// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Predicate;
import org.greenheart.server.Occasion;
import org.greenheart.server.Server;
import org.greenheart.server.intake.BouncySm4;
import org.greenheart.simulator.DemoCity;
import org.greenheart.simulator.SpeedClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The overflow in the rain, played by real bytes at 30 times the pace of life: the pumps have no
 * power while it rains, an alarm opens a case, and the case closes when three rains were answered.
 */
final class DemoStoryTest {
  private static final int SPEED = 30;
  private static final Instant START = Instant.parse("2026-09-01T00:00:00Z");
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final String STATION = "pump-in-rain-1";

  @TempDir private Path folder;

  @Test
  void pumpStation_failsInTheRain_andTheCaseClosesByItsData() throws Exception {
    SpeedClock clock = SpeedClock.startingAt(START, SPEED);
    try (Server server = Server.start(Configs.in(folder, Map.of()), Occasion.demo(SPEED), clock);
        DemoCity city = DemoCity.load(1, clock, new BouncySm4());
        Reader reader = new Reader(server.uri())) {
      new CityImport(server.uri(), folder.resolve("data")).run(city);
      city.start("127.0.0.1", server.hj212Port());

      JsonNode alarm = await(reader, "/api/alarms", each -> isOfStation(each));
      assertThat(alarm.path("late").asBoolean()).isFalse();
      assertThat(Instant.parse(alarm.path("start").asText()))
          .isBetween(city.story(), city.story().plus(Duration.ofMinutes(9)));

      JsonNode closed =
          await(
              reader,
              "/api/cases",
              each -> isOfStation(each) && each.path("state").asText().equals("closed"));
      assertThat(closed.path("criterion").path("fulfilled").asBoolean()).isTrue();
      assertThat(Instant.parse(closed.path("closed").asText()))
          .isAfter(city.story().plus(Duration.ofMinutes(25)));
    }
  }

  private static boolean isOfStation(JsonNode each) {
    return each.path("rule").asText().equals(STATION);
  }

  /** The first of a list that fits: looked for whenever the server tells of a change. */
  private static JsonNode await(Reader reader, String path, Predicate<JsonNode> fits)
      throws Exception {
    Instant deadline = Instant.now().plus(PATIENCE);
    try (LiveEvents events = reader.events()) {
      while (Instant.now().isBefore(deadline)) {
        for (JsonNode each : reader.json(path)) {
          if (fits.test(each)) {
            return each;
          }
        }
        events.awaitAny("alarm", "case", "reset");
      }
    }
    throw new AssertionError("not within %s: %s".formatted(PATIENCE, reader.text(path)));
  }
}
