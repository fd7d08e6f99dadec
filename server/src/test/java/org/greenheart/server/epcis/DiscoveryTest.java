// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.epcis;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.greenheart.server.supply.SupplyRig;
import org.greenheart.server.supply.SupplyRig.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a client finds out without knowing the server: resources, versions, limits, words. */
final class DiscoveryTest {
  @TempDir private Path folder;
  private SupplyRig rig;

  @BeforeEach
  void start() {
    rig =
        new SupplyRig(
            folder,
            registry ->
                List.of(
                    new DiscoveryRoutes(),
                    new CaptureRoutes(registry, folder),
                    new EpcisRoutes(registry),
                    new TopLevelRoutes(registry)));
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  private void captured(String who, String id, String step) throws Exception {
    rig.post(
            who,
            "/api/epcis/events",
            """
            {"type": "ObjectEvent", "eventID": "urn:uuid:374d95fc-9457-4a51-bd6a-0bba133845%s",
             "action": "OBSERVE", "bizStep": "%s", "disposition": "in_transit",
             "eventTime": "2026-11-02T07:00:00+08:00", "eventTimeZoneOffset": "+08:00",
             "readPoint": {"id": "urn:epc:id:sgln:9506000.0000%s.0"},
             "epcList": ["urn:epc:id:sgtin:9506000.013435.%s"],
             "quantityList": [{"epcClass": "https://id.gs1.org/01/09506000134352/10/P1"}]}"""
                .formatted(id, step, id.charAt(1), id))
        .ok();
  }

  private List<String> members(String who, String path) throws Exception {
    JsonNode collection = rig.get(who, "/api/epcis" + path);
    assertThat(collection.path("type").asText()).isEqualTo("Collection");
    assertThat(collection.path("@context").asText()).contains("gs1.org");
    return collection.path("member").valueStream().map(JsonNode::asText).toList();
  }

  private static String header(Answer answer, String name) {
    return answer.whole().headers().firstValue(name).orElse("missing");
  }

  @Test
  void options_sayVersionsLimitsAndMethods() throws Exception {
    Answer capture = rig.send("supplier", "OPTIONS", "/api/epcis/capture", null);

    assertThat(capture.status()).isEqualTo(204);
    assertThat(header(capture, "Allow")).isEqualTo("OPTIONS, GET, POST");
    for (String what : List.of("EPCIS", "CBV")) {
      for (String end : List.of("Version", "Min", "Max")) {
        assertThat(header(capture, "GS1-" + what + "-" + end)).isEqualTo("2.0.0");
      }
    }
    assertThat(header(capture, "GS1-Extensions")).isEmpty();
    assertThat(header(capture, "GS1-EPCIS-Capture-Limit")).isEqualTo("5000");
    assertThat(header(capture, "GS1-EPCIS-Capture-File-Size-Limit")).isEqualTo("16777216");
    assertThat(header(capture, "GS1-Capture-Error-Behaviour")).isEqualTo("rollback");
    for (String path :
        List.of(
            "",
            "/events/urn:x",
            "/bizSteps",
            "/bizSteps/shipping",
            "/epcs/https:%2F%2Fid.gs1.org%2F01%2F09506000134352%2F10%2FP1/events")) {
      Answer one = rig.send("supplier", "OPTIONS", "/api/epcis" + path, null);
      assertThat(header(one, "Allow")).as(path).isEqualTo("OPTIONS, GET");
      assertThat(header(one, "GS1-EPCIS-Capture-Limit")).isEqualTo("missing");
    }
    assertThat(rig.send("supplier", "OPTIONS", "/api/epcis/queries/a", null))
        .satisfies(one -> assertThat(header(one, "Allow")).isEqualTo("OPTIONS, GET, DELETE"));
    assertThat(rig.send("supplier", "OPTIONS", "/api/epcis/nothing", null).code())
        .isEqualTo("resource-not-found");
  }

  @Test
  void root_namesTheResources() throws Exception {
    assertThat(members("supplier", ""))
        .containsExactlyInAnyOrder(
            "capture",
            "events",
            "queries",
            "eventTypes",
            "epcs",
            "bizSteps",
            "bizLocations",
            "readPoints",
            "dispositions");
  }

  @Test
  void words_areTheStandards_andThoseOfEventsThatAreSeen() throws Exception {
    captured("supplier", "01", "https://example.org/steps#glazing");
    captured("rival", "02", "https://example.org/steps#secret");

    assertThat(members("supplier", "/eventTypes"))
        .containsExactly(
            "AggregationEvent",
            "AssociationEvent",
            "ObjectEvent",
            "TransactionEvent",
            "TransformationEvent");
    assertThat(members("supplier", "/bizSteps?perPage=100"))
        .hasSize(42)
        .contains("shipping", "https://example.org/steps#glazing");
    assertThat(members("supplier", "/dispositions?perPage=100")).hasSize(33);
    assertThat(members("supplier", "/bizSteps/shipping")).containsExactly("events");
    assertThat(rig.send("supplier", "GET", "/api/epcis/bizSteps/nothing", null).code())
        .isEqualTo("resource-not-found");
    Answer first = rig.send("supplier", "GET", "/api/epcis/bizSteps?perPage=30", null);
    assertThat(header(first, "Link")).contains("nextPageToken=30");
    assertThat(members("supplier", "/bizSteps?perPage=30&nextPageToken=30")).hasSize(12);
  }

  @Test
  void placesAndIdentifiers_areThoseOfEventsThatAreSeen() throws Exception {
    captured("supplier", "01", "shipping");
    captured("supplier", "03", "shipping");
    captured("rival", "02", "shipping");

    assertThat(members("supplier", "/readPoints"))
        .containsExactly("urn:epc:id:sgln:9506000.00001.0", "urn:epc:id:sgln:9506000.00003.0");
    assertThat(members("supplier", "/readPoints?perPage=1&nextPageToken=1"))
        .containsExactly("urn:epc:id:sgln:9506000.00003.0");
    assertThat(members("supplier", "/bizLocations")).isEmpty();
    assertThat(members("supplier", "/epcs"))
        .containsExactly(
            "https://id.gs1.org/01/09506000134352/10/P1",
            "urn:epc:id:sgtin:9506000.013435.01",
            "urn:epc:id:sgtin:9506000.013435.03");
    assertThat(members("other", "/epcs")).isEmpty();
    assertThat(
            rig.send("other", "GET", "/api/epcis/epcs/urn:epc:id:sgtin:9506000.013435.01", null)
                .code())
        .isEqualTo("resource-not-found");
  }

  @Test
  void receiverOfALot_isNamedNoOtherThing() throws Exception {
    long partner = rig.partners();
    long plate = rig.product("supplier", rig.supplier, "PLATE", SupplyRig.GTIN);
    JsonNode lot = rig.lot(plate, "(01)09506000134352(10)P1", 300);
    captured("supplier", "01", "shipping");
    rig.ship(rig.confirmed(rig.agreed(partner, plate, 500), 200), lot, 200);
    TradeEvents.follow(rig.registry, () -> false);

    assertThat(members("buyer", "/readPoints")).hasSize(1);
    assertThat(members("buyer", "/epcs"))
        .containsExactly("https://id.gs1.org/01/09506000134352/10/P1");
  }

  private JsonNode events(String who, String path) throws Exception {
    return rig.get(who, "/api/epcis" + path)
        .path("epcisBody")
        .path("queryResults")
        .path("resultsBody")
        .path("eventList");
  }

  @Test
  void eventsOfAResource_areFound_andMayBeAskedForFurther() throws Exception {
    captured("supplier", "01", "shipping");
    captured("supplier", "03", "receiving");
    captured("rival", "02", "shipping");

    assertThat(events("supplier", "/eventTypes/ObjectEvent/events")).hasSize(2);
    assertThat(events("supplier", "/eventTypes/ObjectEvent/events?EQ_bizStep=receiving"))
        .hasSize(1);
    assertThat(events("supplier", "/bizSteps/shipping/events")).hasSize(1);
    assertThat(events("supplier", "/bizSteps/killing/events")).isEmpty();
    assertThat(events("supplier", "/epcs/urn:epc:id:sgtin:9506000.013435.03/events")).hasSize(1);
    assertThat(
            events(
                "supplier",
                "/epcs/https%3A%2F%2Fid.gs1.org%2F01%2F09506000134352%2F10%2FP1/events"))
        .hasSize(2);
    assertThat(events("supplier", "/readPoints/urn:epc:id:sgln:9506000.00001.0/events")).hasSize(1);
    assertThat(
            rig.send(
                    "supplier",
                    "GET",
                    "/api/epcis/bizSteps/shipping/events?EQ_bizStep=receiving",
                    null)
                .code())
        .isEqualTo("query-parameter");
  }

  private Answer asked(String method, Map<String, String> headers) throws Exception {
    return rig.send("supplier", method, "/api/epcis/events", "{}", headers);
  }

  @Test
  void whoAsksForAnotherVersionOrForm_isRefused() throws Exception {
    Answer newer = asked("GET", Map.of("GS1-EPCIS-Min", "2.1"));
    assertThat(newer.status()).isEqualTo(406);
    assertThat(newer.code()).isEqualTo("epcis-version");
    assertThat(newer.json().path("type").asText())
        .isEqualTo("epcisException:NotAcceptableException");
    assertThat(asked("GET", Map.of("GS1-EPCIS-Max", "1.2")).code()).isEqualTo("epcis-version");
    assertThat(asked("GET", Map.of("GS1-CBV-Min", "two")).code()).isEqualTo("epcis-version-form");
    assertThat(asked("GET", Map.of("Accept", "application/xml")).code()).isEqualTo("epcis-accept");
    assertThat(asked("POST", Map.of("GS1-EPCIS-Version", "1.2.0")).code())
        .isEqualTo("epcis-version");
    Answer xml = asked("POST", Map.of("Content-Type", "application/xml"));
    assertThat(xml.status()).isEqualTo(415);
    assertThat(xml.code()).isEqualTo("epcis-content-type");
    Answer taken =
        asked(
            "GET",
            Map.of(
                "GS1-EPCIS-Min", "1.0", "GS1-EPCIS-Max", "2.0", "Accept", "application/ld+json"));
    assertThat(taken.status()).isEqualTo(200);
    assertThat(header(taken, "GS1-EPCIS-Version")).isEqualTo("2.0.0");
  }
}
