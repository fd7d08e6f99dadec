// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.Map;
import org.greenheart.server.Occasion;
import org.greenheart.server.Server;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.SqliteRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Points and Datastreams are taken out of a running server, and stay out. */
final class RemovalTest {
  private static final String DEVICE = "A110000_0001";
  private static final LocalDateTime NOON = LocalDateTime.of(2026, 11, 1, 12, 0);

  @TempDir private Path folder;

  private Server server;
  private Reader reader;
  private RawLogger logger;

  @BeforeEach
  void start() throws IOException {
    server = Server.start(Configs.in(folder, Map.of()), Occasion.REAL, Clock.systemUTC());
    reader = new Reader(server.uri());
    logger = new RawLogger(DEVICE, server.hj212Port());
  }

  @AfterEach
  void stop() throws IOException {
    logger.close();
    reader.close();
    server.close();
  }

  @Test
  void point_isPreviewed_goesWithItsRows_andItsDeviceKnocksWhenItSendsAgain() throws Exception {
    long thing = acceptedWithRows(2);
    JsonNode preview = reader.json("/api/points/%s/removal".formatted(thing));
    assertThat(preview.path("observations").asInt()).isEqualTo(2);
    assertThat(preview.path("since").asText()).isEqualTo("2026-11-01T04:00:00Z");
    assertThat(preview.path("refusal").isNull()).isTrue();

    HttpResponse<String> removed = reader.send("DELETE", "/api/points/" + thing, "");

    assertThat(removed.statusCode()).as(removed.body()).isEqualTo(200);
    assertThat(reader.send("GET", "/api/points/" + thing, "").statusCode()).isEqualTo(404);
    assertThat(reader.json("/api/points")).isEmpty();
    assertThat(reader.json("/api/devices")).isEmpty();
    assertThat(observations()).isZero();

    sendMinute(5); // on the connection that was there all along
    JsonNode knocking = reader.json("/api/devices?status=pending").path(0);
    assertThat(knocking.path("deviceId").asText()).isEqualTo(DEVICE);
    assertThat(knocking.path("frames").asInt()).isEqualTo(1);
    assertThat(knocking.path("thing").asLong()).isGreaterThan(thing);
    assertThat(observations()).isZero();

    accept();
    assertThat(observations()).isEqualTo(1);
    assertThat(reader.json("/v1.1/Datastreams").path("value").path(0).path("@iot.id").asInt())
        .isEqualTo(2);
  }

  @Test
  void datastream_goesAlone_andComesAgainUnderANewNumber() throws Exception {
    long thing = acceptedWithRows(1);

    HttpResponse<String> removed = reader.send("DELETE", "/api/datastreams/1", "");

    assertThat(removed.statusCode()).as(removed.body()).isEqualTo(200);
    assertThat(reader.json("/api/points/" + thing).path("datastreams")).isEmpty();
    assertThat(reader.send("GET", "/v1.1/Datastreams(1)", "").statusCode()).isEqualTo(404);
    assertThat(observations()).isZero();

    sendMinute(7);
    JsonNode again = reader.json("/api/points/" + thing).path("datastreams").path(0);
    assertThat(again.path("id").asInt()).isEqualTo(2);
    assertThat(again.path("count").asInt()).isEqualTo(1);
  }

  @Test
  void crashBetweenDecisionAndDeletion_startFinishesIt() throws Exception {
    acceptedWithRows(1);
    long observation =
        reader.json("/v1.1/Observations").path("value").path(0).path("@iot.id").asLong();
    stop();
    // As a crash leaves it: the registry has committed, the telemetry has not heard of it.
    try (Registry registry =
        SqliteRegistry.open(folder.resolve("data").resolve("registry"), Clock.systemUTC())) {
      registry.catalogue().removeDatastream(1);
      assertThat(registry.outbox().entries()).hasSize(1);
    }

    start();

    assertThat(reader.send("GET", "/v1.1/Datastreams(1)", "").statusCode()).isEqualTo(404);
    assertThat(reader.send("GET", "/v1.1/Observations(%s)".formatted(observation), "").statusCode())
        .isEqualTo(404);
    sendMinute(1);
    assertThat(reader.json("/v1.1/Datastreams").path("value").path(0).path("@iot.id").asInt())
        .isEqualTo(2);
    stop();
    try (Registry registry =
        SqliteRegistry.open(folder.resolve("data").resolve("registry"), Clock.systemUTC())) {
      assertThat(registry.outbox().entries()).isEmpty();
    }
    start();
  }

  @Test
  void pointOfAPair_isRefusedWithItsReason_andNothingGoes() throws Exception {
    long inlet = acceptedWithRows(1);
    sendMinute("OUTLET", 1);
    accept();
    long outlet = reader.json("/api/devices?status=accepted").path(1).path("thing").asLong();
    pair(inlet, outlet);

    assertThat(reader.json("/api/points/%s/removal".formatted(inlet)).path("pairs").asInt())
        .isEqualTo(1);
    HttpResponse<String> refused = reader.send("DELETE", "/api/points/" + inlet, "");

    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(Reader.parsed(refused).path("code").asText()).isEqualTo("point-held");
    assertThat(observations()).isEqualTo(1);
  }

  @Test
  void pointThatWaits_isRefused_unknownOnesAreNotFound() throws Exception {
    sendMinute(0);
    long thing = reader.json("/api/devices").path(0).path("thing").asLong();

    HttpResponse<String> refused = reader.send("DELETE", "/api/points/" + thing, "");

    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(Reader.parsed(refused).path("code").asText()).isEqualTo("point-pending");
    assertThat(Reader.parsed(reader.send("DELETE", "/api/points/99", "")).path("code").asText())
        .isEqualTo("point-not-found");
    assertThat(
            Reader.parsed(reader.send("DELETE", "/api/datastreams/99", "")).path("code").asText())
        .isEqualTo("datastream-not-found");
  }

  private long acceptedWithRows(int rows) throws Exception {
    for (int i = 0; i < rows; i++) {
      sendMinute(i);
    }
    return accept();
  }

  private void sendMinute(int minute) throws IOException {
    String qn = logger.sendMinute(NOON.plusMinutes(minute), "12." + minute);
    assertThat(logger.answer()).contains("QN=" + qn, "CN=9014");
  }

  private void sendMinute(String device, int minute) throws IOException {
    try (RawLogger other = new RawLogger(device, server.hj212Port())) {
      other.sendMinute(NOON.plusMinutes(minute), "1.5");
      assertThat(other.answer()).contains("CN=9014");
    }
  }

  /** The device that waits; returns its point. */
  private long accept() throws Exception {
    long number = reader.json("/api/devices?status=pending").path(0).path("number").asLong();
    HttpResponse<String> accepted =
        reader.send("POST", "/api/devices/%s/accept".formatted(number), "{}");
    return Reader.parsed(accepted).path("thing").asLong();
  }

  private void pair(long inlet, long outlet) throws Exception {
    long owner =
        id(
            "/api/enterprises",
            "{\"creditCode\":\"91440100MA5DEM001Y\",\"name\":\"示例厂\",\"industry\":\"C3360\"}");
    long facility =
        id(
            "/api/facilities",
            "{\"enterprise\":%s,\"code\":\"TA001\",\"name\":\"箱\",\"medium\":\"air\"}"
                .formatted(owner));
    id(
        "/api/pairs",
        "{\"facility\":%s,\"inlet\":%s,\"outlet\":%s}".formatted(facility, inlet, outlet));
  }

  private long id(String path, String body) throws Exception {
    HttpResponse<String> made = reader.send("POST", path, body);
    assertThat(made.statusCode()).as(made.body()).isBetween(200, 201);
    return Reader.parsed(made).path("id").asLong();
  }

  private long observations() throws Exception {
    String filter = "Datastream/properties/deviceId eq '%s'".formatted(DEVICE);
    return reader
        .json("/v1.1/Observations?$count=true&$top=0&$filter=" + Reader.encoded(filter))
        .path("@iot.count")
        .asLong(-1);
  }
}
