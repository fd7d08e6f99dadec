// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.meters;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.greenheart.server.api.HttpAddress;
import org.greenheart.server.api.HttpServer;
import org.greenheart.server.waiting.SetClock;
import org.greenheart.storage.registry.Datastream;
import org.greenheart.storage.registry.Device;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.SqliteRegistry;
import org.greenheart.storage.telemetry.Arrival;
import org.greenheart.storage.telemetry.MemoryTelemetry;
import org.greenheart.storage.telemetry.Telemetry;

/** Meters over real HTTP, real sockets and a clock that is set. */
final class MeterRig implements AutoCloseable {
  static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  final SetClock clock = new SetClock(NOW);
  final Telemetry telemetry = new MemoryTelemetry();
  final Registry registry;
  final MeterDesk desk;
  private final HttpServer server;
  private final HttpClient client = HttpClient.newHttpClient();
  private final ObjectMapper mapper = new ObjectMapper();

  MeterRig(Path folder) {
    registry = SqliteRegistry.open(folder, clock);
    desk = MeterDesk.start(folder, registry, telemetry, clock);
    server = HttpServer.start(new HttpAddress("127.0.0.1", 0), desk.routes());
  }

  record Answer(int status, JsonNode json) {
    String code() {
      return json.path("code").asText();
    }
  }

  Answer send(String method, String path, Object body) throws Exception {
    byte[] bytes =
        body instanceof String text ? text.getBytes(UTF_8) : mapper.writeValueAsBytes(body);
    HttpResponse<String> answer =
        client.send(
            HttpRequest.newBuilder(server.uri().resolve(path))
                .method(method, BodyPublishers.ofByteArray(bytes))
                .build(),
            BodyHandlers.ofString());
    return new Answer(
        answer.statusCode(), mapper.readTree(answer.body().isEmpty() ? "null" : answer.body()));
  }

  Answer get(String path) throws Exception {
    return send("GET", path, Map.of());
  }

  /** The arrival after another. */
  Arrival arrivalAfter(long number) throws Exception {
    if (!telemetry.awaitArrival(number, PATIENCE)) {
      throw new AssertionError("no arrival after " + number);
    }
    return telemetry.feed(number, 1).getFirst();
  }

  /** The first source as it is shown once it is in a state. */
  JsonNode inState(String state) throws Exception {
    return inState(state, 0);
  }

  /** The second source as it is shown once it is in a state. */
  JsonNode secondInState(String state) throws Exception {
    return inState(1, state, 0);
  }

  /** With so many meters at least. */
  JsonNode inState(String state, int meters) throws Exception {
    return inState(0, state, meters);
  }

  private JsonNode inState(int which, String state, int meters) throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      JsonNode source = get("/api/meters").json().path(which);
      if (source.path("state").asText().equals(state) && source.path("meters").size() >= meters) {
        return source;
      }
      if (System.nanoTime() > end) {
        throw new AssertionError("not " + state + ": " + source);
      }
      Thread.onSpinWait();
    }
  }

  Device device(String protocol, String id) {
    return registry.devices().find(protocol, id).orElseThrow();
  }

  String newest(Device device, String code) {
    Datastream stream =
        registry.catalogue().datastreamsOf(device.thing()).stream()
            .filter(each -> each.code().equals(code))
            .findFirst()
            .orElseThrow();
    return String.valueOf(
        requireNonNull(telemetry.latest(List.of(stream.number())).get(stream.number())).result());
  }

  @Override
  public void close() {
    server.close();
    desk.close();
    registry.close();
    telemetry.close();
    client.close();
  }
}
