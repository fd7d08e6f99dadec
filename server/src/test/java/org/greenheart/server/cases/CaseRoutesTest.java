// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.cases;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.greenheart.server.accounts.AccountCallers;
import org.greenheart.server.accounts.Handlers;
import org.greenheart.server.alarms.AlarmRoutes;
import org.greenheart.server.api.HttpAddress;
import org.greenheart.server.api.HttpServer;
import org.greenheart.server.limits.OperatingLimits;
import org.greenheart.server.watch.RuleRoutes;
import org.greenheart.server.watch.Watch;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.registry.Acceptance;
import org.greenheart.storage.registry.Alarm;
import org.greenheart.storage.registry.NewAlarm;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.SqliteRegistry;
import org.greenheart.storage.telemetry.MemoryTelemetry;
import org.greenheart.storage.telemetry.Telemetry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules, alarms and cases over real HTTP. */
final class CaseRoutesTest {
  private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
  private static final InstantSource CLOCK = InstantSource.fixed(NOW);
  private static final String MN = "88888880000001";
  private static final String RULE =
      """
      {"code":"pump","kind":"pump-not-started","name":"雨天水泵未启动","nameEn":"Pump not started",
       "severity":"danger","deviceId":"88888880000001",
       "parameters":{"level":"e41601","startLevel":"%s","pumps":["e40101"],"rain":"x01001",
                     "interval":"realtime"},
       "dwellSeconds":90,"clearSeconds":60,"opensCase":true,
       "criterion":{"kind":"answers-rains","count":3,"dryAfterSeconds":120},
       "basis":"design book"}\
      """;

  @TempDir private Path folder;
  private final HttpClient client = HttpClient.newHttpClient();
  private final ObjectMapper mapper = new ObjectMapper();
  private final Telemetry telemetry = new MemoryTelemetry();
  private Registry registry;
  private Watch watch;
  private HttpServer server;
  private long thing;

  @BeforeEach
  void start() {
    registry = SqliteRegistry.open(folder, CLOCK);
    thing = registry.devices().register("hj212", MN, Acceptance.named("Pumps"), NOW).thing();
    watch = Watch.start(telemetry, registry, new OperatingLimits(registry), CLOCK);
    Handlers handlers = new Handlers(new AccountCallers(registry));
    server =
        HttpServer.start(
            new HttpAddress("127.0.0.1", 0),
            List.of(
                new RuleRoutes(registry, telemetry, new OperatingLimits(registry), List::of),
                new AlarmRoutes(registry, handlers),
                new CaseRoutes(
                    registry,
                    new CaseDesk(new CaseKinds()),
                    handlers,
                    watch::refresh,
                    People.CALLERS),
                new CaseTieRoutes(
                    registry, new CaseDesk(new CaseKinds()), watch::refresh, People.CALLERS)));
  }

  @AfterEach
  void stop() {
    server.close();
    watch.close();
    registry.close();
    telemetry.close();
    client.close();
  }

  private record Answer(int status, JsonNode body) {}

  private Answer send(String method, String path, @Nullable String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(server.uri().resolve(path))
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
    return new Answer(response.statusCode(), mapper.readTree(response.body()));
  }

  private Answer get(String path) throws IOException, InterruptedException {
    return send("GET", path, null);
  }

  private Alarm alarm() throws IOException, InterruptedException {
    send("POST", "/api/rules", RULE.formatted("2.0"));
    return registry
        .alarms()
        .raise(
            new NewAlarm(
                registry.rules().current().getFirst(),
                thing,
                "e41601",
                NOW.minus(Duration.ofMinutes(9)),
                null,
                new Decimal(250, 2),
                new Decimal(20, 1),
                "m",
                false));
  }

  @Test
  void rulePosted_isKeptWithItsPointAndVersions() throws Exception {
    Answer first = send("POST", "/api/rules", RULE.formatted("2.0"));
    send("POST", "/api/rules", RULE.formatted("2.0"));
    Answer second = send("POST", "/api/rules", RULE.formatted("2.1"));

    assertThat(first.status()).isEqualTo(201);
    assertThat(first.body().get("version").asInt()).isEqualTo(1);
    assertThat(first.body().get("thing").asLong()).isEqualTo(thing);
    assertThat(second.body().get("version").asInt()).isEqualTo(2);
    assertThat(get("/api/rules").body()).hasSize(1);
    assertThat(get("/api/rules/pump").body()).hasSize(2);
    assertThat(get("/api/rules").body().get(0).at("/parameters/startLevel").asText())
        .isEqualTo("2.1");
  }

  @Test
  void ruleThatCannotBeRead_isRefusedWithFieldAndCode() throws Exception {
    Answer number = send("POST", "/api/rules", RULE.formatted("high"));
    assertThat(number.status()).isEqualTo(400);
    assertThat(number.body().get("code").asText()).isEqualTo("parameter-value");
    assertThat(number.body().get("message").asText()).contains("startLevel (high)");

    Answer device = send("POST", "/api/rules", RULE.formatted("2.0").replace(MN, "nobody"));
    assertThat(device.body().get("code").asText()).isEqualTo("device-unknown");

    Answer unknown = send("POST", "/api/rules", RULE.formatted("2.0").replace("basis", "basin"));
    assertThat(unknown.body().get("code").asText()).isEqualTo("json-broken");
    assertThat(send("POST", "/api/rules", "{}").status()).isEqualTo(400);
    assertThat(get("/api/rules").body()).isEmpty();
  }

  @Test
  void alarm_isListedAndAcknowledgedOnce() throws Exception {
    Alarm alarm = alarm();

    JsonNode listed = get("/api/alarms?state=open&thing=" + thing).body().get(0);
    assertThat(listed.get("thingName").asText()).isEqualTo("Pumps");
    assertThat(listed.get("peak").asText()).isEqualTo("2.50");
    assertThat(listed.get("start").asText()).isEqualTo("2026-02-28T23:51:00Z");
    assertThat(listed.at("/ruleName/zh").asText()).isEqualTo("雨天水泵未启动");
    assertThat(get("/api/alarms?state=cleared").body()).isEmpty();

    Answer acknowledged = send("POST", "/api/alarms/" + alarm.id() + "/ack", null);

    assertThat(acknowledged.body().get("acknowledgedBy").asText()).isEqualTo("operator");
    assertThat(send("POST", "/api/alarms/99/ack", null).status()).isEqualTo(404);
    assertThat(get("/api/alarms?state=loud").status()).isEqualTo(400);
    assertThat(get("/api/alarms/x").body().get("code").asText()).isEqualTo("number-unreadable");
    for (String path :
        List.of("/api/alarms?thing=x", "/api/cases?thing=x", "/api/cases?before=1.5")) {
      assertThat(get(path).body().get("code").asText()).isEqualTo("number-unreadable");
    }
    assertThat(get("/api/alarms?before=0").body().get("code").asText()).isEqualTo("number-range");
    assertThat(get("/api/alarms?state=&thing=").body()).hasSize(1);
  }

  @Test
  void caseOpenedFromAlarm_hasTimelineCriterionAndAlarm() throws Exception {
    Alarm alarm = alarm();

    Answer opened = send("POST", "/api/alarms/" + alarm.id() + "/case", null);

    assertThat(opened.status()).isEqualTo(201);
    assertThat(opened.body().get("number").asText()).isEqualTo("2026-0001");
    String path = "/api/cases/" + opened.body().get("id").asLong();
    assertThat(send("POST", "/api/alarms/" + alarm.id() + "/case", null).status()).isEqualTo(409);
    send("POST", path + "/notes", "{\"text\":\"{pump} without power\"}");

    JsonNode file = get(path).body();
    assertThat(file.at("/criterion/required/count").asInt()).isEqualTo(3);
    assertThat(file.at("/criterion/fulfilled").asBoolean()).isFalse();
    assertThat(file.get("alarms")).hasSize(1);
    assertThat(file.get("timeline")).hasSize(3);
    // Its clock runs at once, so nothing changes it behind the back of who has it open.
    assertThat(file.at("/timeline/1/what").asText()).isEqualTo("clock");
    assertThat(file.at("/timeline/2/what").asText()).isEqualTo("note");
    assertThat(file.at("/timeline/2/text").asText()).contains("{pump} without power");
    assertThat(get("/api/cases?state=open").body()).hasSize(1);
    assertThat(get("/api/cases?state=closed").body()).isEmpty();
  }

  @Test
  void emptyNote_isRefused() throws Exception {
    Alarm alarm = alarm();
    send("POST", "/api/alarms/" + alarm.id() + "/case", null);

    Answer refused = send("POST", "/api/cases/1/notes", "{\"text\":\" \"}");

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.body().get("code").asText()).isEqualTo("note-text");
    assertThat(get("/api/cases/7").status()).isEqualTo(404);
  }
}
