// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.greenheart.server.Key;
import org.greenheart.server.Occasion;
import org.greenheart.server.Server;
import org.greenheart.server.accounts.Right;
import org.greenheart.server.accounts.Rights;
import org.greenheart.server.accounts.Role;
import org.greenheart.storage.registry.CreditCode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Goes with every role through every route of the OpenAPI document of a whole server, and with an
 * enterprise's account to everything of another enterprise.
 */
final class RightsWalkTest {
  private static final String PASSWORD = "river and reed";
  private static final String NOT_THERE = "987654321";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  @TempDir private Path folder;
  private final HttpClient client = HttpClient.newHttpClient();
  private Server server;
  private Person owner;

  @BeforeEach
  void start() throws Exception {
    server =
        Server.start(
            Configs.in(
                folder,
                Map.of(
                    Key.HTTP_OPEN,
                    "false",
                    Key.HJ212_ACCEPT_UNKNOWN,
                    "true",
                    Key.BACKUP_FOLDER,
                    folder.resolve("backups").toString())),
            Occasion.REAL,
            Clock.systemUTC());
    owner = new Person();
    Answer _ =
        owner.send(
            "POST",
            "/api/setup",
            Map.of(
                "login",
                "owner",
                "name",
                "Owner",
                "password",
                PASSWORD,
                "place",
                "Liuwan",
                "kind",
                "bureau"));
  }

  @AfterEach
  void stop() {
    server.close();
    client.close();
  }

  private record Route(String method, String path, String right, String scope, String summary) {
    private boolean isPublic() {
      return right.equals(Right.PUBLIC.text());
    }

    private String at(String id) {
      return path.replaceAll("\\{[^}]*}", id);
    }

    private String asked() {
      // The events never end; of all others the head is as good.
      return path.equals("/api/events") ? "HEAD" : method;
    }
  }

  private List<Route> routes() throws Exception {
    JsonNode document = owner.send("GET", "/api/openapi.json", null).json();
    assertThat(document.path("openapi").asText()).isEqualTo("3.1.0");
    List<Route> routes = new ArrayList<>();
    document
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        operation ->
                            routes.add(
                                new Route(
                                    operation.getKey().toUpperCase(Locale.ROOT),
                                    path.getKey(),
                                    operation.getValue().path("x-right").asText(),
                                    operation.getValue().path("x-scope").asText(),
                                    operation.getValue().path("summary").asText()))));
    assertThat(routes).hasSizeGreaterThan(80);
    return routes;
  }

  @Test
  void everyRoute_statesItsRight() throws Exception {
    assertThat(routes())
        .allSatisfy(route -> assertThat(Right.ofText(route.right())).as(route.path()).isPresent());
  }

  @Test
  void everyRoute_saysWhatItIsFor() throws Exception {
    assertThat(routes().stream().filter(route -> route.summary().isEmpty()))
        .as("routes without a line in route-words.tsv")
        .isEmpty();
  }

  @Test
  void everyRole_isLetInAndRefusedAsTheTableSays() throws Exception {
    List<Route> routes = routes();
    for (Role role : Role.values()) {
      Person person =
          role == Role.PUBLIC ? new Person() : account(role, Map.of("everything", true));
      for (Route route : routes) {
        if (!route.isPublic()) {
          check(role, route, person);
        }
      }
    }
  }

  private static void check(Role role, Route route, Person person) throws Exception {
    Answer answer = person.send(route.asked(), route.at(NOT_THERE), null);
    String what = role + " " + route.method() + " " + route.path() + ": " + answer.text();
    Right right = Right.ofText(route.right()).orElseThrow();
    if (role == Role.PUBLIC) {
      assertThat(answer.status()).as(what).isEqualTo(401);
    } else if (Rights.of(role).contains(right)) {
      assertThat(answer.status()).as(what).isNotIn(401, 405, 500);
      assertThat(answer.code()).as(what).isNotEqualTo("right-missing");
    } else if (route.asked().equals("HEAD")) {
      assertThat(answer.status()).as(what).isEqualTo(403);
    } else {
      assertThat(answer.status()).as(what).isEqualTo(403);
      // PACT's routes have PACT's codes, and say ours in the message.
      assertThat(answer.text()).as(what).contains("right-missing");
    }
  }

  @Test
  void anotherEnterprise_isNotThere_wherever() throws Exception {
    long ours = enterprise(CreditCode.complete("91330100MA2B00001"), "Ours");
    long theirs = enterprise(CreditCode.complete("91330100MA2B00002"), "Theirs");
    long ourThing = point("A110000_0001", ours);
    long theirThing = point("B220000_0002", theirs);
    Person person =
        account(Role.ENTERPRISE, Map.of("everything", false, "enterprises", List.of(ours)));

    assertThat(person.send("GET", "/api/points/" + ourThing, null).status()).isEqualTo(200);
    assertThat(person.send("GET", "/api/points", null).json()).hasSize(1);
    assertThat(person.send("GET", "/api/enterprises", null).json()).hasSize(1);
    rule("everywhere", Map.of());
    rule("ours", Map.of("thing", ourThing));
    rule("theirs", Map.of("thing", theirThing));
    rule("of-them", Map.of("scope", "enterprise", "target", "" + theirs));
    rule("missing-there", missing(theirs));
    rule("missing-here", missing(ours));
    assertThat(owner.send("GET", "/api/rules/left-out", null).json().findValuesAsText("rule"))
        .contains("missing-there", "missing-here");
    readsWhatConcernsIts(person);
    readsWhatConcernsIts(
        account(Role.MAINTAINER, Map.of("everything", false, "enterprises", List.of(ours))));
    readsWhatConcernsIts(
        account(Role.STREET, Map.of("everything", false, "enterprises", List.of(ours))));

    for (Route route : routes()) {
      if (route.isPublic() || route.scope().equals("no-point")) {
        continue;
      }
      String id = route.scope().equals("enterprise") ? "" + theirs : theirId(route, theirThing);
      Answer answer = person.send(route.asked(), route.at(id), null);
      String what = route + ": " + answer.text();
      assertThat(answer.text()).as(what).doesNotContain("B220000_0002").doesNotContain("Theirs");
      if (!route.scope().equals("what-is-seen")) {
        assertThat(answer.status()).as(what).isIn(403, 404);
        assertThat(answer.code()).as(what).isIn("not-found", "right-missing", "scope-too-narrow");
      }
    }
    JsonNode things = person.send("GET", "/v1.1/Things?$count=true", null).json();
    assertThat(things.path("@iot.count").asInt()).isEqualTo(1);
    assertThat(
            person
                .send("GET", "/v1.1/Observations?$count=true", null)
                .json()
                .path("@iot.count")
                .asInt())
        .isEqualTo(2);
    assertThat(person.send("GET", "/v1.1/Things(" + theirThing + ")", null).status())
        .isEqualTo(404);
  }

  /** Of a quantity that no point has sent. */
  private static Map<String, Object> missing(long enterprise) {
    return Map.of(
        "scope",
        "enterprise",
        "target",
        "" + enterprise,
        "parameters",
        Map.of("code", "w21011", "interval", "minute", "limit", "35", "unit", "mg/L"));
  }

  /** A rule that a name in the request is not the author of. */
  private void rule(String code, Map<String, Object> over) throws Exception {
    Map<String, Object> rule =
        new TreeMap<>(
            Map.of(
                "code",
                code,
                "kind",
                "above-limit",
                "name",
                "Rule " + code,
                "severity",
                "warning",
                "parameters",
                Map.of("code", "w01018", "interval", "minute", "limit", "35", "unit", "mg/L"),
                "basis",
                "design book",
                "author",
                "somebody else"));
    rule.putAll(over);
    Answer made = owner.send("POST", "/api/rules", rule);
    assertThat(made.status()).as(made.text()).isEqualTo(201);
    assertThat(made.json().path("author").asText()).isEqualTo("Owner");
  }

  /** Rules, limits and the load of alarms, as far as they are about its points. */
  private static void readsWhatConcernsIts(Person person) throws Exception {
    List<String> codes = person.send("GET", "/api/rules", null).json().findValuesAsText("code");
    assertThat(codes).contains("everywhere", "ours").doesNotContain("theirs", "of-them");
    assertThat(person.send("GET", "/api/rules/ours", null).json()).hasSize(1);
    assertThat(person.send("GET", "/api/rules/theirs", null).code()).isEqualTo("not-found");
    for (String path :
        List.of("/api/limits", "/api/limits/standards", "/api/alarm-load", "/api/rules/left-out")) {
      Answer answer = person.send("GET", path, null);
      assertThat(answer.status()).as(path + answer.text()).isEqualTo(200);
    }
    assertThat(person.send("GET", "/api/rules/left-out", null).json().findValuesAsText("rule"))
        .contains("missing-here")
        .doesNotContain("missing-there");
    JsonNode limits = person.send("GET", "/api/limits?limit=1", null).json();
    String ref = limits.path("limits").path(0).path("ref").asText();
    assertThat(person.send("GET", "/api/limits/" + ref + "/history", null).status()).isEqualTo(200);
  }

  @Test
  void caseGivenOutToAUnit_isSeenByItsPeople_alone() throws Exception {
    long area =
        owner
            .send(
                "POST", "/api/areas", Map.of("code", "330106", "name", "Liuwan", "level", "county"))
            .json()
            .path("id")
            .asLong();
    Person street =
        account(
            Role.STREET,
            Map.of("everything", false, "areas", List.of(area), "unit", "West street office"));
    Person inspector = account(Role.INSPECTOR, Map.of("everything", false, "areas", List.of(area)));
    Answer opened = owner.send("POST", "/api/cases", Map.of("kind", "petition", "title", "Smell"));
    String file = "/api/cases/" + opened.json().path("id").asLong();
    assertThat(street.send("GET", file, null).code()).isEqualTo("not-found");

    step(file, "accept", Map.of());
    step(file, "give-out", Map.of("lead", "West street office", "task", "Look and answer"));

    assertThat(street.send("GET", file, null).status()).isEqualTo(200);
    assertThat(street.send("GET", "/api/cases?mine=true", null).json()).hasSize(1);
    assertThat(street.send("GET", "/api/status", null).json().path("openCases").asInt())
        .isEqualTo(1);
    assertThat(inspector.send("GET", file, null).code()).isEqualTo("not-found");
    assertThat(inspector.send("GET", "/api/status", null).json().path("openCases").asInt())
        .isZero();
    assertThat(inspector.send("GET", "/api/cases?mine=true", null).json()).isEmpty();
  }

  private void step(String file, String step, Map<String, Object> more) throws Exception {
    Map<String, Object> values = new TreeMap<>(more);
    values.put("version", owner.send("GET", file, null).json().path("version").asLong());
    Answer done = owner.send("POST", file + "/steps/" + step, values);
    assertThat(done.status()).as(done.text()).isEqualTo(200);
  }

  @Test
  void taxOfficer_givesDeclarationsAlone_andEachLookAtTaxDataIsInTheAudit() throws Exception {
    Person officer = account(Role.TAX_OFFICER, Map.of("everything", true));
    String imports = "/api/tax/import/%s?source=office&preview=true";

    assertThat(officer.send("POST", imports.formatted("permits"), "x").code())
        .isEqualTo("import-kind");
    assertThat(officer.send("POST", imports.formatted("declarations"), "x").status())
        .isEqualTo(422);
    Map<String, Object> heads =
        Map.of("source", "office", "kind", "permits", "columns", Map.of("x", ""));
    assertThat(officer.send("PUT", "/api/tax/mappings", heads).code()).isEqualTo("right-missing");
    assertThat(officer.send("GET", "/api/tax/lists/declarations/rows.xlsx", null).status())
        .isEqualTo(200);
    assertThat(officer.send("GET", "/api/tax/clues.xlsx", null).status()).isEqualTo(200);
    assertThat(officer.send("GET", "/api/points", null).code()).isEqualTo("right-missing");

    assertThat(owner.send("GET", "/api/audit", null).text())
        .contains("clues as a workbook", "list declarations as a workbook");
  }

  @Test
  void caseAboutAnothersPoint_isNotOpened() throws Exception {
    long ours = enterprise(CreditCode.complete("91330100MA2B00003"), "Near");
    long theirs = enterprise(CreditCode.complete("91330100MA2B00004"), "Far");
    long theirThing = point("B220000_0003", theirs);
    Person inspector =
        account(Role.INSPECTOR, Map.of("everything", false, "enterprises", List.of(ours)));
    Map<String, Object> wanted =
        Map.of("kind", "environment", "title", "Smell", "thing", theirThing);

    Answer answer = inspector.send("POST", "/api/cases", wanted);

    assertThat(answer.status()).as(answer.text()).isEqualTo(404);
    assertThat(answer.code()).isEqualTo("point-not-found");
    assertThat(owner.send("POST", "/api/cases", wanted).status()).isEqualTo(201);
  }

  @Test
  void caseOfAnArea_goesItsWayThroughTheRolesOfItsKind_andIsNotThereForOthers() throws Exception {
    long area = area("990101");
    long other = area("990102");
    Person duty = account(Role.DUTY, Map.of("everything", true));
    Person street = account(Role.STREET, Map.of("everything", false, "areas", List.of(area)));
    Person leader = account(Role.LEADER, Map.of("everything", true));
    Person prosecutor = account(Role.PROSECUTOR, Map.of("everything", true));
    Person elsewhere =
        account(Role.INSPECTOR, Map.of("everything", false, "areas", List.of(other)));
    Map<String, Object> wanted = Map.of("kind", "petition", "title", "Smell", "area", area);

    assertThat(elsewhere.send("POST", "/api/cases", wanted).code()).isEqualTo("area-not-found");
    long id = duty.send("POST", "/api/cases", wanted).json().path("id").asLong();

    assertThat(street.send("GET", "/api/cases", null).json()).hasSize(1);
    assertThat(elsewhere.send("GET", "/api/cases", null).json()).isEmpty();
    assertThat(elsewhere.send("GET", "/api/cases/" + id, null).status()).isEqualTo(404);
    assertThat(elsewhere.send("GET", "/api/lists/problems", null).json()).isEmpty();
    assertThat(street.send("GET", "/api/lists/problems", null).json()).hasSize(1);
    step(duty, id, "accept", Map.of());
    step(duty, id, "give-out", Map.of("lead", "East", "task", "look"));
    step(street, id, "investigate", Map.of("finding", "true", "summary", "it smells"));
    step(street, id, "rectify", Map.of("measures", "cover built"));
    assertThat(
            street.send("POST", "/api/cases/" + id + "/steps/close", Map.of("version", 99)).code())
        .isEqualTo("case-changed");
    step(leader, id, "close", Map.of("opinion", "well done"));
    step(prosecutor, id, "reopen", Map.of("reason", "it smells again"));
  }

  private static void step(Person person, long id, String step, Map<String, Object> needs)
      throws Exception {
    Map<String, Object> body = new TreeMap<>(needs);
    Answer seen = person.send("GET", "/api/cases/" + id, null);
    body.put("version", seen.json().path("version").asLong());
    Answer taken = person.send("POST", "/api/cases/" + id + "/steps/" + step, body);
    assertThat(taken.status()).as(step + " " + taken.text()).isEqualTo(200);
  }

  private long area(String code) throws Exception {
    Answer made =
        owner.send("POST", "/api/areas", Map.of("code", code, "name", code, "level", "county"));
    assertThat(made.status()).as(made.text()).isEqualTo(201);
    return made.json().path("id").asLong();
  }

  /** Datastreams, observations and frames of theirs are found as the owner finds them. */
  private String theirId(Route route, long thing) throws Exception {
    String datastream = "/v1.1/Things(" + thing + ")/Datastreams";
    JsonNode first = owner.send("GET", datastream, null).json().path("value").path(0);
    return switch (route.scope()) {
      case "datastream" -> first.path("@iot.id").asText();
      case "observation" ->
          owner
              .send("GET", "/v1.1/Datastreams(" + first.path("@iot.id") + ")/Observations", null)
              .json()
              .path("value")
              .path(0)
              .path("@iot.id")
              .asText();
      case "frame" ->
          owner
              .send("GET", "/api/points/" + thing + "/frames", null)
              .json()
              .path(0)
              .path("arrival")
              .asText();
      case "device" ->
          owner.send("GET", "/api/points/" + thing, null).json().path("deviceNumber").asText();
      default -> String.valueOf(thing);
    };
  }

  private long enterprise(String creditCode, String name) throws Exception {
    Answer made =
        owner.send(
            "POST",
            "/api/enterprises",
            Map.of("creditCode", creditCode, "name", name, "industry", "3311"));
    assertThat(made.status()).as(made.text()).isEqualTo(201);
    return made.json().path("id").asLong();
  }

  /** A point of an enterprise with two minutes of data. */
  private long point(String deviceId, long enterprise) throws Exception {
    try (RawLogger logger = new RawLogger(deviceId, server.hj212Port())) {
      for (int minute = 0; minute < 2; minute++) {
        String _ = logger.sendMinute(LocalDateTime.of(2026, 11, 1, 12, minute), "1.5");
        String _ = logger.answer();
      }
    }
    JsonNode things =
        owner
            .send("GET", "/v1.1/Things?$filter=properties/deviceId%20eq%20'" + deviceId + "'", null)
            .json();
    long thing = things.path("value").path(0).path("@iot.id").asLong();
    Answer placed = owner.send("PUT", "/api/places/" + thing, Map.of("enterprise", enterprise));
    assertThat(placed.status()).as(placed.text()).isEqualTo(200);
    return thing;
  }

  private Person account(Role role, Map<String, Object> scope) throws Exception {
    String login = "walk-" + role.text();
    Map<String, Object> body = new TreeMap<>(scope);
    body.put("login", login);
    body.put("name", login);
    body.put("roles", List.of(role.text()));
    Answer made = owner.send("POST", "/api/accounts", body);
    assertThat(made.status()).as(made.text()).isEqualTo(201);
    Person person = new Person();
    Answer set =
        person.send(
            "POST",
            "/api/reset",
            Map.of("code", made.json().path("code").asText(), "password", PASSWORD));
    assertThat(set.status()).as(set.text()).isEqualTo(200);
    Answer in = person.send("POST", "/api/login", Map.of("login", login, "password", PASSWORD));
    assertThat(in.status()).as(in.text()).isEqualTo(200);
    return person;
  }

  private record Answer(int status, String text) {
    private JsonNode json() throws IOException {
      return MAPPER.readTree(text);
    }

    private String code() {
      try {
        return json().path("code").asText();
      } catch (IOException e) {
        return "";
      }
    }
  }

  /** A browser with its cookie. */
  private final class Person {
    private String cookie = "";
    private String pageToken = "";

    private Answer send(String method, String path, @Nullable Object body) throws Exception {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create(server.uri() + path))
              .method(
                  method,
                  body == null
                      ? BodyPublishers.noBody()
                      : BodyPublishers.ofString(MAPPER.writeValueAsString(body)));
      if (!cookie.isEmpty()) {
        request.header("Cookie", "greenheart-session=" + cookie);
        request.header("X-Page-Token", pageToken);
      }
      HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
      for (String set : response.headers().allValues("Set-Cookie")) {
        cookie = set.substring(set.indexOf('=') + 1).split(";", 2)[0];
      }
      Answer answer = new Answer(response.statusCode(), response.body());
      if (answer.text().contains("\"pageToken\":\"")) {
        pageToken = answer.json().path("pageToken").asText();
      }
      return answer;
    }
  }
}
