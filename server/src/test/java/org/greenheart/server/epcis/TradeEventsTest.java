// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.epcis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.greenheart.server.supply.SupplyRig;
import org.greenheart.storage.registry.CreditCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trade writes its events by itself. */
final class TradeEventsTest {
  private static final String BUYER =
      "urn:pact:company:uscc:" + CreditCode.complete("91330100MA2B00001");

  @TempDir private Path folder;
  private SupplyRig rig;
  private long partner;
  private long plate;

  @BeforeEach
  void start() throws Exception {
    rig =
        new SupplyRig(
            folder,
            registry -> List.of(new CaptureRoutes(registry, folder), new EpcisRoutes(registry)));
    partner = rig.partners();
    plate = rig.product("supplier", rig.supplier, "PLATE", SupplyRig.GTIN);
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  private JsonNode events(String who, String step) throws Exception {
    TradeEvents.follow(rig.registry, () -> false);
    return rig.get(who, "/api/epcis/events?EQ_bizStep=" + step)
        .path("epcisBody")
        .path("queryResults")
        .path("resultsBody")
        .path("eventList");
  }

  /** The delivery's page after a step. */
  private JsonNode receive(JsonNode page, int counted) throws Exception {
    JsonNode delivery = page.path("deliveries").path(0);
    return rig.post(
            "buyer",
            "/api/supply/deliveries/" + delivery.path("id") + "/steps",
            Map.of(
                "step",
                "receive",
                "version",
                delivery.path("version"),
                "quantity",
                counted,
                "quality",
                "passed"))
        .ok();
  }

  @Test
  void delivery_isShippedAndReceivedForBothSides_andNobodyElse() throws Exception {
    JsonNode lot = rig.lot("supplier", plate, 600, List.of());
    JsonNode page = rig.ship(rig.confirmed(rig.agreed(partner, plate, 500), 200), lot, 200);

    JsonNode shipped = events("buyer", "shipping");
    assertThat(shipped).hasSize(1);
    JsonNode element = shipped.path(0).path("quantityList").path(0);
    assertThat(element.path("epcClass").asText())
        .isEqualTo("https://id.gs1.org/" + lot.path("code").asText());
    assertThat(element.path("quantity").asInt()).isEqualTo(200);
    assertThat(shipped.path(0).path("destinationList").path(0).path("destination").asText())
        .isEqualTo(BUYER);
    assertThat(shipped.path(0).path("eventTime").asText()).isEqualTo("2026-11-02T08:00:00+08:00");

    JsonNode _ = receive(page, 190);
    JsonNode received = events("supplier", "receiving");
    assertThat(received).hasSize(1);
    assertThat(received.path(0).path("quantityList").path(0).path("quantity").asInt())
        .isEqualTo(190);
    assertThat(received.path(0).path("disposition").asText()).isEqualTo("conformant");
    assertThat(events("rival", "shipping")).isEmpty();
    assertThat(events("rival", "receiving")).isEmpty();
  }

  @Test
  void lotOfOthers_isATransformation_thatItsReceiversDoNotSee() throws Exception {
    long clay = rig.product("supplier", rig.supplier, "CLAY", "09506000117843");
    JsonNode raw = rig.lot("supplier", clay, 320, List.of());
    JsonNode lot =
        rig.lot("supplier", plate, 600, List.of(Map.of("lot", raw.path("code"), "quantity", 300)));
    JsonNode _ = rig.ship(rig.confirmed(rig.agreed(partner, plate, 500), 200), lot, 200);

    JsonNode made = events("supplier", "commissioning");

    assertThat(made.findValuesAsText("type")).contains("ObjectEvent", "TransformationEvent");
    JsonNode transformation =
        made.path(0).path("type").asText().equals("TransformationEvent")
            ? made.path(0)
            : made.path(1);
    assertThat(transformation.path("inputQuantityList").path(0).path("epcClass").asText())
        .endsWith(raw.path("code").asText());
    assertThat(transformation.path("inputQuantityList").path(0).path("quantity").asInt())
        .isEqualTo(300);
    assertThat(transformation.path("outputQuantityList").path(0).path("quantity").asInt())
        .isEqualTo(600);
    assertThat(events("buyer", "commissioning")).isEmpty();
  }

  @Test
  void events_areWrittenOnce_andFitTheSchema() throws Exception {
    JsonNode lot = rig.lot("supplier", plate, 600, List.of());
    JsonNode page = rig.ship(rig.confirmed(rig.agreed(partner, plate, 500), 200), lot, 200);
    JsonNode _ = receive(page, 200);

    int once = events("supplier", "shipping%7Creceiving%7Ccommissioning").size();
    JsonNode all = events("supplier", "shipping%7Creceiving%7Ccommissioning");

    assertThat(once).isEqualTo(3);
    // Another server's first lot is another event.
    assertThat(all.findValuesAsText("eventID"))
        .doesNotHaveDuplicates()
        .doesNotContain("urn:uuid:" + UUID.nameUUIDFromBytes("lot 1".getBytes(UTF_8)));
    assertThat(all).hasSize(3);
    ObjectNode document =
        (ObjectNode)
            new ObjectMapper()
                .readTree(
                    """
                    {"@context": ["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"],
                     "type": "EPCISDocument", "schemaVersion": "2.0",
                     "creationDate": "2026-11-02T08:00:00+08:00", "epcisBody": {}}""");
    ((ObjectNode) document.path("epcisBody")).set("eventList", all);
    assertThat(EventSchema.standard().faults(document)).isEmpty();
  }
}
