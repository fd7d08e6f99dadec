// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.launcher;

import static java.util.Objects.requireNonNull;
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
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
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
  void start() {
    server =
        Server.start(
            Configs.in(folder, Map.of()),
            Occasion.REAL,
            Clock.fixed(Instant.parse("2026-05-01T00:00:00Z"), ZoneOffset.UTC));
  }

  private void importLists(Map<String, String> lists) throws Exception {
    for (Map.Entry<String, String> list : lists.entrySet()) {
      Answer imported =
          send("POST", "/api/tax/import/" + list.getKey() + "?source=demo", list.getValue());
      assertThat(imported.status()).as(imported.body().toString()).isEqualTo(200);
      assertThat(imported.body().path("applied").asBoolean())
          .as(imported.body().toString())
          .isTrue();
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

  /** How well what was found fits what was planted. */
  private record Score(double precision, double recall) {
    static Score of(Set<PlantedClue> found, Collection<PlantedClue> planted) {
      Set<PlantedClue> right = new HashSet<>(found);
      right.retainAll(new HashSet<>(planted));
      return new Score(
          (double) right.size() / found.size(), (double) right.size() / planted.size());
    }
  }

  @Test
  void plantedClues_areFoundAndNothingElse() throws Exception {
    importLists(DemoCity.taxLists());
    Answer run = run();
    assertThat(run.body().path("problems")).isEmpty();
    assertThat(run.body().path("skipped")).isEmpty();
    Set<PlantedClue> found = found();
    assertThat(found).containsExactlyInAnyOrderElementsOf(DemoCity.plantedClues());
    assertThat(Score.of(found, DemoCity.plantedClues())).isEqualTo(new Score(1, 1));
    // Every rule but R10, which rests on memory and ships disabled.
    assertThat(found.stream().map(PlantedClue::rule).distinct()).hasSize(14);
  }

  @Test
  void spoiledLists_lowerPrecisionAndRecall() throws Exception {
    Map<String, String> lists = new LinkedHashMap<>(DemoCity.taxLists());
    // The cement works declare what was monitored: two planted clues are gone. The machine works,
    // which are clean, declare a tenth of their NOx in a month: one clue that nobody planted, or
    // more.
    lists.computeIfPresent(
        "declarations",
        (kind, text) ->
            text.replaceAll("(91990101MA7TX0005A.*氮氧化物),3100,", "$1,3950,")
                .replaceAll("(91990101MA7TX0001X.*2026-02.*氮氧化物),6840,", "$1,684,"));
    importLists(lists);
    run();
    Score score = Score.of(found(), DemoCity.plantedClues());
    assertThat(score.recall())
        .isEqualTo((DemoCity.plantedClues().size() - 2.0) / DemoCity.plantedClues().size());
    assertThat(score.precision()).isLessThan(1);
  }

  @Test
  void ownReadingsOfADevice_areHeldAgainstTheDeclaration_beforeTheImportedAmounts()
      throws Exception {
    String firm = "91990101MA7TX0001X";
    String name = "青禾晨曦机械有限公司";
    place(
        "enterprises",
        "credit_code,name,name_en,industry,area,address\n" + firm + "," + name + ",,C3411,,\n");
    place("outlets", "enterprise,code,name,name_en,medium\n" + firm + ",DA001,熔炼炉排气筒,,air\n");
    place(
        "points",
        "protocol,device_id,name,name_en,system_type,latitude,longitude,area,enterprise,outlet,facility\n"
            + "hj212,CHENXI01,熔炼炉排气筒,,31,,,,"
            + firm
            + ",DA001,\n");
    sendHours("CHENXI01", LocalDateTime.of(2026, 2, 1, 0, 0), 28 * 24);
    importLists(DemoCity.taxLists());
    assertThat(run().body().path("monitored").asInt()).isEqualTo(1);
    Set<PlantedClue> expected = new HashSet<>(DemoCity.plantedClues());
    expected.add(new PlantedClue("R3", firm, "2026-02", "DA001", ""));
    assertThat(found()).isEqualTo(expected);
    JsonNode clue = clueOf(firm);
    // 672 h at 15 kg: 10,080 kg of NOx, where list and declaration have 6,840.
    assertThat(clue.path("steps").findValuesAsText("result")).contains("10080 kg");
    assertThat(clue.path("records").findValuesAsText("source"))
        .contains("DECLARATION", "MONITORING", "READINGS");
    String readings = clue.path("records").findValuesAsText("id").getLast();
    String stream = readings.split("/", -1)[3];
    assertThat(
            send(
                    "GET",
                    "/v1.1/Datastreams(%s)/Observations?$count=true&$top=1".formatted(stream),
                    null)
                .body()
                .path("@iot.count")
                .asInt())
        .isEqualTo(672);
  }

  @Test
  void cityOfTheDemo_hasDeclaredWhatItsPermitsName_exceptAWorksLeftOut() throws Exception {
    DemoCity city = DemoCity.load(1, Clock.systemUTC());
    for (String kind : List.of("areas", "enterprises", "outlets", "permits")) {
      place(kind, requireNonNull(city.files().get(kind + ".csv"), kind));
    }
    Map<String, String> lists = new LinkedHashMap<>(DemoCity.taxLists());
    importLists(lists);
    run();
    assertThat(found()).containsExactlyInAnyOrderElementsOf(DemoCity.plantedClues());

    // A works that stands in no list, with a permit of this server alone.
    place(
        "enterprises",
        """
        credit_code,name,name_en,industry,area,address
        91990101MA7TX0026F,青禾新窑有限公司,,C3071,,
        """);
    place("outlets", "enterprise,code,name,name_en,medium\n91990101MA7TX0026F,DA001,辊道窑,,air\n");
    place(
        "permits",
        """
        enterprise,permit,valid_from,valid_to,outlet,code,averaging,unit,minimum,maximum,kilograms_per_hour,tonnes_per_year
        91990101MA7TX0026F,X1,2026-01-01,2030-12-31,DA001,a21002,hour,mg/m3,,100,,
        """);
    run();
    assertThat(clues("?firm=91990101MA7TX0026F").stream().map(clue -> about(clue).rule()))
        .containsExactly("R1", "R1", "R1");
  }

  private void place(String kind, String csv) throws Exception {
    Answer placed = send("POST", "/api/import/" + kind, csv);
    assertThat(placed.body().path("applied").asBoolean()).as(placed.body().toString()).isTrue();
  }

  private JsonNode clueOf(String firm) throws Exception {
    long id = clues("?firm=" + firm).getFirst().path("id").asLong();
    return send("GET", "/api/tax/clues/" + id, null).body();
  }

  /** As the device would send them; the next when the last is answered. */
  private void sendHours(String device, LocalDateTime first, int count) throws Exception {
    DateTimeFormatter form = DateTimeFormatter.ofPattern("yyyyMMddHHmmss", Locale.ROOT);
    try (RawLogger logger = new RawLogger(device, server.hj212Port())) {
      for (int sent = 0; sent < count; sent++) {
        String time = first.plusHours(sent).format(form);
        logger.send(
            "QN=%s000;ST=31;CN=2061;PW=123456;MN=%s;Flag=5;CP=&&DataTime=%s;a21002-Avg=121,a21002-Cou=15,a21002-Flag=N&&"
                .formatted(time, device, time));
        assertThat(logger.answer()).contains("CN=9014");
      }
    }
  }

  @Test
  void explanation_makesAClueLessSureAndIsShown() throws Exception {
    importLists(DemoCity.taxLists());
    run();
    JsonNode explained = clueOf("91990101MA7TX0020W");
    assertThat(explained.path("certainty").asText()).isEqualTo("possible");
    assertThat(explained.at("/explanations/0/says").asText()).isEqualTo("更正申报受理单 2026-3");
    // The glass works' explanation had ended before.
    assertThat(clueOf("91990101MA7TX00210").path("certainty").asText()).isEqualTo("sure");
  }

  @Test
  void secondRun_makesNoTwin() throws Exception {
    importLists(DemoCity.taxLists());
    run();
    List<JsonNode> before = clues("");
    Answer again = run();
    assertThat(again.body().path("added").asInt()).isZero();
    assertThat(again.body().path("changed").asInt()).isZero();
    assertThat(clues("")).isEqualTo(before);
  }

  @Test
  void clue_showsBothSumsItsRecordsAndHowSureItIs() throws Exception {
    importLists(DemoCity.taxLists());
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
    importLists(DemoCity.taxLists());
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
    importLists(DemoCity.taxLists());
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
    importLists(DemoCity.taxLists());
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
    importLists(DemoCity.taxLists());
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
    importLists(DemoCity.taxLists());
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
