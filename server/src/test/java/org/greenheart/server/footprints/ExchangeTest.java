// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.footprints;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.greenheart.server.energy.CarbonOfLot;
import org.greenheart.server.energy.LotCarbon;
import org.greenheart.server.supply.SupplyRig;
import org.greenheart.server.supply.SupplyRig.Answer;
import org.greenheart.server.vault.Vault;
import org.greenheart.server.waiting.ClockPause;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Footprints to and from the system of a partner, which is a real HTTP server here. */
final class ExchangeTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final CarbonOfLot NO_CARBON =
      new CarbonOfLot() {
        @Override
        public Optional<LotCarbon> of(long enterprise, String product, Instant from, Instant to) {
          return Optional.empty();
        }

        @Override
        public Optional<LotCarbon> ofBatch(long enterprise, String product, String batch) {
          return Optional.empty();
        }
      };

  @TempDir private Path folder;
  private SupplyRig rig;
  private PactSecrets secrets;
  private Partner partner;
  private long plate;

  /** A partner's system: gives passes for one secret, keeps the events that come with one. */
  private static final class Partner implements AutoCloseable {
    private final HttpServer server;
    private final List<JsonNode> events = new CopyOnWriteArrayList<>();
    private volatile int answers = 200;

    Partner() throws IOException {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext("/pact/auth/token", this::token);
      server.createContext("/pact/3/events", this::event);
      server.start();
    }

    String base() {
      return "http://127.0.0.1:" + server.getAddress().getPort() + "/pact";
    }

    private void token(HttpExchange exchange) throws IOException {
      String basic = Base64.getEncoder().encodeToString("erp:quiet".getBytes(UTF_8));
      boolean knows =
          ("Basic " + basic).equals(exchange.getRequestHeaders().getFirst("Authorization"));
      answer(
          exchange,
          knows ? 200 : 400,
          knows ? "{\"access_token\": \"pass-1\"}" : "{\"error\": \"invalid_client\"}");
    }

    private void event(HttpExchange exchange) throws IOException {
      boolean knows =
          "Bearer pass-1".equals(exchange.getRequestHeaders().getFirst("Authorization"));
      JsonNode event = MAPPER.readTree(exchange.getRequestBody().readAllBytes());
      if (knows && answers == 200) {
        events.add(event);
      }
      answer(exchange, knows ? answers : 401, "");
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
      byte[] bytes = body.getBytes(UTF_8);
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
      exchange.close();
    }

    JsonNode last(String type) {
      JsonNode event = events.getLast();
      assertThat(event.path("type").asText()).isEqualTo(PactEvents.TYPE + type);
      assertThat(event.path("specversion").asText()).isEqualTo("1.0");
      assertThat(event.path("source").asText()).isEqualTo("//green.example.org/api/pact/3/events");
      return event.path("data");
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }

  @BeforeEach
  void start() throws Exception {
    PactEvents events = new PactEvents("green.example.org");
    secrets = new PactSecrets(Vault.open(folder, "footprints"));
    partner = new Partner();
    rig =
        new SupplyRig(
            folder,
            registry ->
                List.of(
                    new FootprintRoutes(registry, NO_CARBON, events),
                    new PactRoutes(registry, events),
                    new ExchangeRoutes(registry, events, secrets)));
    rig.partners();
    plate = rig.product("supplier", rig.supplier, "PLATE", SupplyRig.GTIN);
  }

  @AfterEach
  void stop() {
    rig.close();
    partner.close();
  }

  private String exchange(long enterprise) {
    return "/api/footprints/exchange/" + enterprise;
  }

  private JsonNode host(String who, long enterprise, String secret) throws Exception {
    return rig.send(
            who,
            "PUT",
            exchange(enterprise) + "/host",
            Map.of("base", partner.base() + "/", "client", "erp", "secret", secret))
        .ok();
  }

  private void send(boolean privateAllowed) {
    try (PactClient client = new PactClient(privateAllowed);
        PactSender sender =
            new PactSender(
                rig.registry,
                secrets,
                client,
                Runnable::run,
                new ClockPause(rig.clock),
                rig.clock)) {
      sender.step();
    }
  }

  private String say() throws Exception {
    return rig.post(
            "supplier",
            "/api/footprints",
            Map.of(
                "product",
                plate,
                "from",
                "2026-10-01",
                "to",
                "2026-10-31",
                "way",
                "declared",
                "kilograms",
                "0.42",
                "boundary",
                "cradle-to-gate",
                "method",
                "study"))
        .ok()
        .path("id")
        .asText();
  }

  private Answer ask(String id) throws Exception {
    return rig.post(
        "buyer",
        "/api/pact/3/events",
        """
        {"type": "org.wbcsd.pact.ProductFootprint.RequestCreatedEvent.3", "specversion": "1.0",
         "id": "%s", "source": "//elsewhere.example.org", "data": {"productId": ["urn:gtin:%s"]}}"""
            .formatted(id, SupplyRig.GTIN));
  }

  private JsonNode message() throws Exception {
    return rig.get("buyer", exchange(rig.buyer)).path("messages").path(0);
  }

  @Test
  void footprint_isPublishedToTheBuyersSystem_onceItAnswers() throws Exception {
    JsonNode page = host("buyer", rig.buyer, "quiet");
    assertThat(page.path("host").path("client").asText()).isEqualTo("erp");
    assertThat(page.toString()).doesNotContain("quiet");
    assertThat(rig.registry.supply().pact().host(rig.buyer).orElseThrow().secret())
        .doesNotContain("quiet");
    partner.answers = 503;

    String footprint = say();
    send(true);
    assertThat(partner.events).isEmpty();
    assertThat(message().path("failure").asText()).isEqualTo("pact-status: 127.0.0.1 answered 503");

    partner.answers = 200;
    send(true);
    assertThat(partner.events).as("before its minute is over").isEmpty();
    rig.clock.advance(Duration.ofMinutes(1));
    send(true);

    assertThat(partner.last("PublishedEvent.3").path("pfIds").path(0).asText())
        .isEqualTo(footprint);
    assertThat(message().path("sent").isNull()).isFalse();
    send(true);
    assertThat(partner.events).hasSize(1);
  }

  @Test
  void request_isFulfilledAtOnce_whereThereIsAFootprint() throws Exception {
    String footprint = say();
    host("buyer", rig.buyer, "quiet");

    assertThat(ask("request-1").status()).isEqualTo(200);
    send(true);

    JsonNode data = partner.last("RequestFulfilledEvent.3");
    assertThat(data.path("requestEventId").asText()).isEqualTo("request-1");
    assertThat(data.path("pfs").path(0).path("id").asText()).isEqualTo(footprint);
    assertThat(data.path("pfs").path(0).path("pcf").path("pcfExcludingBiogenicUptake").asText())
        .isEqualTo("0.42");
  }

  @Test
  void request_waitsForTheFootprint_orIsRejected() throws Exception {
    host("buyer", rig.buyer, "quiet");
    assertThat(ask("request-1").status()).isEqualTo(200);
    JsonNode open = rig.get("supplier", exchange(rig.supplier)).path("requests").path(0);
    assertThat(open.path("state").asText()).isEqualTo("open");
    String reject = "/api/footprints/requests/" + open.path("id") + "/reject";
    assertThat(rig.post("buyer", reject, Map.of()).code()).isEqualTo("request-not-found");

    rig.post("supplier", reject, Map.of("message", "not measured")).ok();
    send(true);
    JsonNode data = partner.last("RequestRejectedEvent.3");
    assertThat(data.path("error").path("message").asText()).isEqualTo("not measured");
    assertThat(rig.post("supplier", reject, Map.of()).code()).isEqualTo("request-answered");

    ask("request-2").ok();
    say();
    send(true);
    assertThat(partner.events)
        .anySatisfy(
            event -> {
              assertThat(event.path("type").asText()).isEqualTo(PactEvents.FULFILLED);
              assertThat(event.path("data").path("requestEventId").asText()).isEqualTo("request-2");
            });
  }

  @Test
  void suppliersSystem_isAsked() throws Exception {
    String path = exchange(rig.buyer) + "/requests";
    assertThat(rig.post("buyer", path, Map.of("product", plate)).code()).isEqualTo("pact-no-host");
    host("supplier", rig.supplier, "quiet");

    assertThat(rig.post("buyer", path, Map.of("product", plate)).status()).isEqualTo(202);
    send(true);

    assertThat(partner.last("RequestCreatedEvent.3").path("productId").path(0).asText())
        .isEqualTo("urn:gtin:" + SupplyRig.GTIN);
    assertThat(
            rig.post("rival", exchange(rig.rival) + "/requests", Map.of("product", plate)).code())
        .isEqualTo("product-not-found");
  }

  @Test
  void wrongSecret_andAddressInside_areSaid() throws Exception {
    host("buyer", rig.buyer, "wrong");
    say();

    send(true);
    assertThat(message().path("failure").asText()).isEqualTo("pact-token: no pass: answered 400");
    rig.clock.advance(Duration.ofMinutes(1));
    send(false);

    assertThat(message().path("failure").asText()).startsWith("pact-private");
    assertThat(message().path("next").isNull()).isTrue();
    assertThat(partner.events).isEmpty();
  }

  @Test
  void othersExchange_isNotThere() throws Exception {
    for (String method : List.of("GET", "PUT")) {
      String path = exchange(rig.buyer) + (method.equals("PUT") ? "/host" : "");
      assertThat(rig.send("rival", method, path, method.equals("PUT") ? Map.of() : null).code())
          .isEqualTo("enterprise-not-found");
    }
    Answer bad =
        rig.send(
            "buyer",
            "PUT",
            exchange(rig.buyer) + "/host",
            Map.of("base", "file:///etc", "client", "erp", "secret", "x"));
    assertThat(bad.code()).isEqualTo("pact-address");
  }

  @Test
  void whatACompanySaysOfItself_isInItsFootprints() throws Exception {
    Map<String, Object> profile =
        Map.of(
            "companyName",
            "Kilns Ltd",
            "companyIds",
            List.of("urn:duns:123456789"),
            "contact",
            "carbon@kilns.example.org",
            "standards",
            List.of("ISO14067", "PACT-3.0"),
            "assessments",
            List.of("AR5"),
            "country",
            "VN",
            "exempted",
            "1.5");
    rig.send("supplier", "PUT", exchange(rig.supplier) + "/profile", profile).ok();
    say();

    JsonNode footprint =
        rig.get("buyer", "/api/pact/3/footprints?geography=VN").path("data").path(0);

    assertThat(footprint.path("companyName").asText()).isEqualTo("Kilns Ltd");
    assertThat(footprint.path("companyIds")).hasSize(2);
    assertThat(footprint.path("comment").asText()).contains("Contact: carbon@kilns.example.org");
    JsonNode pcf = footprint.path("pcf");
    assertThat(pcf.path("ipccCharacterizationFactors").path(0).asText()).isEqualTo("AR5");
    assertThat(pcf.path("crossSectoralStandards")).hasSize(2);
    assertThat(pcf.path("exemptedEmissionsPercent").asText()).isEqualTo("1.5");
    assertThat(rig.get("buyer", "/api/pact/3/footprints?geography=CN").path("data")).isEmpty();
    assertThat(
            rig.send(
                    "supplier",
                    "PUT",
                    exchange(rig.supplier) + "/profile",
                    Map.of(
                        "standards",
                        List.of("ISO14067"),
                        "assessments",
                        List.of("6"),
                        "country",
                        "CN"))
                .code())
        .isEqualTo("pact-assessment");
  }
}
