// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.alarms;

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
import java.util.List;
import java.util.Set;
import org.greenheart.server.accounts.AccountCallers;
import org.greenheart.server.accounts.Handlers;
import org.greenheart.server.api.HttpAddress;
import org.greenheart.server.api.HttpServer;
import org.greenheart.server.waiting.SetClock;
import org.greenheart.storage.registry.Acceptance;
import org.greenheart.storage.registry.Account;
import org.greenheart.storage.registry.Alarm;
import org.greenheart.storage.registry.NewAlarm;
import org.greenheart.storage.registry.Reach;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.Rule;
import org.greenheart.storage.registry.Severity;
import org.greenheart.storage.registry.SqliteRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Alarms over real HTTP. */
final class AlarmRoutesTest {
  private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");

  @TempDir private Path folder;
  private final HttpClient client = HttpClient.newHttpClient();
  private final ObjectMapper mapper = new ObjectMapper();
  private final SetClock clock = new SetClock(NOW);
  private Registry registry;
  private HttpServer server;
  private Alarm alarm;

  @BeforeEach
  void start() {
    registry = SqliteRegistry.open(folder, clock);
    server =
        HttpServer.start(
            new HttpAddress("127.0.0.1", 0),
            List.of(
                new AlarmRoutes(registry, new Handlers(new AccountCallers(registry))),
                new AlarmLoadRoutes(registry)));
    alarm = raise();
  }

  @AfterEach
  void stop() {
    server.close();
    registry.close();
    client.close();
  }

  private Alarm raise() {
    long thing =
        registry
            .devices()
            .register("hj212", "88888880000001", Acceptance.named("Outlet"), NOW)
            .thing();
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
    return registry
        .alarms()
        .raise(new NewAlarm(rule, thing, "a24088", NOW, null, null, null, "mg/m3", false));
  }

  private record Answer(int status, JsonNode body) {
    private String code() {
      return body.path("code").asText();
    }
  }

  private Answer send(String method, String path, @Nullable String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(server.uri().resolve(path))
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
    return new Answer(response.statusCode(), mapper.readTree(response.body()));
  }

  private Answer post(String action, @Nullable String body)
      throws IOException, InterruptedException {
    return send("POST", "/api/alarms/" + alarm.id() + "/" + action, body);
  }

  private Answer get(String path) throws IOException, InterruptedException {
    return send("GET", path, null);
  }

  @Test
  void whatPeopleDo_isDoneAndTold() throws Exception {
    assertThat(post("ack", null).body().get("acknowledgedBy").asText()).isEqualTo("operator");
    assertThat(post("assign", "{\"person\":\"Maintainer\"}").body().get("assigned").asText())
        .isEqualTo("Maintainer");
    assertThat(post("comments", "{\"text\":\"filter changed\"}").status()).isEqualTo(201);
    Answer shelved = post("shelve", "{\"until\":\"2026-03-01T09:00:00+08:00\",\"why\":\"repair\"}");
    assertThat(shelved.body().get("shelvedUntil").asText()).isEqualTo("2026-03-01T01:00:00Z");
    assertThat(post("unshelve", null).body().get("shelvedUntil").isNull()).isTrue();

    JsonNode events = get("/api/alarms/" + alarm.id() + "/events").body();

    assertThat(events.findValuesAsText("what"))
        .containsExactly("raised", "acknowledged", "assigned", "commented", "shelved", "unshelved");
    assertThat(events.get(3).get("why").asText()).isEqualTo("filter changed");
    assertThat(get("/api/alarms/" + alarm.id()).body().get("recurrences")).isEmpty();
  }

  private long account(String login, String role, Reach reach) {
    return registry
        .accounts()
        .add(Account.named(login, "Li of " + login, Set.of(role), reach, NOW))
        .id();
  }

  @Test
  void assignedToAnAccount_isKeptAsOne_ifItMaySeeTheAlarm() throws Exception {
    long keeper = account("keeper", "maintainer", Reach.all());
    long stranger = account("stranger", "maintainer", Reach.of(Set.of(), Set.of(), Set.of()));

    JsonNode given = post("assign", "{\"account\":%s}".formatted(keeper)).body();
    assertThat(given.get("assigned").asText()).isEqualTo("Li of keeper");
    assertThat(given.get("assignedAccount").asLong()).isEqualTo(keeper);
    assertThat(post("assign", "{\"account\":%s}".formatted(stranger)).code())
        .isEqualTo("handler-unseen");
    assertThat(post("assign", "{\"account\":99}").code()).isEqualTo("handler-unknown");

    assertThat(
            post("assign", "{\"person\":\"Night shift\"}").body().get("assignedAccount").isNull())
        .isTrue();
  }

  @Test
  void whatContradicts_isRefusedWithACode() throws Exception {
    assertThat(post("comments", "{\"text\":\" \"}").code()).isEqualTo("text-length");
    assertThat(post("comments", "{}").code()).isEqualTo("field-missing");
    assertThat(post("shelve", "{\"until\":\"2026-02-28T00:00:00Z\",\"why\":\"x\"}").code())
        .isEqualTo("shelve-until");
    assertThat(post("shelve", "{\"until\":\"tomorrow\",\"why\":\"x\"}").code())
        .isEqualTo("time-form");
    registry.alarms().clear(alarm.id(), NOW.plusSeconds(5));
    Answer over = post("shelve", "{\"until\":\"2026-03-01T01:00:00Z\",\"why\":\"x\"}");
    assertThat(over.status()).isEqualTo(409);
    assertThat(over.code()).isEqualTo("alarm-over");
    assertThat(post("ack", null).status()).isEqualTo(200);
    registry.alarms().withdraw(alarm.id(), "corrected", "watch");
    assertThat(post("assign", "{\"person\":\"Maintainer\"}").code()).isEqualTo("alarm-withdrawn");
    assertThat(get("/api/alarms/99/events").status()).isEqualTo(404);
  }

  @Test
  void list_takesFiltersAndPages() throws Exception {
    assertThat(get("/api/alarms?unacknowledged=true&severity=danger&q=outlet").body()).hasSize(1);
    assertThat(get("/api/alarms?unacknowledged=false").body()).isEmpty();
    assertThat(get("/api/alarms?shelved=true").body()).isEmpty();
    assertThat(get("/api/alarms?late=false&rule=above&limit=1").body()).hasSize(1);
    assertThat(get("/api/alarms?from=2026-03-01T00:00:00Z&to=2026-03-02T00:00:00Z").body())
        .hasSize(1);
    assertThat(get("/api/alarms?before=" + alarm.id()).body()).isEmpty();
    assertThat(get("/api/alarms?severity=loud").code()).isEqualTo("alarm-severity");
    assertThat(get("/api/alarms?late=perhaps").code()).isEqualTo("flag-form");
  }

  @Test
  void load_namesWhatSoundedAndWhatIsStale() throws Exception {
    clock.advance(Duration.ofHours(25));

    JsonNode day = get("/api/alarm-load").body();
    assertThat(day.get("total").asInt()).isZero();
    assertThat(day.get("staleCount").asInt()).isEqualTo(1);
    JsonNode both = get("/api/alarm-load?from=2026-02-28T23:00:00Z").body();
    assertThat(both.get("total").asInt()).isEqualTo(1);
    assertThat(both.at("/worstRules/0/name/en").asText()).isEqualTo("Hour above limit");
    assertThat(both.at("/worstPoints/0/name").asText()).isEqualTo("Outlet");
    assertThat(get("/api/alarm-load?from=2020-01-01T00:00:00Z").code()).isEqualTo("time-order");
  }

  @Test
  void policy_isReadAndDecided() throws Exception {
    JsonNode policy = get("/api/alarm-policy").body();
    assertThat(policy.get("steps")).hasSize(3);

    Answer decided =
        send(
            "PUT",
            "/api/alarm-policy",
            """
            {"recurrenceSeconds":3600,"operators":2,"steps":[
              {"severity":"warning","level":1,"afterSeconds":600,"recipient":"manager"}]}""");

    assertThat(decided.status()).isEqualTo(200);
    assertThat(get("/api/alarm-policy").body().get("operators").asInt()).isEqualTo(2);
    assertThat(send("PUT", "/api/alarm-policy", "{\"operators\":0}").code())
        .isEqualTo("policy-operators");
    for (String broken : List.of("{", "null", "[]")) {
      assertThat(send("PUT", "/api/alarm-policy", broken).code()).isEqualTo("json-broken");
    }
    assertThat(send("PUT", "/api/alarm-policy", "{\"operators\":1,\"steps\":[null]}").code())
        .isEqualTo("policy-step");
  }
}
