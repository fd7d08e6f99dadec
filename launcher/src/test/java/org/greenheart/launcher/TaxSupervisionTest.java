// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.greenheart.server.Occasion;
import org.greenheart.server.Server;
import org.greenheart.simulator.DemoCity;
import org.greenheart.simulator.DemoCity.PlantedClue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tax supervision over the demo's lists, in a whole server: what is planted is found. */
final class TaxSupervisionTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String MONTHS = "{'from':'2026-01','to':'2026-03','province':'Hunan'}";

  @TempDir private Path folder;
  private final HttpClient client = HttpClient.newHttpClient();
  private Server server;

  @BeforeEach
  void start() throws Exception {
    server =
        Server.start(
            Configs.in(folder, Map.of()),
            Occasion.REAL,
            Clock.fixed(Instant.parse("2026-05-01T00:00:00Z"), ZoneOffset.UTC));
    for (Map.Entry<String, String> list : DemoCity.taxLists().entrySet()) {
      Answer imported =
          send("POST", "/api/tax/import/" + list.getKey() + "?source=demo", list.getValue());
      assertThat(imported.status()).as(imported.body().toString()).isEqualTo(200);
    }
  }

  @AfterEach
  void stop() {
    server.close();
    client.close();
  }

  private record Answer(int status, JsonNode body) {}

  private Answer send(String method, String path, @Nullable String body) throws Exception {
    URI uri = server.uri().resolve(path);
    HttpResponse<String> answer =
        client.send(
            HttpRequest.newBuilder(uri)
                .method(
                    method,
                    body == null
                        ? BodyPublishers.noBody()
                        : BodyPublishers.ofString(
                            body.startsWith("{") ? body.replace('\'', '"') : body,
                            StandardCharsets.UTF_8))
                .build(),
            BodyHandlers.ofString());
    return new Answer(
        answer.statusCode(),
        answer.body().isEmpty() ? MAPPER.createObjectNode() : MAPPER.readTree(answer.body()));
  }

  private Answer run() throws Exception {
    Answer run = send("POST", "/api/tax/runs", MONTHS);
    assertThat(run.status()).as(run.body().toString()).isEqualTo(200);
    return run;
  }

  private List<JsonNode> clues(String query) throws Exception {
    List<JsonNode> clues = new ArrayList<>();
    send("GET", "/api/tax/clues" + query, null).body().forEach(clues::add);
    return clues;
  }

  private static PlantedClue about(JsonNode clue) {
    return new PlantedClue(
        clue.path("rule").asText(),
        clue.path("creditCode").asText(),
        clue.path("month").asText(),
        clue.path("outlet").asText(),
        clue.path("subject").asText());
  }

  private Set<PlantedClue> found() throws Exception {
    Set<PlantedClue> found = new HashSet<>();
    clues("").forEach(clue -> found.add(about(clue)));
    return found;
  }

  private JsonNode rule(String id) throws Exception {
    for (JsonNode rule : send("GET", "/api/tax/rules", null).body()) {
      if (rule.path("id").asText().equals(id)) {
        return rule;
      }
    }
    throw new AssertionError(id);
  }

  @Test
  void plantedClues_areFoundAndNothingElse() throws Exception {
    Answer run = run();
    assertThat(run.body().path("problems")).isEmpty();
    assertThat(run.body().path("skipped")).isEmpty();
    Set<PlantedClue> planted = new HashSet<>(DemoCity.plantedClues());
    Set<PlantedClue> found = found();
    Set<PlantedClue> right = new HashSet<>(found);
    right.retainAll(planted);
    assertThat(found).containsExactlyInAnyOrderElementsOf(planted);
    assertThat((double) right.size() / found.size()).as("precision").isEqualTo(1.0);
    assertThat((double) right.size() / planted.size()).as("recall").isEqualTo(1.0);
    // Every rule but R10, which rests on memory and ships disabled.
    assertThat(found.stream().map(PlantedClue::rule).distinct()).hasSize(14);
  }

  @Test
  void secondRun_makesNoTwin() throws Exception {
    run();
    List<JsonNode> before = clues("");
    Answer again = run();
    assertThat(again.body().path("added").asInt()).isZero();
    assertThat(again.body().path("changed").asInt()).isZero();
    assertThat(clues("")).isEqualTo(before);
  }

  @Test
  void clue_showsBothSumsItsRecordsAndHowSureItIs() throws Exception {
    run();
    JsonNode brief =
        clues("?rule=R3&month=2026-03").stream()
            .filter(clue -> clue.path("name").asText().contains("水泥"))
            .findFirst()
            .orElseThrow();
    JsonNode clue = send("GET", "/api/tax/clues/" + brief.path("id").asLong(), null).body();
    // 3,100 kg against 3,950 kg: 3,263.16 and 4,157.89 equivalents × 2.4 yuan
    assertThat(clue.path("declared").asText()).isEqualTo("7831.58");
    assertThat(clue.path("recomputed").asText()).isEqualTo("9978.95");
    assertThat(clue.path("difference").asText()).isEqualTo("2147.37");
    assertThat(clue.path("certainty").asText()).isEqualTo("sure");
    assertThat(clue.path("records").findValuesAsText("source"))
        .containsExactlyInAnyOrder("DECLARATION", "MONITORING");
    String record = clue.path("records").path(0).path("id").asText().split("/", -1)[1];
    assertThat(send("GET", "/api/tax/records/" + record, null).body().at("/cells/kg").asText())
        .isEqualTo("3100");
  }

  @Test
  void nameWithoutCode_isAClueOnlyAfterAPersonsYes() throws Exception {
    run();
    JsonNode doubt = send("GET", "/api/tax/doubts", null).body().path(0);
    String name = doubt.path("name").asText();
    JsonNode candidate = doubt.path("candidates").path(0);
    assertThat(name).isEqualTo("青禾筑基市政工程公司");
    assertThat(candidate.path("name").asText()).isEqualTo("青禾筑基市政工程有限公司");
    Answer yes =
        send(
            "POST",
            "/api/tax/matches",
            "{'name':'%s','creditCode':'%s'}"
                .formatted(name, candidate.path("creditCode").asText()));
    assertThat(yes.status()).isEqualTo(200);
    assertThat(send("GET", "/api/tax/doubts", null).body()).isEmpty();
    assertThat(run().body().path("added").asInt()).isEqualTo(1);
    assertThat(clues("?rule=R12").stream().map(clue -> clue.path("certainty").asText()))
        .contains("likely");
  }

  @Test
  void falseClue_lowersThePrecisionAndStaysFalse() throws Exception {
    run();
    List<JsonNode> clues = clues("?rule=R3");
    assertThat(clues).hasSize(4);
    for (int i = 0; i < 4; i++) {
      String verdict =
          i == 0 ? "{'verdict':'false','reason':'outlet merged'}" : "{'verdict':'confirmed'}";
      long id = clues.get(i).path("id").asLong();
      assertThat(send("POST", "/api/tax/clues/" + id + "/verdict", verdict).status())
          .isEqualTo(200);
    }
    assertThat(rule("R3").path("precision").asText()).isEqualTo("0.750");
    run();
    assertThat(clues("?rule=R3&verdict=false")).hasSize(1);
  }

  @Test
  void ruleOfLowConfidence_isOnOnlyAfterADryRun() throws Exception {
    assertThat(rule("R10").path("enabled").asBoolean()).isFalse();
    String settings = "{'tolerance':'0','leastYuan':'0','enabled':true}";
    Answer refused = send("PUT", "/api/tax/rules/R10", settings);
    assertThat(refused.body().path("code").asText()).isEqualTo("dry-run-missing");
    Answer trial =
        send(
            "POST",
            "/api/tax/rules/R10/trial",
            "{'tolerance':'0','leastYuan':'0','from':'2026-01','to':'2026-03','province':'Hunan'}");
    assertThat(trial.body().path("clues").asInt()).isEqualTo(1);
    assertThat(clues("")).isEmpty();
    assertThat(send("PUT", "/api/tax/rules/R10", settings).status()).isEqualTo(200);
    run();
    assertThat(clues("?rule=R10")).hasSize(1);
  }

  @Test
  void clue_goesFromItsCaseToTheClassToTheSuggestionToTheReply() throws Exception {
    run();
    long clue = clues("?rule=R3").getFirst().path("id").asLong();
    JsonNode single = send("POST", "/api/tax/clues/" + clue + "/case", "{}").body();
    Answer file = send("POST", "/api/tax/rules/R3/class", "{}");
    assertThat(file.status()).isEqualTo(201);
    long id = file.body().path("id").asLong();
    assertThat(clues("?case=" + id)).hasSize(4);
    JsonNode merged = send("GET", "/api/cases/" + single.path("id").asLong(), null).body();
    assertThat(merged.path("stage").asText()).isEqualTo("merged");
    // Neither firm nor sum stands in the case: both are tax data.
    assertThat(send("GET", "/api/cases/" + id, null).body().toString()).doesNotContain("水泥");

    assertThat(step(id, "accept", "").status()).isEqualTo(200);
    assertThat(step(id, "hand-over", ",'body':'Tax office','reason':'R3'").status()).isEqualTo(200);
    Answer closed = step(id, "answer", ",'answer':'Collected'");
    assertThat(closed.body().path("stage").asText()).isEqualTo("closed");
  }

  private Answer step(long id, String step, String more) throws Exception {
    long version = send("GET", "/api/cases/" + id, null).body().path("version").asLong();
    return send(
        "POST",
        "/api/cases/%s/steps/%s".formatted(id, step),
        "{'version':%s%s}".formatted(version, more));
  }

  @Test
  void looks_areInTheAudit() throws Exception {
    run();
    long clue = clues("?rule=R3").getFirst().path("id").asLong();
    send("GET", "/api/tax/clues/" + clue, null);
    List<String> targets = new ArrayList<>();
    send("GET", "/api/audit?limit=20", null)
        .body()
        .forEach(
            entry ->
                targets.add(entry.path("action").asText() + " " + entry.path("target").asText()));
    assertThat(targets)
        .contains("GET /api/tax/clues/{id} clue " + clue, "GET /api/tax/clues clues R3");
  }
}
