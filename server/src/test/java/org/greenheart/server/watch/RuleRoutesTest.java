// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.watch;

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
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.greenheart.server.api.HttpAddress;
import org.greenheart.server.api.HttpServer;
import org.greenheart.server.limits.OperatingLimits;
import org.greenheart.storage.Bytes;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.RowKey;
import org.greenheart.storage.registry.Acceptance;
import org.greenheart.storage.registry.DatastreamSpec;
import org.greenheart.storage.registry.Interval;
import org.greenheart.storage.registry.Registry;
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

/** Rules, dry runs and marks of persons over HTTP: one outlet, sulfur dioxide by the hour. */
final class RuleRoutesTest {
  private static final Instant T0 = Instant.parse("2026-03-01T00:00:00Z");

  @TempDir private Path folder;
  private final HttpClient client = HttpClient.newHttpClient();
  private final ObjectMapper mapper = new ObjectMapper();
  private final Telemetry telemetry = new MemoryTelemetry();
  private Registry registry;
  private HttpServer server;
  private Instant now = T0;
  private long thing;
  private long sulfur;

  @BeforeEach
  void start() {
    registry = SqliteRegistry.open(folder, () -> now);
    thing = registry.devices().register("hj212", "1", Acceptance.named("Kiln 1"), T0).thing();
    sulfur =
        registry
            .catalogue()
            .ensure(
                DatastreamSpec.ofDevice(
                    thing,
                    "a21026",
                    Interval.HOUR,
                    "31",
                    "SO2",
                    "SO2",
                    UnitOfMeasurement.ofSymbol("mg/m3")))
            .number();
    server =
        HttpServer.start(
            new HttpAddress("127.0.0.1", 0),
            List.of(
                new RuleRoutes(registry, telemetry, new OperatingLimits(registry), this::leftOut),
                new MarkRoutes(registry)));
  }

  @AfterEach
  void stop() {
    server.close();
    registry.close();
    telemetry.close();
    client.close();
  }

  private List<LeftOut> leftOut() {
    return List.of(new LeftOut("so2", thing, "a21026", "oxygen-missing", null, "mg/m3", 3L, T0));
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

  private static String rule(String kind, String more, String parameters) {
    return """
    {"code":"own","kind":"%s","name":"规则","nameEn":"Rule","severity":"warning"%s,
     "parameters":%s,"dwellSeconds":0,"clearSeconds":0,"opensCase":false,"basis":"design book"}\
    """
        .formatted(kind, more, parameters);
  }

  private static String limit(String limit) {
    return "{\"code\":\"a21026\",\"interval\":\"hour\",\"limit\":\"%s\",\"unit\":\"mg/m3\"}"
        .formatted(limit);
  }

  private void hours(long... values) {
    for (int hour = 0; hour < values.length; hour++) {
      RowChange row =
          RowChange.of(
              RowKey.ofDevice(sulfur, T0.plus(Duration.ofHours(hour))),
              Decimal.of(values[hour]),
              "N");
      telemetry
          .append(
              new NewArrival(T0, "test", 1, Bytes.EMPTY, Outcome.DATA, List.of(row), List.of(), 0))
          .join();
    }
  }

  private JsonNode rehearse(String rule) throws IOException, InterruptedException {
    return send(
            "POST",
            "/api/rules/dry-run",
            "{\"rule\":%s,\"from\":\"2026-03-01T00:00:00Z\",\"to\":\"2026-03-02T00:00:00Z\"}"
                .formatted(rule))
        .body();
  }

  @Test
  void post_scopeScheduleAndDate_comeBack() throws Exception {
    String more =
        ",\"scope\":\"system\",\"target\":\"31\",\"schedule\":\"12345 22:00-06:00\""
            + ",\"validFrom\":\"2026-04-01T00:00:00Z\"";

    JsonNode rule = send("POST", "/api/rules", rule("above-limit", more, limit("35"))).body();

    assertThat(rule.get("scope").asText()).isEqualTo("system");
    assertThat(rule.get("target").asText()).isEqualTo("31");
    assertThat(rule.get("schedule").asText()).isEqualTo("12345 22:00-06:00");
    assertThat(rule.get("validFrom").asText()).isEqualTo("2026-04-01T00:00:00Z");
  }

  @Test
  void post_laterVersionWithoutDate_judgesFromNowOn() throws Exception {
    send("POST", "/api/rules", rule("above-limit", "", limit("35")));
    now = T0.plusSeconds(60);

    send("POST", "/api/rules", rule("above-limit", "", limit("35")));
    JsonNode second = send("POST", "/api/rules", rule("above-limit", "", limit("30"))).body();

    assertThat(second.get("version").asInt()).isEqualTo(2);
    assertThat(second.get("validFrom").asText()).isEqualTo("2026-03-01T00:01:00Z");
  }

  @Test
  void post_doesNotFitThePoint_isRefusedWithItsCode() throws Exception {
    String here = ",\"thing\":" + thing;
    String[][] wrong = {
      {"factor-missing", rule("above-limit", here, limit("35").replace("a21026", "a21002"))},
      {"unit-mismatch", rule("above-limit", here, limit("35").replace("mg/m3", "ppm"))},
      {
        "pair-missing",
        rule("inlet-below-outlet", here, "{\"code\":\"a21026\",\"interval\":\"hour\"}")
      },
      {"scope-unknown", rule("above-limit", ",\"scope\":\"moon\"", limit("35"))},
      {"json-broken", "null"},
      {"schedule-broken", rule("above-limit", ",\"schedule\":\"by night\"", limit("35"))},
      {
        "negative",
        rule("above-limit", "", limit("35")).replace("\"dwellSeconds\":0", "\"dwellSeconds\":-1")
      },
    };
    for (String[] one : wrong) {
      Answer answer = send("POST", "/api/rules", one[1]);
      assertThat(answer.status()).as(one[0]).isEqualTo(400);
      assertThat(answer.body().get("code").asText()).isEqualTo(one[0]);
    }
    assertThat(send("GET", "/api/rules", null).body()).isEmpty();
  }

  @Test
  void dryRun_pastExcesses_areCountedAndNothingIsWritten() throws Exception {
    hours(30, 40, 45, 30, 36, 20);

    JsonNode outcome = rehearse(rule("above-limit", "", limit("35")));

    assertThat(outcome.get("alarms").asInt()).isEqualTo(2);
    assertThat(outcome.get("points").asInt()).isEqualTo(1);
    assertThat(outcome.get("cut").isNull()).isTrue();
    JsonNode first = outcome.at("/list/0/episodes/0");
    assertThat(first.get("start").asText()).isEqualTo("2026-03-01T01:00:00Z");
    assertThat(first.get("end").asText()).isEqualTo("2026-03-01T03:00:00Z");
    assertThat(first.get("peak").asText()).isEqualTo("45");
    assertThat(registry.rules().current()).isEmpty();
    assertThat(registry.alarms().open()).isEmpty();
  }

  @Test
  void dryRun_silence_findsTheGapAndTheEnd() throws Exception {
    hours(1, 1);
    RowChange late =
        RowChange.of(RowKey.ofDevice(sulfur, T0.plus(Duration.ofHours(9))), Decimal.of(1), "N");
    telemetry
        .append(
            new NewArrival(T0, "test", 1, Bytes.EMPTY, Outcome.DATA, List.of(late), List.of(), 0))
        .join();

    JsonNode outcome = rehearse(rule("silence", "", "{\"per\":\"datastream\"}"));

    assertThat(outcome.get("alarms").asInt()).isEqualTo(2);
    assertThat(outcome.at("/list/0/code").asText()).isEqualTo("a21026/hour");
    assertThat(outcome.at("/list/0/episodes/0/start").asText()).isEqualTo("2026-03-01T03:00:00Z");
    assertThat(outcome.at("/list/0/episodes/1/end").isNull()).isTrue();
  }

  @Test
  void dryRun_personMarkedTheTime_raisesNothing() throws Exception {
    hours(30, 40, 45, 30);
    Answer mark =
        send(
            "POST",
            "/api/points/" + thing + "/marks",
            """
            {"from":"2026-03-01T01:00:00Z","to":"2026-03-01T03:00:00Z","kind":"maintenance",
             "note":"filter changed","author":"operator"}\
            """);
    assertThat(mark.status()).isEqualTo(201);
    String rule = rule("above-limit", "", limit("35"));
    assertThat(rehearse(rule).get("alarms").asInt()).isZero();

    send("DELETE", "/api/marks/" + mark.body().get("id").asLong(), null);

    assertThat(rehearse(rule).get("alarms").asInt()).isEqualTo(1);
    assertThat(send("GET", "/api/points/" + thing + "/marks", null).body()).hasSize(1);
  }

  @Test
  void end_ofAMarkThatGoesOn_leavesTheSameMarkWithAnEnd() throws Exception {
    String marks = "/api/points/" + thing + "/marks";
    String open =
        "{\"from\":\"2026-03-01T00:00:00Z\",\"kind\":\"stop\",\"note\":\"holiday\",\"author\":\"A\"}";
    long id = send("POST", marks, open).body().get("id").asLong();
    now = T0.plusSeconds(3_600);

    Answer ended = send("POST", "%s/%s/end".formatted(marks, id), null);

    assertThat(ended.body().get("to").asText()).isEqualTo("2026-03-01T01:00:00Z");
    assertThat(ended.body().get("note").asText()).isEqualTo("holiday");
    assertThat(ended.body().get("author").asText()).isEqualTo("operator");
    assertThat(send("GET", marks, null).body()).hasSize(2);
    Answer again = send("POST", "%s/%s/end".formatted(marks, id), null);
    assertThat(again.status()).isEqualTo(400);
    assertThat(again.body().get("code").asText()).isEqualTo("mark-over");
  }

  @Test
  void end_byManyAtOnce_isDoneOnce() throws Exception {
    String marks = "/api/points/" + thing + "/marks";
    String open = "{\"from\":\"2026-03-01T00:00:00Z\",\"kind\":\"stop\"}";
    long id = send("POST", marks, open).body().get("id").asLong();
    now = T0.plusSeconds(3_600);
    List<Callable<Integer>> all =
        Collections.nCopies(8, () -> send("POST", "%s/%s/end".formatted(marks, id), null).status());

    List<Integer> statuses = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Integer> one : threads.invokeAll(all)) {
        statuses.add(one.get());
      }
    }

    assertThat(statuses).containsOnly(200, 400).containsOnlyOnce(200);
    assertThat(send("GET", marks, null).body()).hasSize(2);
  }

  @Test
  void mark_ofATimeBeyondMeasure_isRefused() throws Exception {
    Answer answer =
        send(
            "POST",
            "/api/points/" + thing + "/marks",
            "{\"from\":\"2026-03-01T00:00:00Z\",\"to\":\"+999999999-12-31T23:59:59Z\","
                + "\"kind\":\"stop\"}");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body().get("code").asText()).isEqualTo("time-form");
  }

  @Test
  void post_unreadable_namesTheFieldAndNoClass() throws Exception {
    Answer wrong =
        send("POST", "/api/rules", rule("above-limit", ",\"version\":\"soon\"", limit("35")));
    Answer unknown =
        send("POST", "/api/rules", rule("above-limit", ",\"colour\":\"red\"", limit("35")));
    Answer torn = send("POST", "/api/rules", "{\"code\": ");

    assertThat(wrong.body().get("message").asText())
        .isEqualTo("the body is no rule: version (soon) has another type than is asked for");
    assertThat(unknown.body().get("message").asText())
        .isEqualTo("the body is no rule: colour is no field here");
    assertThat(torn.body().get("message").asText())
        .startsWith("the body is no rule: ")
        .doesNotContain("org.", "java.");
  }

  @Test
  void rule_ofAPoint_isNamedWithIt() throws Exception {
    JsonNode rule =
        send("POST", "/api/rules", rule("above-limit", ",\"thing\":" + thing, limit("35"))).body();

    assertThat(rule.get("targetName").get("zh").asText()).isEqualTo("Kiln 1");
  }

  @Test
  void dryRun_schedule_judgesItsHoursAlone() throws Exception {
    hours(40, 40, 40, 40);

    // 01:00Z is 09:00 in Beijing, a Sunday.
    JsonNode outcome =
        rehearse(rule("above-limit", ",\"schedule\":\"7 09:00-10:00\"", limit("35")));

    assertThat(outcome.at("/list/0/episodes")).hasSize(1);
    assertThat(outcome.at("/list/0/episodes/0/start").asText()).isEqualTo("2026-03-01T01:00:00Z");
    assertThat(outcome.at("/list/0/episodes/0/end").asText()).isEqualTo("2026-03-01T02:00:00Z");
  }

  @Test
  void kinds_areListedWithTheirFields() throws Exception {
    JsonNode kinds = send("GET", "/api/rule-kinds", null).body();

    assertThat(kinds).hasSize(RuleKinds.all().size());
    assertThat(kinds.get(0).get("kind").asText()).isEqualTo("above-limit");
    assertThat(kinds.get(0).at("/fields/1/type").asText()).isEqualTo("interval");
  }

  @Test
  void leftOut_namesPointReasonAndHowMany() throws Exception {
    JsonNode told = send("GET", "/api/rules/left-out", null).body().get(0);

    assertThat(told.get("thingName").asText()).isEqualTo("Kiln 1");
    assertThat(told.get("reason").asText()).isEqualTo("oxygen-missing");
    assertThat(told.get("values").asInt()).isEqualTo(3);
  }

  @Test
  void ruleOverManyPoints_whoseQuantityNoneHas_isToldAsFactorMissing() throws Exception {
    String body = rule("above-limit", "", limit("35").replace("a21026", "a99998"));

    assertThat(send("POST", "/api/rules", body).status()).isEqualTo(201);

    JsonNode told = send("GET", "/api/rules/left-out", null).body().get(1);
    assertThat(told.get("reason").asText()).isEqualTo("factor-missing");
    assertThat(told.get("code").asText()).isEqualTo("a99998");
    assertThat(told.get("thing").asLong()).isZero();
  }
}
