// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.epcis;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.greenheart.server.outside.Hmac;
import org.greenheart.server.outside.SendException;
import org.greenheart.server.supply.SupplyRig;
import org.greenheart.server.supply.SupplyRig.Answer;
import org.greenheart.server.waiting.ScriptedPause;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Named queries of events, and reports to their subscribers. */
final class SubscriptionsTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String QUERIES = "/api/epcis/queries";
  private static final String DEST = "https://erp.example.org/events";

  @TempDir private Path folder;
  private final Inbox inbox = new Inbox();
  private SupplyRig rig;
  private Tokens tokens;

  /** Takes reports, of at most so many events, unless it is away. */
  private static final class Inbox implements EventPost {
    private final List<JsonNode> reports = new ArrayList<>();
    private boolean away;
    private int most = Integer.MAX_VALUE;

    @Override
    public void check(String dest) throws SendException {
      if (dest.contains("inside")) {
        throw new SendException("epcis-private", "inside is an address inside", true);
      }
    }

    @Override
    public boolean send(String dest, Map<String, String> headers, String body)
        throws SendException {
      if (away) {
        throw new SendException("epcis-timeout", "nobody there", false);
      }
      try {
        JsonNode report = MAPPER.readTree(body);
        if (list(report).size() > most) {
          return false;
        }
        reports.add(report);
      } catch (JsonProcessingException e) {
        throw new UncheckedIOException(e);
      }
      return true;
    }

    private static JsonNode list(JsonNode report) {
      return report.path("epcisBody").path("queryResults").path("resultsBody").path("eventList");
    }

    /** Of all reports, the last two digits of the ids of their events. */
    List<String> told() {
      List<String> told = new ArrayList<>();
      for (JsonNode report : reports) {
        for (JsonNode event : list(report)) {
          String id = event.path("eventID").asText();
          told.add(id.substring(id.length() - 2));
        }
      }
      return told;
    }
  }

  @BeforeEach
  void start() {
    tokens = Tokens.open(folder);
    rig =
        new SupplyRig(
            folder,
            registry ->
                List.of(
                    new CaptureRoutes(registry, folder),
                    new EpcisRoutes(registry),
                    new QueryRoutes(registry),
                    new SubscriptionRoutes(registry, tokens, inbox)));
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  /** As another process would: nothing is remembered but what the registry holds. */
  private void step(EventPost post) {
    try (EventSubscriptions subscriptions =
        new EventSubscriptions(
            rig.registry,
            tokens,
            post,
            Runnable::run,
            new ScriptedPause(rig.clock, 0),
            rig.clock)) {
      subscriptions.step();
    }
  }

  private void step() {
    step(inbox);
  }

  private void step(Duration later) {
    rig.clock.advance(later);
    step(inbox);
  }

  private Answer capture(String who, String... ids) throws Exception {
    List<String> events = new ArrayList<>();
    for (String id : ids) {
      events.add(
          """
          {"type": "ObjectEvent", "eventID": "urn:uuid:374d95fc-9457-4a51-bd6a-0bba133845%s",
           "action": "OBSERVE", "bizStep": "shipping", "eventTime": "2026-11-02T07:00:00+08:00",
           "eventTimeZoneOffset": "+08:00",
           "quantityList": [{"epcClass": "urn:epc:class:lgtin:9506000.013435.P1", "quantity": 2}]}"""
              .formatted(id));
    }
    Answer answer =
        rig.post(
            who,
            "/api/epcis/capture",
            """
            {"@context": ["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"],
             "type": "EPCISDocument", "schemaVersion": "2.0",
             "creationDate": "2026-11-02T08:00:00+08:00", "epcisBody": {"eventList": [%s]}}"""
                .formatted(String.join(",", events)));
    assertThat(answer.status()).as(answer.json().toString()).isEqualTo(202);
    return answer;
  }

  private String query(String who) throws Exception {
    Answer answer =
        rig.post(
            who,
            QUERIES,
            Map.of("name", "shipped", "query", Map.of("EQ_bizStep", List.of("shipping"))));
    assertThat(answer.status()).as(answer.json().toString()).isEqualTo(201);
    return answer.whole().headers().firstValue("Location").orElseThrow();
  }

  private String subscribe(String who, Map<String, Object> how) throws Exception {
    Answer answer = rig.post(who, query(who) + "/subscriptions", how);
    assertThat(answer.status()).as(answer.json().toString()).isEqualTo(201);
    return answer.whole().headers().firstValue("Location").orElseThrow();
  }

  private String refusal(String path, Object body) throws Exception {
    Answer answer = rig.post("supplier", path, body);
    assertThat(answer.status()).isEqualTo(400);
    return answer.code();
  }

  @Test
  void namedQuery_isKept_answersWithItsEvents_andIsRemoved() throws Exception {
    capture("supplier", "01", "02");

    String path = query("supplier");

    assertThat(path).isEqualTo(QUERIES + "/shipped");
    assertThat(rig.get("supplier", path).at("/query/EQ_bizStep/0").asText()).isEqualTo("shipping");
    assertThat(rig.get("supplier", QUERIES)).hasSize(1);
    JsonNode found = rig.get("supplier", path + "/events?perPage=1");
    assertThat(Inbox.list(found)).hasSize(1);
    assertThat(found.at("/epcisBody/queryResults/queryName").asText()).isEqualTo("shipped");
    assertThat(rig.get("buyer", QUERIES)).isEmpty();
    rig.post("supplier", QUERIES, Map.of("name", "all", "query", Map.of())).ok();
    assertThat(Inbox.list(rig.get("supplier", QUERIES + "/all/events"))).hasSize(2);
    assertThat(rig.send("buyer", "GET", path + "/events", null).code())
        .isEqualTo("query-not-found");

    assertThat(rig.send("supplier", "DELETE", path, null).status()).isEqualTo(204);
    Answer gone = rig.send("supplier", "GET", path, null);
    assertThat(gone.status()).isEqualTo(404);
    assertThat(gone.json().path("type").asText()).isEqualTo("epcisException:NoSuchNameException");
  }

  @Test
  void nameTaken_unknownParameter_andNoSeat_areRefused() throws Exception {
    query("supplier");
    Map<String, Object> good = Map.of("eventType", List.of("ObjectEvent"));

    Answer taken = rig.post("supplier", QUERIES, Map.of("name", "shipped", "query", good));
    assertThat(taken.status()).isEqualTo(409);
    assertThat(taken.code()).isEqualTo("query-exists");
    assertThat(taken.json().path("type").asText())
        .isEqualTo("epcisException:ResourceAlreadyExistsException");
    Answer unknown =
        rig.post("supplier", QUERIES, Map.of("name", "q", "query", Map.of("EQ_colour", "red")));
    assertThat(unknown.code()).isEqualTo("query-parameter");
    assertThat(unknown.json().path("type").asText())
        .isEqualTo("epcisException:QueryParameterException");
    assertThat(refusal(QUERIES, Map.of("name", "a/b", "query", good))).isEqualTo("query-name");
    assertThat(refusal(QUERIES, Map.of("name", "q"))).isEqualTo("query-missing");
    assertThat(refusal(QUERIES, Map.of("name", "q", "query", Map.of("eventType", 7))))
        .isEqualTo("query-parameter");
    assertThat(rig.send("everybody", "GET", QUERIES, null).code()).isEqualTo("seat-missing");
    assertThat(rig.get("everybody", QUERIES + "?seat=" + rig.supplier)).hasSize(1);
  }

  @Test
  void whatIsLeftOutOfTheStandard_saysSo() throws Exception {
    String path = query("supplier");

    Answer socket = rig.send("supplier", "GET", path + "/events?stream=true", null);

    assertThat(socket.status()).isEqualTo(501);
    assertThat(socket.code()).isEqualTo("websocket-unsupported");
    assertThat(socket.json().path("type").asText())
        .isEqualTo("epcisException:ImplementationException");
  }

  @Test
  void stream_tellsEachEventOnce_alsoAfterARestart() throws Exception {
    capture("supplier", "01");
    rig.clock.advance(Duration.ofSeconds(1));
    String path = subscribe("supplier", Map.of("dest", DEST, "stream", true));
    step();
    assertThat(inbox.reports).isEmpty();
    rig.clock.advance(Duration.ofSeconds(4));

    capture("supplier", "02", "03");
    step();
    step();
    capture("supplier", "03", "04");
    step();

    assertThat(inbox.told()).containsExactly("02", "03", "04");
    JsonNode results = inbox.reports.getFirst().at("/epcisBody/queryResults");
    assertThat(results.path("queryName").asText()).isEqualTo("shipped");
    JsonNode subscription = rig.get("supplier", path);
    assertThat(results.path("subscriptionID")).isEqualTo(subscription.path("subscriptionID"));
    assertThat(subscription.path("lastNotifiedAt").asText()).isEqualTo("2026-11-02T00:00:05Z");
    assertThat(subscription.path("stream").asBoolean()).isTrue();
  }

  @Test
  void initialRecordTime_bringsWhatIsThere() throws Exception {
    capture("supplier", "01");
    rig.clock.advance(Duration.ofHours(1));

    subscribe(
        "supplier",
        Map.of("dest", DEST, "stream", true, "initialRecordTime", "2026-11-02T08:00:00+08:00"));
    step();

    assertThat(inbox.told()).containsExactly("01");
  }

  @Test
  void receiverAway_losesNothing_andIsAskedAgainWithPatience() throws Exception {
    String path = subscribe("supplier", Map.of("dest", DEST, "stream", true));
    inbox.away = true;
    capture("supplier", "01");
    step();
    assertThat(rig.get("supplier", path).path("failure").asText())
        .isEqualTo("epcis-timeout: nobody there");
    assertThat(rig.get("supplier", path).path("nextAttemptAt").asText())
        .isEqualTo("2026-11-02T00:01:00Z");
    capture("supplier", "02");
    inbox.away = false;

    step(Duration.ofSeconds(59));
    assertThat(inbox.reports).isEmpty();
    step(Duration.ofSeconds(1));
    step();

    assertThat(inbox.told()).containsExactly("01", "02");
    assertThat(rig.get("supplier", path).has("failure")).isFalse();
  }

  @Test
  void reportTooLarge_comesInParts() throws Exception {
    subscribe("supplier", Map.of("dest", DEST, "stream", true));
    inbox.most = 2;
    capture("supplier", "01", "02", "03", "04", "05");

    step();
    step();
    step();
    step();

    assertThat(inbox.told()).containsExactly("01", "02", "03", "04", "05");
    assertThat(inbox.reports).hasSize(3);
  }

  @Test
  void schedule_tellsAtItsTime_andOfNothingWhereAsked() throws Exception {
    // It is 08:00 in Beijing.
    Map<String, Object> schedule = Map.of("hour", "[9-10]");
    String path =
        subscribe("supplier", Map.of("dest", DEST, "schedule", schedule, "reportIfEmpty", true));
    capture("supplier", "01");
    step();
    assertThat(inbox.reports).isEmpty();

    step(Duration.ofHours(1));
    assertThat(inbox.told()).containsExactly("01");
    step(Duration.ofHours(1));
    step();

    assertThat(inbox.reports).hasSize(2);
    assertThat(Inbox.list(inbox.reports.getLast())).isEmpty();
    JsonNode subscription = rig.get("supplier", path);
    assertThat(subscription.at("/schedule/hour").asText()).isEqualTo("[9-10]");
    assertThat(subscription.path("minRecordTime").asText()).isEqualTo("2026-11-02T02:00:00Z");
  }

  @Test
  void buyer_isToldOfALotsEvents_onceItIsShipped_andTheRivalNever() throws Exception {
    capture("supplier", "00");
    rig.clock.advance(Duration.ofHours(1));
    subscribe("buyer", Map.of("dest", DEST, "stream", true));
    subscribe("rival", Map.of("dest", DEST, "stream", true));
    capture("supplier", "01");
    step();
    assertThat(inbox.reports).isEmpty();
    long plate = rig.product("supplier", rig.supplier, "PLATE", SupplyRig.GTIN);
    JsonNode lot = rig.lot(plate, "(01)09506000134352(10)P1", 300);

    rig.ship(rig.confirmed(rig.agreed(rig.partners(), plate, 500), 200), lot, 200);
    step();
    assertThat(inbox.told()).containsExactly("01");
    // How much of the lot there was is not the buyer's to know.
    assertThat(Inbox.list(inbox.reports.getFirst()).at("/0/quantityList/0").has("quantity"))
        .isFalse();
    TradeEvents.follow(rig.registry, () -> false);
    step();
    step();

    assertThat(inbox.told()).hasSize(2);
    JsonNode shipped = Inbox.list(inbox.reports.getLast()).path(0);
    assertThat(shipped.at("/bizTransactionList/0/type").asText()).isEqualTo("po");
  }

  @Test
  void brokenSubscriptions_areRefused() throws Exception {
    String path = query("supplier") + "/subscriptions";

    assertThat(refusal(path, Map.of("stream", true))).isEqualTo("subscription-dest");
    assertThat(refusal(path, Map.of("stream", true, "dest", "https://inside/x")))
        .isEqualTo("subscription-dest");
    assertThat(refusal(path, Map.of("dest", DEST))).isEqualTo("subscription-controls");
    assertThat(refusal(path, Map.of("dest", DEST, "stream", true, "schedule", Map.of("hour", "1"))))
        .isEqualTo("subscription-controls");
    assertThat(refusal(path, Map.of("dest", DEST, "schedule", Map.of("minute", "x"))))
        .isEqualTo("schedule-field");
    assertThat(
            refusal(
                path,
                Map.of("dest", DEST, "schedule", Map.of("month", "2", "dayOfMonth", "[30-31]"))))
        .isEqualTo("schedule-never");
    assertThat(refusal(path, Map.of("dest", DEST, "stream", true, "colour", "red")))
        .isEqualTo("subscription-field");
    assertThat(refusal(path, Map.of("dest", DEST, "stream", true, "initialRecordTime", "noon")))
        .isEqualTo("subscription-time");
    assertThat(refusal(path, Map.of("dest", DEST, "stream", true, "reportIfEmpty", true)))
        .isEqualTo("subscription-report-if-empty");
    Answer controls = rig.post("supplier", path, Map.of("dest", DEST));
    assertThat(controls.json().path("type").asText())
        .isEqualTo("epcisException:SubscriptionControlsException");
    assertThat(rig.get("supplier", path)).isEmpty();
  }

  @Test
  void endedSubscription_isToldNothingMore() throws Exception {
    String path = subscribe("supplier", Map.of("dest", DEST, "stream", true));
    capture("supplier", "01");
    assertThat(rig.send("buyer", "DELETE", path, null).code()).isEqualTo("query-not-found");

    assertThat(rig.send("supplier", "DELETE", path, null).status()).isEqualTo(204);
    step();

    assertThat(inbox.reports).isEmpty();
    assertThat(rig.send("supplier", "GET", path, null).code()).isEqualTo("subscription-not-found");
  }

  @Test
  void report_isSignedWithTheToken_whichLiesSealed_andGoesToNoAddressInside() throws Exception {
    CompletableFuture<String> body = new CompletableFuture<>();
    CompletableFuture<String> signature = new CompletableFuture<>();
    HttpServer receiver =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext(
        "/events",
        exchange -> {
          signature.complete(exchange.getRequestHeaders().getFirst("GS1-Signature"));
          body.complete(
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    receiver.start();
    try (EventClient strict = new EventClient(false);
        EventClient open = new EventClient(true)) {
      String dest = "http://127.0.0.1:" + receiver.getAddress().getPort() + "/events";
      String path =
          subscribe("supplier", Map.of("dest", dest, "stream", true, "signatureToken", "quiet"));
      assertThat(rig.get("supplier", path).toString()).doesNotContain("quiet");
      long query =
          rig.registry.supply().subscriptions().query(rig.supplier, "shipped").orElseThrow().id();
      assertThat(rig.registry.supply().subscriptions().subscriptions(query).getFirst().token())
          .startsWith("sealed:")
          .doesNotContain("quiet");
      capture("supplier", "01");

      step(strict);
      assertThat(rig.get("supplier", path).path("failure").asText()).startsWith("epcis-private");
      rig.clock.advance(Duration.ofMinutes(1));
      step(open);

      assertThat(Inbox.list(MAPPER.readTree(body.join()))).hasSize(1);
      assertThat(signature.join())
          .isEqualTo(HexFormat.of().formatHex(Hmac.sha256("quiet", body.join())));
    } finally {
      receiver.stop(0);
    }
  }
}
