// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.greenheart.server.api.HttpAddress;
import org.greenheart.server.api.HttpServer;
import org.greenheart.server.api.Routes;
import org.greenheart.server.api.ServerFacts;
import org.greenheart.server.waiting.SetClock;
import org.greenheart.storage.Bytes;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.RowKey;
import org.greenheart.storage.registry.Acceptance;
import org.greenheart.storage.registry.Alarm;
import org.greenheart.storage.registry.CaseFile;
import org.greenheart.storage.registry.DatastreamSpec;
import org.greenheart.storage.registry.Interval;
import org.greenheart.storage.registry.NewAlarm;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.Rule;
import org.greenheart.storage.registry.Severity;
import org.greenheart.storage.registry.SqliteRegistry;
import org.greenheart.storage.registry.UnitOfMeasurement;
import org.greenheart.storage.telemetry.MemoryTelemetry;
import org.greenheart.storage.telemetry.NewArrival;
import org.greenheart.storage.telemetry.RowChange;

/** A point with an alarm and a case, and the evidence of it over real HTTP. */
final class EvidenceRig implements AutoCloseable {
  static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
  static final String MN = "88888880000001";

  final SetClock clock = new SetClock(NOW);
  final MemoryTelemetry telemetry = new MemoryTelemetry();
  final Registry registry;
  final Alarm alarm;
  final CaseFile file;
  private final HttpServer server;
  private final HttpClient client = HttpClient.newHttpClient();
  private final ObjectMapper mapper = new ObjectMapper();

  EvidenceRig(Path data, EvidenceLimits limits) {
    registry = SqliteRegistry.open(data.resolve("registry"), clock);
    alarm = raise();
    file = registry.cases().open(alarm, "一号排口：化学需氧量超标", "operator");
    server = HttpServer.start(new HttpAddress("127.0.0.1", 0), routes(data, limits));
  }

  private List<Routes> routes(Path data, EvidenceLimits limits) {
    return EvidenceDesk.routes(
        registry,
        telemetry,
        limits,
        new ServerFacts("1.0", "青禾市", false, true, 1, NOW, data),
        clock);
  }

  private Alarm raise() {
    long thing = registry.devices().register("hj212", MN, Acceptance.named("一号排口"), NOW).thing();
    Rule rule =
        registry
            .rules()
            .record(
                new Rule(
                    "cod-above",
                    0,
                    "above-limit",
                    "化学需氧量超过许可限值",
                    "COD above the permit",
                    Severity.DANGER,
                    thing,
                    "{\"code\":\"w01018\",\"interval\":\"minute\",\"limit\":\"50\"}",
                    Duration.ZERO,
                    Duration.ZERO,
                    false,
                    null,
                    "排污许可证 91110000X，第 3.2 条",
                    true,
                    "operator",
                    NOW));
    return registry
        .alarms()
        .raise(
            new NewAlarm(
                rule,
                thing,
                "w01018",
                NOW.minus(Duration.ofHours(2)),
                NOW.minus(Duration.ofHours(1)),
                new Decimal(6250, 2),
                new Decimal(50, 0),
                "mg/L",
                false));
  }

  /**
   * A frame each minute with one value, over the limit from two hours to one hour before now.
   *
   * @param count of minutes
   * @param before minutes before now that the first one is of, and an hour more
   */
  void minutes(int count, int before) {
    long datastream =
        registry
            .catalogue()
            .ensure(
                DatastreamSpec.ofDevice(
                    alarm.thing(),
                    "w01018",
                    Interval.MINUTE,
                    "32",
                    "化学需氧量",
                    "COD",
                    UnitOfMeasurement.ofSymbol("mg/L")))
            .number();
    for (int i = 0; i < count; i++) {
      Instant at = NOW.minus(Duration.ofMinutes(before + 60L)).plus(Duration.ofMinutes(i));
      boolean above = !at.isBefore(alarm.start()) && at.isBefore(alarm.start().plusSeconds(3600));
      Decimal value = new Decimal((above ? 5800 : 3000) + i % 9 * 50, 2);
      String frame = "w01018-Avg=%s,w01018-Flag=N %s\r\n".formatted(value, at);
      telemetry
          .append(
              NewArrival.ofFrame(
                  at.plusSeconds(2),
                  "127.0.0.1:5000",
                  1,
                  Bytes.of(frame.getBytes(StandardCharsets.US_ASCII)),
                  List.of(RowChange.of(RowKey.ofDevice(datastream, at), value, "N"))))
          .join();
    }
  }

  record Answer(int status, JsonNode body) {
    String code() {
      return body.path("code").asText();
    }
  }

  Answer get(String path) throws IOException, InterruptedException {
    return json(HttpRequest.newBuilder(server.uri().resolve(path)).build());
  }

  Answer post(String path, String body) throws IOException, InterruptedException {
    return post(path, body.getBytes(StandardCharsets.UTF_8));
  }

  Answer post(String path, byte[] body) throws IOException, InterruptedException {
    return json(
        HttpRequest.newBuilder(server.uri().resolve(path))
            .POST(BodyPublishers.ofByteArray(body))
            .build());
  }

  private Answer json(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
    return new Answer(response.statusCode(), mapper.readTree(response.body()));
  }

  HttpResponse<byte[]> bytes(String path) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(server.uri().resolve(path)).build(), BodyHandlers.ofByteArray());
  }

  @Override
  public void close() {
    server.close();
    registry.close();
    telemetry.close();
    client.close();
  }
}
