// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.footprints;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.greenheart.server.energy.CarbonOfLot;
import org.greenheart.server.energy.LotCarbon;
import org.greenheart.server.supply.SupplyRig;
import org.greenheart.server.supply.SupplyRig.Answer;
import org.greenheart.storage.registry.NoticeEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Footprints of lots: metered, summed downstream, read by PACT's API. */
final class FootprintTest {
  @TempDir private Path folder;
  private SupplyRig rig;
  private JsonNode plates;
  private JsonNode sets;
  private long partner;
  private long plate;
  private long set;

  private static final PactEvents EVENTS = new PactEvents("footprints.example.org");

  /** 0.42 kg a plate, 500 kg a tonne of clay. */
  private static final CarbonOfLot CARBON =
      new CarbonOfLot() {
        @Override
        public Optional<LotCarbon> of(long enterprise, String product, Instant from, Instant to) {
          boolean isClay = product.equals("CLAY");
          boolean known = isClay || product.equals("PLATE");
          return Optional.of(
              new LotCarbon(
                  known ? Optional.of(new BigDecimal(isClay ? "500" : "0.42")) : Optional.empty(),
                  isClay ? "t" : "piece",
                  isClay ? Optional.empty() : Optional.of(new BigDecimal("0.35")),
                  from,
                  to,
                  LotCarbon.GATE_TO_GATE,
                  "by output",
                  new BigDecimal(isClay ? "20" : "80"),
                  known ? List.of() : List.of("no gas meter")));
        }

        @Override
        public Optional<LotCarbon> ofBatch(long enterprise, String product, String batch) {
          return Optional.empty();
        }
      };

  @BeforeEach
  void start() throws Exception {
    rig =
        new SupplyRig(
            folder,
            registry ->
                List.of(
                    new FootprintRoutes(registry, CARBON, EVENTS),
                    new PactRoutes(registry, EVENTS)));
    partner = rig.partners();
    plate = rig.product("supplier", rig.supplier, "PLATE", SupplyRig.GTIN);
    set = rig.product("buyer", rig.buyer, "SET", "09506000149301");
    plates = rig.lot("supplier", plate, 600, List.of());
    JsonNode order = rig.confirmed(rig.agreed(partner, plate, 500), 200);
    rig.receive(rig.ship(order, plates, 200), 200, "passed");
    sets = rig.lot("buyer", set, 50, List.of(Map.of("lot", plates.path("code"), "quantity", 200)));
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  private Answer say(String who, JsonNode lot, String way) throws Exception {
    return rig.post(who, "/api/footprints", Map.of("lot", lot.path("id"), "way", way));
  }

  private JsonNode declared(JsonNode lot, String way, String kilograms) throws Exception {
    return rig.post(
            "buyer",
            "/api/footprints",
            Map.of(
                "lot",
                lot.path("id"),
                "way",
                way,
                "kilograms",
                kilograms,
                "primaryShare",
                "100",
                "boundary",
                "gate-to-gate",
                "method",
                "packing line meter"))
        .ok();
  }

  @Test
  void lot_hasWhatTheMetersSay() throws Exception {
    JsonNode said = say("supplier", plates, "metered").ok();

    assertThat(said.path("kilograms").asText()).isEqualTo("0.42");
    assertThat(said.path("boundary").asText()).isEqualTo("gate-to-gate");
    assertThat(
            rig.get("buyer", "/api/supply/lots/" + plates.path("id"))
                .path("lot")
                .path("footprint")
                .asText())
        .isEqualTo("0.42");
    assertThat(rig.get("rival", "/api/footprints")).isEmpty();
  }

  @Test
  void working_staysWithTheOwner() throws Exception {
    say("supplier", plates, "metered").ok();

    assertThat(rig.get("supplier", "/api/footprints").path(0).path("working")).hasSize(1);
    JsonNode received = rig.get("buyer", "/api/footprints").path(0);
    assertThat(received.path("kilograms").asText()).isEqualTo("0.42");
    assertThat(received.path("working")).isEmpty();
    JsonNode pact = rig.get("buyer", "/api/pact/3/footprints").path("data").path(0);
    assertThat(pact.path("pcf").path("pcfExcludingBiogenicUptake").asText()).isEqualTo("0.42");
    assertThat(pact.path("comment").isMissingNode()).isTrue();
  }

  @Test
  void downstreamProduct_sumsItsInputs() throws Exception {
    say("supplier", plates, "metered").ok();

    JsonNode sum = declared(sets, "summed", "0.1");

    // 0.1 own + 200 x 0.42 / 50 = 1.78; own data behind 0.1 + 80 % of 1.68 = 81.12 %
    assertThat(sum.path("kilograms").asText()).isEqualTo("1.78");
    assertThat(sum.path("primaryShare").asText()).isEqualTo("81.12");
    assertThat(sum.path("boundary").asText()).isEqualTo("part-of-cradle-to-gate");
    assertThat(sum.path("working")).hasSize(2);
  }

  private long sold(String code, String gtin, String unit) throws Exception {
    return rig.post(
            "supplier",
            "/api/supply/products",
            Map.of(
                "enterprise", rig.supplier, "code", code, "gtin", gtin, "name", "泥料", "unit", unit))
        .ok()
        .path("id")
        .asLong();
  }

  @Test
  void sumsOverTwoLevels_countEachInputInItsOwnUnit() throws Exception {
    JsonNode clay = rig.lot("supplier", sold("CLAY", "09506000117843", "kg"), 320, List.of());
    JsonNode fired =
        rig.lot("supplier", plate, 600, List.of(Map.of("lot", clay.path("code"), "quantity", 300)));
    rig.receive(
        rig.ship(rig.confirmed(rig.agreed(partner, plate, 500), 200), fired, 200), 200, "passed");
    JsonNode packed =
        rig.lot("buyer", set, 50, List.of(Map.of("lot", fired.path("code"), "quantity", 200)));

    JsonNode raw = say("supplier", clay, "metered").ok();
    JsonNode middle = say("supplier", fired, "summed").ok();
    JsonNode end = declared(packed, "summed", "0.1");

    // 500 kg a tonne is 0.5 kg a kilogram.
    assertThat(raw.path("kilograms").asText()).isEqualTo("0.5");
    // 0.42 own + 300 kg x 0.5 / 600 pieces; own data behind 80 % of 0.42 + 20 % of 0.25.
    assertThat(middle.path("kilograms").asText()).isEqualTo("0.67");
    assertThat(middle.path("primaryShare").asText()).isEqualTo("57.61");
    // 0.1 own + 200 pieces x 0.67 / 50 sets; own data behind 0.1 + 57.61 % of 2.68.
    assertThat(end.path("kilograms").asText()).isEqualTo("2.78");
    assertThat(end.path("primaryShare").asText()).isEqualTo("59.13");
    assertThat(end.path("boundary").asText()).isEqualTo("part-of-cradle-to-gate");
  }

  @Test
  void sumOfWholeInputs_isWhole() throws Exception {
    rig.post(
            "supplier",
            "/api/footprints",
            Map.of(
                "lot",
                plates.path("id"),
                "way",
                "declared",
                "kilograms",
                "1",
                "boundary",
                "cradle-to-gate",
                "method",
                "bought study"))
        .ok();

    assertThat(declared(sets, "summed", "0.1").path("boundary").asText())
        .isEqualTo("cradle-to-gate");
  }

  @Test
  void productsFootprint_ofWhoTradesNoMore_isNotSummed() throws Exception {
    rig.post(
            "supplier",
            "/api/footprints",
            Map.of(
                "product",
                plate,
                "way",
                "declared",
                "from",
                "2026-01-01",
                "to",
                "2026-10-31",
                "kilograms",
                "1",
                "boundary",
                "cradle-to-gate",
                "method",
                "study"))
        .ok();
    assertThat(declared(sets, "summed", "0.1").path("kilograms").asText()).isEqualTo("4.1");
    rig.post(
            "supplier",
            "/api/supply/partners/" + partner + "/steps",
            Map.of("step", "end", "version", 2))
        .ok();

    Answer answer =
        rig.post(
            "buyer",
            "/api/footprints",
            Map.of(
                "lot",
                sets.path("id"),
                "way",
                "summed",
                "kilograms",
                "0.1",
                "boundary",
                "gate-to-gate",
                "method",
                "meter"));

    assertThat(answer.code()).isEqualTo("footprint-input-missing");
  }

  @Test
  void unitThatCannotBeTurned_isRefused() throws Exception {
    JsonNode clay = rig.lot("supplier", sold("CLAY", "09506000117843", "m3"), 320, List.of());

    assertThat(say("supplier", clay, "metered").code()).isEqualTo("footprint-unit");
  }

  @Test
  void inputWithoutFootprint_isNamed() throws Exception {
    Answer answer =
        rig.post(
            "buyer",
            "/api/footprints",
            Map.of(
                "lot",
                sets.path("id"),
                "way",
                "summed",
                "kilograms",
                1,
                "boundary",
                "gate-to-gate",
                "method",
                "meter"));

    assertThat(answer.code()).isEqualTo("footprint-input-missing");
    assertThat(answer.json().path("value").asText()).isEqualTo(plates.path("code").asText());
  }

  @Test
  void missingMeter_isSaid() throws Exception {
    Answer answer = say("buyer", sets, "metered");

    assertThat(answer.code()).isEqualTo("footprint-not-metered");
    assertThat(answer.json().path("rule").asText()).contains("no gas meter");
    assertThat(say("buyer", plates, "metered").code()).isEqualTo("footprint-others");
  }

  private Answer typed(String way, String field, Object value) throws Exception {
    return rig.post(
        "supplier",
        "/api/footprints",
        Map.of(
            "lot",
            plates.path("id"),
            "way",
            way,
            field,
            value,
            "boundary",
            "gate-to-gate",
            "method",
            "guess"));
  }

  @Test
  void typedKilograms_areNeverMetered() throws Exception {
    assertThat(typed("metered", "kilograms", "9").code()).isEqualTo("footprint-typed");
    assertThat(typed("metered", "primaryShare", "9").code()).isEqualTo("footprint-typed");
    assertThat(say("supplier", plates, "declared").code()).isEqualTo("field-missing");
    assertThat(typed("measured", "kilograms", "9").code()).isEqualTo("footprint-way");
    assertThat(rig.get("supplier", "/api/footprints")).isEmpty();
  }

  @Test
  void numberThatWouldFillTheMemory_isRefused() throws Exception {
    for (String huge : List.of("1E+2000000000", "1E-2000000000")) {
      assertThat(typed("declared", "kilograms", huge).code()).isEqualTo("number-unreadable");
    }
    assertThat(typed("declared", "kilograms", "-1").code()).isEqualTo("quantity-range");
    Answer unquoted =
        rig.post("supplier", "/api/footprints", "{\"way\": \"declared\", \"lot\": 1E+2000000000}");
    assertThat(unquoted.code()).isEqualTo("number-unreadable");
  }

  @Test
  void dayThatNobodyMeans_isRefused() throws Exception {
    assertThat(sayFrom("1899-12-31").code()).isEqualTo("footprint-period");
    assertThat(sayFrom("+999999999-12-31").code()).isEqualTo("date-unreadable");
  }

  private Answer sayFrom(String day) throws Exception {
    return rig.post(
        "supplier",
        "/api/footprints",
        Map.of("product", plate, "from", day, "to", "2026-01-31", "way", "metered"));
  }

  @Test
  void footprintsOfALot_comeInPages() throws Exception {
    say("supplier", plates, "metered").ok();
    String newest = say("supplier", plates, "metered").ok().path("id").asText();

    JsonNode page = rig.get("buyer", "/api/footprints?limit=1&lot=" + plates.path("id"));

    assertThat(page).hasSize(1);
    assertThat(page.path(0).path("id").asText()).isEqualTo(newest);
    assertThat(rig.get("buyer", "/api/footprints?lot=" + sets.path("id"))).isEmpty();
  }

  @Test
  void refusals_haveTheCodesOfPact() throws Exception {
    assertThat(rig.send("buyer", "GET", "/api/pact/3/footprints?limit=0", null).json().toString())
        .contains("\"code\":\"BadRequest\"")
        .contains("number-range: limit (0)");
    assertThat(rig.send("buyer", "GET", "/api/pact/3/nothing", null).code()).isEqualTo("NotFound");
    assertThat(rig.post("buyer", "/api/pact/3/events", "{").code()).isEqualTo("BadRequest");
  }

  @Test
  void pact_listsPagesFiltersAndGets() throws Exception {
    String first = say("supplier", plates, "metered").ok().path("id").asText();
    String second = say("supplier", plates, "metered").ok().path("id").asText();

    Answer page = rig.send("buyer", "GET", "/api/pact/3/footprints?limit=1", null);
    assertThat(page.ok().path("data")).hasSize(1);
    JsonNode footprint = page.json().path("data").path(0);
    assertThat(footprint.path("id").asText()).isEqualTo(second);
    assertThat(footprint.path("status").asText()).isEqualTo("Active");
    JsonNode pcf = footprint.path("pcf");
    assertThat(pcf.path("declaredUnitOfMeasurement").asText()).isEqualTo("piece");
    assertThat(pcf.path("productMassPerDeclaredUnit").asText()).isEqualTo("0.35");
    assertThat(pcf.path("pcfExcludingBiogenicUptake").asText()).isEqualTo("0.42");
    assertThat(pcf.path("primaryDataShare").asText()).isEqualTo("80.00");

    String link = page.whole().headers().firstValue("Link").orElseThrow();
    assertThat(link).startsWith("<http://").endsWith(">; rel=\"next\"");
    String next = link.substring(link.indexOf("/api/"), link.indexOf('>'));
    assertThat(rig.get("buyer", next).path("data").path(0).path("id").asText()).isEqualTo(first);
    assertThat(rig.send("buyer", "GET", next, null).whole().headers().firstValue("Link")).isEmpty();

    String active = "/api/pact/3/footprints?status=Active&productId=urn:gtin:" + SupplyRig.GTIN;
    assertThat(rig.get("buyer", active).path("data")).hasSize(1);
    assertThat(rig.get("buyer", active + "1").path("data")).isEmpty();
    assertThat(rig.send("buyer", "GET", active + "&odata=x", null).code()).isEqualTo("BadRequest");
    assertThat(
            rig.get("buyer", "/api/pact/3/footprints/" + second)
                .path("data")
                .path("precedingPfIds")
                .path(0)
                .asText())
        .isEqualTo(first);
    assertThat(rig.send("rival", "GET", "/api/pact/3/footprints/" + second, null).code())
        .isEqualTo("NotFound");
    assertThat(rig.get("rival", "/api/pact/3/footprints").path("data")).isEmpty();
  }

  @Test
  void pactEvent_asksTheSupplier() throws Exception {
    String event =
        """
        {"type": "org.wbcsd.pact.ProductFootprint.RequestCreatedEvent.3", "specversion": "1.0",
         "id": "1", "source": "//example.org", "data": {"productId": ["urn:gtin:%s"]}}""";

    Answer answer = rig.post("buyer", "/api/pact/3/events", event.formatted(SupplyRig.GTIN));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(rig.registry.notices().unspread(100).getLast().text()).startsWith("footprint-asked");
    assertThat(rig.post("rival", "/api/pact/3/events", event.formatted(SupplyRig.GTIN)).code())
        .isEqualTo("NotFound");
    assertThat(
            rig.post("buyer", "/api/pact/3/events", event.replace("RequestCreatedEvent.3", "No"))
                .code())
        .isEqualTo("BadRequest");
  }

  @Test
  void publishedEvent_isTheOwnersAlone_andOfFew() throws Exception {
    String footprint = say("supplier", plates, "metered").ok().path("id").asText();
    int told = rig.registry.notices().unspread(100).size();

    assertThat(published("buyer", List.of(footprint)).code()).isEqualTo("BadRequest");
    List<String> many = IntStream.range(0, 101).mapToObj(Integer::toString).toList();
    assertThat(published("supplier", many).code()).isEqualTo("BadRequest");
    assertThat(rig.registry.notices().unspread(100)).hasSize(told);

    assertThat(published("supplier", List.of(footprint, footprint)).status()).isEqualTo(200);
    assertThat(rig.registry.notices().unspread(100)).hasSize(told + 1);
    assertThat(published("supplier", List.of(footprint)).status()).isEqualTo(200);
    assertThat(rig.registry.notices().unspread(100)).hasSize(told + 1);
  }

  @Test
  void publishedFootprintOfALot_ringsAtItsReceiversAlone() throws Exception {
    long canteen = rig.partners("other", "supplier");
    String footprint = say("supplier", plates, "metered").ok().path("id").asText();

    published("supplier", List.of(footprint)).ok();

    assertThat(rig.registry.notices().unspread(100))
        .filteredOn(event -> event.text().startsWith("footprint-published"))
        .extracting(NoticeEvent::subject)
        .containsExactly(partner)
        .doesNotContain(canteen);
  }

  private Answer published(String who, List<String> footprints) throws Exception {
    return rig.post(
        who,
        "/api/pact/3/events",
        Map.of(
            "type", "org.wbcsd.pact.ProductFootprint.PublishedEvent.3",
            "specversion", "1.0",
            "id", "7",
            "source", "//example.org",
            "data", Map.of("pfIds", footprints)));
  }
}
