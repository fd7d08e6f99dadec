// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.greenheart.server.api.HttpAddress;
import org.greenheart.server.api.HttpServer;
import org.greenheart.server.waiting.ScriptedPause;
import org.greenheart.server.waiting.SetClock;
import org.greenheart.storage.Bytes;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.RowKey;
import org.greenheart.storage.registry.Acceptance;
import org.greenheart.storage.registry.DatastreamSpec;
import org.greenheart.storage.registry.Device;
import org.greenheart.storage.registry.DeviceEvent;
import org.greenheart.storage.registry.Interval;
import org.greenheart.storage.registry.NewAlarm;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.Rule;
import org.greenheart.storage.registry.Severity;
import org.greenheart.storage.registry.SqliteRegistry;
import org.greenheart.storage.registry.UnitOfMeasurement;
import org.greenheart.storage.telemetry.MemoryTelemetry;
import org.greenheart.storage.telemetry.NewArrival;
import org.greenheart.storage.telemetry.Outcome;
import org.greenheart.storage.telemetry.RowChange;
import org.greenheart.storage.telemetry.Telemetry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ledger and the calendar over real HTTP. */
final class UpkeepRoutesTest {
  /** 08:00 in Beijing. */
  private static final Instant NOW = Instant.parse("2026-03-03T00:00:00Z");

  /** Midnight in Beijing. */
  private static final Instant DAY = Instant.parse("2026-02-28T16:00:00Z");

  @TempDir private Path folder;
  private final HttpClient client = HttpClient.newHttpClient();
  private final ObjectMapper mapper = new ObjectMapper();
  private final SetClock clock = new SetClock(NOW);
  private final Telemetry telemetry = new MemoryTelemetry();
  private Registry registry;
  private HttpServer server;
  private Device device;

  @BeforeEach
  void start() {
    registry = SqliteRegistry.open(folder, clock);
    device =
        registry.devices().register("hj212", "88888880000001", Acceptance.named("Outlet"), NOW);
    server =
        HttpServer.start(
            new HttpAddress("127.0.0.1", 0),
            List.of(new UpkeepRoutes(registry, telemetry), new DayRoutes(registry, telemetry)));
  }

  @AfterEach
  void stop() {
    server.close();
    registry.close();
    telemetry.close();
    client.close();
  }

  private JsonNode send(String method, String path, @Nullable String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(server.uri().resolve(path))
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .build();
    return mapper.readTree(client.send(request, BodyHandlers.ofString()).body());
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    return send("GET", path, null);
  }

  private void rows(Interval interval, Instant from, int count, Duration step, String flag) {
    long datastream =
        registry
            .catalogue()
            .ensure(
                DatastreamSpec.ofDevice(
                    device.thing(),
                    "a24088",
                    interval,
                    "31",
                    "非甲烷总烃",
                    "Non-methane hydrocarbons",
                    UnitOfMeasurement.ofSymbol("mg/m3")))
            .number();
    List<RowChange> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      RowKey key = RowKey.ofDevice(datastream, from.plus(step.multipliedBy(i)));
      rows.add(RowChange.of(key, new Decimal(12, 0), flag));
    }
    telemetry
        .append(new NewArrival(NOW, "test", 1, Bytes.EMPTY, Outcome.DATA, rows, List.of(), 0))
        .join();
  }

  @Test
  void marks_areEnteredOnceAsOneStretch() throws Exception {
    Duration ten = Duration.ofMinutes(10);
    rows(Interval.MINUTE, DAY, 6, ten, "N");
    rows(Interval.MINUTE, DAY.plus(Duration.ofHours(1)), 6, ten, "C");
    rows(Interval.MINUTE, DAY.plus(Duration.ofHours(2)), 3, ten, "M");

    get("/api/upkeep?thing=" + device.thing());
    JsonNode entries = get("/api/upkeep?thing=" + device.thing()).get("entries");

    assertThat(entries.findValuesAsText("kind")).containsExactly("maintenance", "calibration");
    assertThat(entries.get(1).get("from").asText()).isEqualTo("2026-02-28T17:00:00Z");
    assertThat(entries.get(1).get("to").asText()).isEqualTo("2026-02-28T18:00:00Z");
    assertThat(entries.get(1).get("source").asText()).isEqualTo("mark");
    assertThat(entries.get(1).get("note").asText()).isEqualTo("a24088");
  }

  @Test
  void keeper_entersMarksByItself() {
    rows(Interval.REALTIME, NOW.minusSeconds(600), 10, Duration.ofSeconds(30), "C");

    try (UpkeepKeeper keeper =
        new UpkeepKeeper(telemetry, registry, new ScriptedPause(clock, 3), clock)) {
      keeper.run();
    }

    assertThat(
            registry
                .upkeep()
                .list(null, null, null, Instant.EPOCH, NOW.plusSeconds(60), _ -> true, 10))
        .hasSize(1);
  }

  @Test
  void peopleAdd_andStrikeWhatIsWrong() throws Exception {
    String path = "/api/points/" + device.thing() + "/upkeep";
    String visit = "{\"kind\":\"visit\",\"from\":\"%s\",\"who\":\"Maintainer\",\"note\":\"%s\"}";

    JsonNode added = send("POST", path, visit.formatted("2026-03-02T10:00:00+08:00", "filter"));

    assertThat(added.get("from").asText()).isEqualTo("2026-03-02T02:00:00Z");
    JsonNode struck =
        send(
            "POST",
            "/api/upkeep/" + added.get("id").asLong() + "/strike",
            "{\"why\":\"wrong house\"}");
    assertThat(struck.get("struckWhy").asText()).isEqualTo("wrong house");
    assertThat(send("POST", path, visit.formatted("2027-01-01T00:00:00Z", "")).get("code").asText())
        .isEqualTo("upkeep-future");
    assertThat(send("POST", path, "{\"kind\":\"party\"}").get("code").asText())
        .isEqualTo("upkeep-kind");
    assertThat(get("/api/upkeep?kind=visit").get("entries")).hasSize(1);
    assertThat(get("/api/upkeep?facility=7").get("entries")).isEmpty();
  }

  @Test
  void deviceEvents_areFactsOfTheStationHouse() throws Exception {
    registry
        .deviceEvents()
        .record(
            List.of(
                new DeviceEvent(
                    0, device.number(), "3019", NOW, NOW, 7, "{\"a24088-SN\":\"0123\"}")));

    JsonNode events = get("/api/upkeep?thing=" + device.thing()).get("events");

    assertThat(events.get(0).get("command").asText()).isEqualTo("3019");
    assertThat(events.get(0).at("/fields/a24088-SN").asText()).isEqualTo("0123");
    assertThat(get("/api/upkeep").get("events")).isEmpty();
  }

  @Test
  void days_sayWhatWasExpectedReceivedAndValid() throws Exception {
    Duration hour = Duration.ofHours(1);
    rows(Interval.HOUR, DAY, 24, hour, "N");
    rows(Interval.HOUR, DAY.plus(Duration.ofDays(1)), 10, hour, "D");
    rows(Interval.HOUR, DAY.plus(Duration.ofHours(34)), 14, hour, "N");
    rows(Interval.HOUR, DAY.plus(Duration.ofDays(2)), 3, hour, "N");

    JsonNode days = get("/api/points/" + device.thing() + "/days?from=2026-02-28&to=2026-03-03");

    assertThat(days.findValuesAsText("day"))
        .containsExactly("2026-02-28", "2026-03-01", "2026-03-02", "2026-03-03");
    assertThat(days.findValuesAsText("state"))
        .containsExactly("none", "valid", "marked", "missing");
    assertThat(days.get(2).get("marked").asInt()).isEqualTo(10);
    assertThat(days.get(3).get("expected").asInt()).isEqualTo(8);
    assertThat(days.get(3).get("received").asInt()).isEqualTo(3);
  }

  @Test
  void days_withAnAlarmAboveALimit_areExceeded() throws Exception {
    rows(Interval.HOUR, DAY, 24, Duration.ofHours(1), "N");
    Rule rule =
        registry
            .rules()
            .record(
                new Rule(
                    "above",
                    0,
                    "above-limit",
                    "小时超标",
                    "Hour above limit",
                    Severity.DANGER,
                    null,
                    "{}",
                    Duration.ZERO,
                    Duration.ZERO,
                    false,
                    null,
                    "permit",
                    true,
                    "operator",
                    Instant.EPOCH));
    Instant start = DAY.plus(Duration.ofHours(3));
    NewAlarm alarm =
        new NewAlarm(
            rule, device.thing(), "a24088", start, start.plusSeconds(60), null, null, "", false);
    long id = registry.alarms().raise(alarm).id();
    String path = "/api/points/" + device.thing() + "/days?from=2026-03-01&to=2026-03-01";

    assertThat(get(path).at("/0/state").asText()).isEqualTo("exceeded");
    registry.alarms().withdraw(id, "corrected", "watch");
    assertThat(get(path).at("/0/state").asText()).isEqualTo("valid");
    assertThat(get("/api/points/99/days").get("code").asText()).isEqualTo("point-not-found");
    assertThat(get(path.replace("03-01&", "03-99&")).get("code").asText()).isEqualTo("date-form");
    assertThat(get(path.replace("2026-", "%2B999999999-")).get("code").asText())
        .isEqualTo("date-form");
    assertThat(get(path.replace("from=2026", "from=2016")).get("code").asText())
        .isEqualTo("date-range");
  }

  @Test
  void days_ofMinutes_countHoursOfMinutes() throws Exception {
    rows(Interval.MINUTE, DAY, 144, Duration.ofMinutes(10), "N");

    JsonNode day =
        get("/api/points/" + device.thing() + "/days?from=2026-03-01&to=2026-03-01").get(0);

    assertThat(day.get("valid").asInt()).isEqualTo(24);
    assertThat(day.get("state").asText()).isEqualTo("valid");
  }
}
