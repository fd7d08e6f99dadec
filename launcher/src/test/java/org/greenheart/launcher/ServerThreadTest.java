// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.Map;
import org.greenheart.server.Key;
import org.greenheart.server.Occasion;
import org.greenheart.server.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The thread through everything: from a logger's bytes to what a person and a program read. */
final class ServerThreadTest {
  private static final String DEVICE = "A110000_0001";
  private static final LocalDateTime NOON = LocalDateTime.of(2026, 11, 1, 12, 0);

  @TempDir private Path folder;

  private Server server;
  private Reader reader;

  @BeforeEach
  void start() {
    server =
        Server.start(
            Configs.in(folder, Map.of(Key.HJ212_ACCEPT_UNKNOWN, "true")),
            Occasion.REAL,
            Clock.systemUTC());
    reader = new Reader(server.uri());
  }

  @AfterEach
  void stop() {
    reader.close();
    server.close();
  }

  @Test
  void frame_isAnswered_andReadable() throws Exception {
    try (RawLogger logger = new RawLogger(DEVICE, server.hj212Port())) {
      String qn = logger.sendMinute(NOON, "12.50");

      assertThat(logger.answer()).contains("QN=" + qn, "CN=9014", "MN=" + DEVICE);
    }

    JsonNode thing = reader.json("/v1.1/Things").path("value").path(0);
    assertThat(thing.path("properties").path("deviceId").asText()).isEqualTo(DEVICE);
    JsonNode datastream = reader.json("/v1.1/Datastreams(1)");
    assertThat(datastream.path("properties").path("code").asText()).isEqualTo("w01018");
    assertThat(datastream.path("properties").path("interval").asText()).isEqualTo("minute");
    String observations = reader.text("/v1.1/Datastreams(1)/Observations");
    assertThat(observations).contains("\"result\":12.50", "2026-11-01T04:00:00");
    assertThat(count()).isEqualTo(1);
  }

  @Test
  void frameSentTwice_isAnsweredTwice_andKeptOnce() throws Exception {
    try (RawLogger logger = new RawLogger(DEVICE, server.hj212Port())) {
      logger.sendMinute(NOON, "1.0");
      assertThat(logger.answer()).contains("CN=9014");
      logger.sendMinute(NOON, "1.0");
      assertThat(logger.answer()).contains("CN=9014");
    }

    assertThat(count()).isEqualTo(1);
  }

  @Test
  void restart_keepsEverything() throws Exception {
    try (RawLogger logger = new RawLogger(DEVICE, server.hj212Port())) {
      logger.sendMinute(NOON, "1.0");
      assertThat(logger.answer()).contains("CN=9014");
    }

    stop();
    start();

    assertThat(count()).isEqualTo(1);
  }

  private long count() throws Exception {
    String filter =
        "Datastream/properties/deviceId eq '%s' and Datastream/properties/code eq 'w01018'"
            .formatted(DEVICE);
    return reader
        .json("/v1.1/Observations?$count=true&$top=0&$filter=" + Reader.encoded(filter))
        .path("@iot.count")
        .asLong(-1);
  }
}
