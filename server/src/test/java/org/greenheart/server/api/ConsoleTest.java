// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.Context;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.greenheart.protocols.hj212.FactorTable;
import org.greenheart.protocols.hj212.Hj212Reader;
import org.greenheart.server.accounts.Callers;
import org.greenheart.server.limits.OperatingLimits;
import org.greenheart.server.limits.ShownLimits;
import org.greenheart.storage.Bytes;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.RowKey;
import org.greenheart.storage.registry.Acceptance;
import org.greenheart.storage.registry.Datastream;
import org.greenheart.storage.registry.DatastreamSpec;
import org.greenheart.storage.registry.Device;
import org.greenheart.storage.registry.Interval;
import org.greenheart.storage.registry.SqliteRegistry;
import org.greenheart.storage.registry.UnitOfMeasurement;
import org.greenheart.storage.telemetry.MemoryTelemetry;
import org.greenheart.storage.telemetry.NewArrival;
import org.greenheart.storage.telemetry.RowChange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The REST interface over a real registry and telemetry in memory. */
@Timeout(60)
final class ConsoleTest {
  private static final Instant NOW = Instant.parse("2026-03-01T04:00:30Z");
  private static final String FRAME =
      "##0101QN=20160801085857223;ST=32;CN=1062;PW=100000;MN=010000A8900016F000169DC0;Flag=5;CP=&&RtdInterval=30&&1C80";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
  private final HttpClient client = HttpClient.newHttpClient();

  @TempDir private Path folder;
  private SqliteRegistry registry;
  private MemoryTelemetry telemetry;
  private Console console;
  private HttpServer server;
  private Device device;
  private Datastream minute;
  private int frames;

  @BeforeEach
  void start() {
    registry = SqliteRegistry.open(folder.resolve("registry"), clock);
    telemetry = new MemoryTelemetry();
    device =
        registry
            .devices()
            .register("hj212", "010000A8900016F000169DC0", Acceptance.named("排口一"), NOW);
    minute =
        registry
            .catalogue()
            .ensure(
                DatastreamSpec.ofDevice(
                    device.thing(),
                    "w01018",
                    Interval.MINUTE,
                    "32",
                    "化学需氧量",
                    "Chemical oxygen demand",
                    UnitOfMeasurement.ofSymbol("mg/L")));
    console =
        Console.start(
            new ServerFacts("test", "Test", false, true, 1, NOW, folder),
            registry,
            telemetry,
            new ShownLimits(new OperatingLimits(registry)),
            new RegistryDesk(registry.devices()),
            () ->
                new IntakeFigures(
                    0,
                    0,
                    9212,
                    List.of(new FrameTally("crc-wrong", 2, NOW, "192.0.2.7:40112", "MN9"))),
            () -> new DiskFigures(1, 2, 3, null, null, null, List.of()),
            List.of(),
            new PrometheusRegistry(),
            new FrameExplainer(new Hj212Reader(), FactorTable.standard()),
            NOW.minusSeconds(86_400),
            clock);
    server = HttpServer.start(new HttpAddress("127.0.0.1", 0), console.routes());
  }

  @AfterEach
  void stop() {
    client.shutdownNow();
    console.close();
    server.close();
    registry.close();
    telemetry.close();
  }

  @Test
  void points_carryStateAndHeadline() throws Exception {
    append("2026-03-01T03:59:00Z", "12.50", "N");

    JsonNode point = get("/api/points").get(0);

    assertThat(point.get("name").asText()).isEqualTo("排口一");
    assertThat(point.get("contact").asText()).isEqualTo("fresh");
    assertThat(point.get("judgement").asText()).isEqualTo("normal");
    assertThat(point.get("headline").get("value").asText()).isEqualTo("12.50");
    assertThat(point.get("headline").get("name").get("zh").asText()).isEqualTo("化学需氧量");
  }

  @Test
  void point_hasItsEnglishNameWhereOneIsGiven() throws Exception {
    assertThat(get("/api/points").get(0).get("nameEn").isNull()).isTrue();

    Acceptance plain = Acceptance.PLAIN;
    registry
        .devices()
        .accept(
            device.number(),
            new Acceptance(
                "排口一",
                "Outfall 1",
                null,
                null,
                plain.crcPolicy(),
                plain.answerPolicy(),
                plain.passwordPolicy()));

    assertThat(get("/api/points/" + device.thing()).get("nameEn").asText()).isEqualTo("Outfall 1");
  }

  @Test
  void pendingDevice_isAPointThatWaits() throws Exception {
    registry.devices().knock("hj212", "KNOCKING", Optional.of("31"), NOW);

    JsonNode points = get("/api/points");

    assertThat(points).hasSize(2);
    assertThat(points.get(1).get("contact").asText()).isEqualTo("pending");
  }

  @Test
  void point_hasItsNewestValues() throws Exception {
    append("2026-03-01T03:58:00Z", "11.0", "N");
    append("2026-03-01T03:59:00Z", "12.50", "M");

    JsonNode point = get("/api/points/" + device.thing());

    assertThat(point.get("deviceNumber").asLong()).isEqualTo(device.number());
    JsonNode datastream = point.get("datastreams").get(0);
    assertThat(datastream.get("unit").asText()).isEqualTo("mg/L");
    assertThat(datastream.get("count").asInt()).isEqualTo(2);
    assertThat(datastream.get("latest").get("value").asText()).isEqualTo("12.50");
    assertThat(datastream.get("latest").get("flag").asText()).isEqualTo("M");
  }

  @Test
  void series_givesRowsWhileTheyAreFew() throws Exception {
    append("2026-03-01T03:58:00Z", "11.0", "N");
    append("2026-03-01T03:59:00Z", "12.50", "C");

    JsonNode series =
        get(
            "/api/datastreams/%s/series?from=2026-03-01T03:00:00Z&to=2026-03-01T04:00:00Z"
                .formatted(minute.number()));

    assertThat(series.get("width").asInt()).isZero();
    assertThat(series.get("rows")).hasSize(2);
    assertThat(series.get("rows").get(1).get("value").asText()).isEqualTo("12.50");
    assertThat(series.get("flags").get(0).get("flag").asText()).isEqualTo("C");
  }

  @Test
  void series_givesStretches_whenThereAreMoreRowsThanPixels() throws Exception {
    Instant start = Instant.parse("2026-03-01T00:00:00Z");
    for (int i = 0; i < 120; i++) {
      append(start.plusSeconds(60L * i).toString(), String.valueOf(i % 10), "N");
    }

    JsonNode series =
        get(
            "/api/datastreams/%s/series?from=2026-03-01T00:00:00Z&to=2026-03-01T02:00:00Z&width=10"
                .formatted(minute.number()));

    assertThat(series.get("width").asInt()).isEqualTo(600);
    assertThat(series.get("buckets")).hasSize(12);
    JsonNode bucket = series.get("buckets").get(0);
    assertThat(bucket.get("min").asText()).isEqualTo("0");
    assertThat(bucket.get("mean").asText()).isEqualTo("4.50");
    assertThat(bucket.get("max").asText()).isEqualTo("9");
  }

  @Test
  void trace_leadsFromTheValueToItsFrame() throws Exception {
    append("2026-03-01T03:59:00Z", "12.50", "N");
    long id =
        get("/api/points/" + device.thing())
            .get("datastreams")
            .get(0)
            .get("latest")
            .get("id")
            .asLong();

    JsonNode trace = get("/api/observations/" + id + "/trace");

    assertThat(trace.get("observation").get("value").asText()).isEqualTo("12.50");
    assertThat(trace.get("frame").get("crcOk").asBoolean()).isTrue();
    assertThat(trace.get("frame").get("text").asText()).startsWith("##0101QN=");
    assertThat(trace.get("missing").isNull()).isTrue();
  }

  @Test
  void frames_areListedNewestFirst() throws Exception {
    append("2026-03-01T03:58:00Z", "11.0", "N");
    append("2026-03-01T03:59:00Z", "12.50", "N");

    JsonNode frames = get("/api/points/" + device.thing() + "/frames");

    assertThat(frames).hasSize(2);
    assertThat(frames.get(0).get("arrival").asLong())
        .isGreaterThan(frames.get(1).get("arrival").asLong());
    assertThat(get("/api/frames/" + frames.get(0).get("arrival").asLong()).get("version").asText())
        .isEqualTo("2017");
  }

  @Test
  void knockingDevice_isAcceptedWithOneCall() throws Exception {
    Device knocking = registry.devices().knock("hj212", "KNOCKING", Optional.of("31"), NOW);

    assertThat(get("/api/devices?status=pending")).hasSize(1);
    JsonNode accepted =
        send("POST", "/api/devices/" + knocking.number() + "/accept", "{\"name\":\"新点\"}");

    assertThat(accepted.get("status").asText()).isEqualTo("accepted");
    assertThat(get("/api/devices?status=pending")).isEmpty();
    assertThat(registry.catalogue().thing(accepted.get("thing").asLong()).orElseThrow().name())
        .isEqualTo("新点");
  }

  @Test
  void policies_areSetByWord() throws Exception {
    JsonNode changed =
        send(
            "PUT",
            "/api/devices/" + device.number() + "/policies",
            "{\"crc\":\"strict\",\"answer\":\"always\"}");

    assertThat(changed.get("crc").asText()).isEqualTo("strict");
    assertThat(changed.get("answer").asText()).isEqualTo("always");
    assertThat(changed.get("password").asText()).isEqualTo("tolerant");
    assertThat(
            send("PUT", "/api/devices/" + device.number() + "/policies", "{\"crc\":\"lax\"}")
                .get("code")
                .asText())
        .isEqualTo("word-unknown");
  }

  @Test
  void unknownDevice_isNotFound() throws Exception {
    assertThat(send("POST", "/api/devices/4711/accept", "{}").get("code").asText())
        .isEqualTo("device-not-found");
  }

  @Test
  void inspect_explainsAPastedFrame() throws Exception {
    JsonNode inspection =
        send("POST", "/api/inspect", JSON.writeValueAsString(Map.of("frame", FRAME)));

    JsonNode frame = inspection.get("frames").get(0);
    assertThat(frame.get("crcOk").asBoolean()).isTrue();
    assertThat(frame.get("deviations")).isEmpty();
    assertThat(frame.get("items").get(0).get("code").asText()).isEqualTo("RtdInterval");
  }

  @Test
  void inspect_givesTheUnitOfTheSystem() throws Exception {
    String frame = "##0062ST=22;CN=2011;PW=123456;MN=A;CP=&&a34004-Rtd=1,a34004-Flag=N&&0000";

    JsonNode inspection =
        send("POST", "/api/inspect", JSON.writeValueAsString(Map.of("frame", frame)));

    assertThat(inspection.at("/frames/0/items/0/unit").asText()).isEqualTo("ug/m3");
  }

  @Test
  void status_tellsWhatWasRefused() throws Exception {
    JsonNode refused = get("/api/status").get("refused").get(0);

    assertThat(refused.get("code").asText()).isEqualTo("crc-wrong");
    assertThat(refused.get("count").asInt()).isEqualTo(2);
    assertThat(refused.get("address").asText()).isEqualTo("192.0.2.7:40112");
    assertThat(refused.get("deviceId").asText()).isEqualTo("MN9");
  }

  @Test
  void inspect_namesTheWrongCheckSum() throws Exception {
    String broken = FRAME.replace("&&1C80", "&&0759");

    JsonNode frame =
        send("POST", "/api/inspect", JSON.writeValueAsString(Map.of("frame", broken)))
            .get("frames")
            .get(0);

    assertThat(frame.get("crc").asText()).isEqualTo("MODBUS");
    assertThat(frame.get("crcExpected").asText()).isEqualTo("1C80");
    assertThat(frame.get("deviations").get(0).get("code").asText()).isEqualTo("crc-modbus");
  }

  @Test
  void status_saysHowTheServerIs() throws Exception {
    JsonNode status = get("/api/status");

    assertThat(status.get("now").asText()).isEqualTo("2026-03-01T04:00:30Z");
    assertThat(status.get("health").get("status").asText()).isEqualTo("ok");
    assertThat(status.get("disk").get("free").asLong()).isPositive();
  }

  @Test
  void layers_areServedFromTheirFolder_andNothingElse() throws Exception {
    Files.createDirectories(folder.resolve("layers"));
    Files.writeString(
        folder.resolve("layers").resolve("水系.geojson"),
        "{\"type\":\"FeatureCollection\",\"features\":[]}");
    Files.writeString(folder.resolve("secret.geojson"), "{}");

    assertThat(get("/api/layers").get(0).get("name").asText()).isEqualTo("水系");
    assertThat(get("/api/layers/%E6%B0%B4%E7%B3%BB").get("type").asText())
        .isEqualTo("FeatureCollection");
    assertThat(get("/api/layers/..%5Csecret").has("features")).isFalse();
  }

  @Test
  void events_tellOfRowsAsTheyArrive() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(server.uri().resolve("/api/events?thing=" + device.thing())).build();
    HttpResponse<InputStream> answer =
        client.send(request, HttpResponse.BodyHandlers.ofInputStream());
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
      lines.readLine();
      append("2026-03-01T03:59:00Z", "12.50", "N");

      JsonNode rows = JSON.readTree(dataOf(lines, "rows"));

      assertThat(rows.get(0).get("value").asText()).isEqualTo("12.50");
      assertThat(rows.get(0).get("datastream").asLong()).isEqualTo(minute.number());
    }
  }

  @Test
  void events_resumeAfterTheLastOneSeen() throws Exception {
    append("2026-03-01T03:58:00Z", "11.0", "N");
    HttpRequest request =
        HttpRequest.newBuilder(server.uri().resolve("/api/events?thing=" + device.thing()))
            .header("Last-Event-ID", "0")
            .build();

    HttpResponse<InputStream> answer =
        client.send(request, HttpResponse.BodyHandlers.ofInputStream());
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
      assertThat(JSON.readTree(dataOf(lines, "rows")).get(0).get("value").asText())
          .isEqualTo("11.0");
    }
  }

  @Test
  void events_endForWhoIsLoggedOut_alsoWhereTheyNeverPause() throws Exception {
    PointDirectory directory =
        new PointDirectory(registry, new ShownLimits(new OperatingLimits(registry)), clock);
    AtomicLong nanos = new AtomicLong();
    try (LiveFeed feed =
            new LiveFeed(
                telemetry,
                registry,
                directory,
                new PointBoard(telemetry, registry, directory, clock, NOW),
                new FrameRate(),
                () -> 0,
                clock);
        HttpServer behindGate =
            HttpServer.start(
                new HttpAddress("127.0.0.1", 0),
                new LoggedOut(),
                List.of(
                    new LiveRoutes(
                        feed, () -> nanos.getAndAdd(Duration.ofSeconds(15).toNanos()))))) {
      feed.start();
      append("2026-03-01T03:58:00Z", "11.0", "N");
      HttpRequest request =
          HttpRequest.newBuilder(behindGate.uri().resolve("/api/events?thing=" + device.thing()))
              .header("Last-Event-ID", "0")
              .build();

      String told = client.send(request, HttpResponse.BodyHandlers.ofString()).body();

      assertThat(told).contains(": hello").doesNotContain("event:");
    }
  }

  /** Lets everybody in once, and nobody for longer. */
  private static final class LoggedOut implements Gate {
    @Override
    public void enter(Context ctx) {
      Callers.setOpen(ctx);
      Callers.setStill(ctx, () -> false);
    }

    @Override
    public void leave(Context ctx) {}
  }

  /** The data of the next event of a name. */
  private static String dataOf(BufferedReader lines, String name) throws IOException {
    String line = lines.readLine();
    boolean next = false;
    while (line != null) {
      if (line.equals("event: " + name)) {
        next = true;
      } else if (next && line.startsWith("data: ")) {
        return line.substring("data: ".length());
      }
      line = lines.readLine();
    }
    throw new IOException("the stream ended before an event " + name);
  }

  private void append(String start, String value, String flag) {
    RowKey key = RowKey.ofDevice(minute.number(), Instant.parse(start));
    // The same bytes again would be a repeat: only the first frame is the standard's example.
    String frame = frames++ == 0 ? FRAME : FRAME.replace("223;", "%03d;".formatted(frames));
    var _ =
        telemetry
            .append(
                NewArrival.ofFrame(
                    NOW,
                    "hj212:192.0.2.7:40112",
                    device.number(),
                    Bytes.of(frame.getBytes(StandardCharsets.UTF_8)),
                    List.of(RowChange.of(key, Decimal.parse(value).orElseThrow(), flag))))
            .join();
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    return JSON.readTree(
        client
            .send(
                HttpRequest.newBuilder(server.uri().resolve(path)).build(),
                HttpResponse.BodyHandlers.ofString())
            .body());
  }

  private JsonNode send(String method, String path, String body)
      throws IOException, InterruptedException {
    return JSON.readTree(
        client
            .send(
                HttpRequest.newBuilder(server.uri().resolve(path))
                    .method(method, HttpRequest.BodyPublishers.ofString(body))
                    .build(),
                HttpResponse.BodyHandlers.ofString())
            .body());
  }

  @Test
  void limitsOfADatastream_atNoOutlet_areNone() throws Exception {
    JsonNode spans = get("/api/datastreams/" + minute.number() + "/limits");

    assertThat(spans).hasSize(1);
    assertThat(spans.get(0).get("limit").isNull()).isTrue();
  }
}
