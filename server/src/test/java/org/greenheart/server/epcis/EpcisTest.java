// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.epcis;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.greenheart.server.supply.SupplyRig;
import org.greenheart.server.supply.SupplyRig.Answer;
import org.greenheart.storage.registry.CreditCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** EPCIS 2.0 events from ERP and warehouse systems. */
final class EpcisTest {
  private static final String SHIPPING =
      """
      {"type": "ObjectEvent", "eventID": "urn:uuid:374d95fc-9457-4a51-bd6a-0bba133845%s",
       "action": "OBSERVE", "bizStep": "shipping", "disposition": "in_transit",
       "eventTime": "2026-11-02T07:%s:00+08:00", "eventTimeZoneOffset": "%s",
       "readPoint": {"id": "urn:epc:id:sgln:9506000.00001.0"},
       "quantityList": [{"epcClass": "urn:epc:class:lgtin:9506000.013435.%s", "quantity": 200}],
       "bizTransactionList": [{"type": "po", "bizTransaction": "urn:example:po:1"}],
       "example:truck": "7"}""";

  private static final String MAKING =
      """
      {"type": "TransformationEvent", "eventTime": "2026-11-02T09:00:00Z",
       "eventTimeZoneOffset": "+08:00", "bizStep": "https://ns.gs1.org/cbv/BizStep-commissioning",
       "inputQuantityList": [{"epcClass": "https://id.gs1.org/01/09506000117843/10/C1"}],
       "outputQuantityList": [{"epcClass": "https://id.gs1.org/01/09506000134352/10/P1"}]}""";

  @TempDir private Path folder;
  private SupplyRig rig;

  @BeforeEach
  void start() {
    rig =
        new SupplyRig(
            folder,
            registry -> List.of(new CaptureRoutes(registry, folder), new EpcisRoutes(registry)));
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  private static String document(String... events) {
    return """
      {"@context": ["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld",
        {"example": "https://example.org/"}],
       "type": "EPCISDocument", "schemaVersion": "2.0", "creationDate": "2026-11-02T08:00:00+08:00",
       "epcisBody": {"eventList": [%s]}}"""
        .formatted(String.join(",", events));
  }

  private static String shipping(String id, String minute) {
    return SHIPPING.formatted(id, minute, "+08:00", "P1");
  }

  private Answer capture(String who, String... events) throws Exception {
    return rig.post(who, "/api/epcis/capture", document(events));
  }

  private JsonNode events(String who, String query) throws Exception {
    return list(rig.get(who, "/api/epcis/events" + query));
  }

  private static JsonNode list(JsonNode document) {
    assertThat(document.path("type").asText()).isEqualTo("EPCISQueryDocument");
    return document.path("epcisBody").path("queryResults").path("resultsBody").path("eventList");
  }

  @Test
  void document_isCapturedOnceAndFound() throws Exception {
    Answer captured = capture("supplier", shipping("01", "10"), MAKING);

    assertThat(captured.status()).as(captured.json().toString()).isEqualTo(202);
    String job = captured.whole().headers().firstValue("Location").orElseThrow();
    assertThat(rig.get("supplier", job).path("success").asBoolean()).isTrue();
    assertThat(rig.send("rival", "GET", job, null).code()).isEqualTo("capture-not-found");
    Answer again = capture("supplier", shipping("01", "10"));
    assertThat(again.json().path("kept").asInt()).isZero();
    String place = again.whole().headers().firstValue("Location").orElseThrow();
    assertThat(rig.get("supplier", place).path("events").asInt()).isEqualTo(1);
    assertThat(rig.get("supplier", "/api/epcis/capture")).hasSize(2);
    assertThat(rig.get("rival", "/api/epcis/capture")).isEmpty();

    assertThat(events("supplier", "")).hasSize(2);
    JsonNode event = events("supplier", "?EQ_bizStep=shipping").path(0);
    assertThat(event.path("example:truck").asText()).isEqualTo("7");
    assertThat(event.path("recordTime").asText()).isEqualTo("2026-11-02T00:00:00Z");
    assertThat(events("supplier", "?EQ_bizStep=commissioning")).hasSize(1);
    assertThat(events("supplier", "?eventType=TransformationEvent")).hasSize(1);
    assertThat(events("supplier", "?MATCH_outputEPCClass=01/09506000134352/10/P1")).hasSize(1);
    String link =
        URLEncoder.encode("https://id.gs1.org/01/09506000134352/10/P1", StandardCharsets.UTF_8);
    assertThat(events("supplier", "?MATCH_anyEPCClass=" + link)).hasSize(2);
    assertThat(events("supplier", "?GE_eventTime=2026-11-02T08:00:00Z")).hasSize(1);
    assertThat(events("supplier", "?LT_eventTime=2026-11-02T07:10:00%2B08:00")).isEmpty();
    assertThat(events("rival", "")).isEmpty();
    assertThat(
            list(rig.get("supplier", "/api/epcis/events/" + event.path("eventID").asText()))
                .findValuesAsText("eventID"))
        .containsExactly(event.path("eventID").asText());
  }

  @Test
  void brokenTimeZone_isSaidOfItsEvent_andNothingIsKept() throws Exception {
    Answer answer =
        capture(
            "supplier",
            shipping("01", "10"),
            SHIPPING.formatted("02", "11", "+8", "P1"),
            SHIPPING.formatted("03", "12", "+14:30", "P1"));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo("epcis-invalid");
    JsonNode errors = answer.json().path("errors");
    assertThat(errors.findValuesAsText("event")).containsExactly("1", "2");
    assertThat(errors.findValuesAsText("code")).containsOnly("event-time-zone");
    assertThat(errors.path(0).path("path").asText()).isEqualTo("/eventTimeZoneOffset");
    assertThat(errors.path(0).path("value").asText()).isEqualTo("+8");
    assertThat(events("supplier", "")).isEmpty();
  }

  @Test
  void timeThatNobodyMeans_isSaidOfItsEvent() throws Exception {
    String far =
        shipping("01", "10").replace("2026-11-02T07:10:00+08:00", "+999999999-12-31T00:00:00Z");

    JsonNode error = capture("supplier", far).json().path("errors").path(0);

    assertThat(error.path("code").asText()).isEqualTo("event-time");
    assertThat(error.path("value").asText()).isEqualTo("+999999999-12-31T00:00:00Z");
    assertThat(
            rig.send(
                    "supplier",
                    "GET",
                    "/api/epcis/events?GE_eventTime=-999999999-12-31T00:00:00Z",
                    null)
                .code())
        .isEqualTo("query-parameter");
  }

  @Test
  void whatTheSchemaForbids_isSaidWithItsPlace() throws Exception {
    String noAction = shipping("01", "10").replace("\"action\": \"OBSERVE\",", "");
    String unknown = shipping("02", "10").replace("example:truck", "truck");
    String noTime = shipping("03", "10").replace("2026-11-02T07:10:00+08:00", "2026-11-02 07:10");
    String wrongDigit =
        shipping("04", "10")
            .replace(
                "urn:epc:class:lgtin:9506000.013435.P1",
                "https://id.gs1.org/01/09506000134353/10/P1");

    JsonNode errors =
        capture("supplier", noAction, unknown, noTime, wrongDigit).json().path("errors");

    assertThat(errors.findValuesAsText("event")).contains("0", "1", "2", "3");
    assertThat(errors.findValuesAsText("code"))
        .contains("schema-required", "schema-additionalProperties", "event-time", "gtin-check");
    assertThat(events("supplier", "")).isEmpty();
  }

  @Test
  void singleEvent_isTakenOnce_andFoundAtItsPlace() throws Exception {
    Answer taken = rig.post("supplier", "/api/epcis/events", shipping("01", "10"));

    assertThat(taken.status()).as(taken.json().toString()).isEqualTo(201);
    assertThat(taken.json().path("recordTime").asText()).isEqualTo("2026-11-02T00:00:00Z");
    String place = taken.whole().headers().firstValue("Location").orElseThrow();
    assertThat(list(rig.get("supplier", place))).hasSize(1);
    Answer again = rig.post("supplier", "/api/epcis/events", shipping("01", "11"));
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.code()).isEqualTo("event-exists");
    assertThat(again.json().path("type").asText())
        .isEqualTo("epcisException:ResourceAlreadyExistsException");
    assertThat(rig.get("supplier", "/api/epcis/capture")).hasSize(1);

    String noId = MAKING.replace("Z\",", "Z\", \"ex:kiln\": \"2\",");
    Answer named = rig.post("supplier", "/api/epcis/events", noId);
    assertThat(named.json().path("eventID").asText()).startsWith("urn:uuid:");
    assertThat(rig.get("rival", "/api/epcis/capture")).isEmpty();
  }

  @Test
  void singleEventThatIsBroken_isNotTaken() throws Exception {
    Answer zone =
        rig.post("supplier", "/api/epcis/events", SHIPPING.formatted("01", "10", "+25:00", "P1"));
    Answer whole = rig.post("supplier", "/api/epcis/events", document(shipping("01", "10")));

    assertThat(zone.status()).isEqualTo(400);
    assertThat(zone.json().path("errors").findValuesAsText("code"))
        .containsExactly("event-time-zone");
    assertThat(zone.json().path("errors").path(0).path("event").asInt()).isZero();
    assertThat(whole.code()).isEqualTo("epcis-invalid");
    assertThat(events("supplier", "")).isEmpty();
  }

  @Test
  void whatAnotherServerAnswered_canBeCaptured() throws Exception {
    capture("supplier", shipping("01", "10"), shipping("02", "11")).ok();
    String answered = rig.send("supplier", "GET", "/api/epcis/events", null).whole().body();

    Answer captured = rig.post("rival", "/api/epcis/capture", answered);

    assertThat(captured.ok().path("kept").asInt()).isEqualTo(2);
    assertThat(events("rival", "")).hasSize(2);
    Answer empty =
        rig.post("rival", "/api/epcis/capture", answered.replace("\"queryResults\"", "\"other\""));
    assertThat(empty.code()).isEqualTo("epcis-invalid");
  }

  @Test
  void pages_followTheLink() throws Exception {
    capture("supplier", shipping("01", "10"), shipping("02", "11"), shipping("03", "12")).ok();

    Answer first =
        rig.send("supplier", "GET", "/api/epcis/events?perPage=2&orderDirection=ASC", null);
    String link = first.whole().headers().firstValue("Link").orElseThrow();
    String next = link.substring(link.indexOf("/api/"), link.indexOf('>'));

    assertThat(events("supplier", next.substring("/api/epcis/events".length()))).hasSize(1);
    assertThat(rig.send("supplier", "GET", "/api/epcis/events?EQ_colour=red", null).code())
        .isEqualTo("query-parameter");
  }

  /** Lot P1 of the supplier, of which the buyer gets some. */
  private void deliver() throws Exception {
    long partner = rig.partners();
    long plate = rig.product("supplier", rig.supplier, "PLATE", SupplyRig.GTIN);
    JsonNode lot = rig.lot(plate, "(01)09506000134352(10)P1", 300);
    assertThat(events("buyer", "")).isEmpty();
    rig.ship(rig.confirmed(rig.agreed(partner, plate, 500), 200), lot, 200);
  }

  @Test
  void receiverOfALot_seesWhatHappenedToIt() throws Exception {
    capture("supplier", shipping("01", "10"), SHIPPING.formatted("02", "11", "+08:00", "P2")).ok();

    deliver();

    JsonNode seen = events("buyer", "?EQ_readPoint=urn:epc:id:sgln:9506000.00001.0");
    assertThat(seen).hasSize(1);
    assertThat(seen.path(0).path("eventID").asText()).endsWith("01");
  }

  @Test
  void receiverOfALot_readsNeitherItsWholeAmount_norOtherLots() throws Exception {
    String both =
        shipping("01", "10")
            .replace(
                "\"quantityList\": [",
                "\"quantityList\": [{\"epcClass\": \"urn:epc:class:lgtin:9506000.013435.P2\","
                    + " \"quantity\": 70},");
    capture("supplier", both).ok();
    deliver();
    long plate = rig.get("supplier", "/api/supply/products").path(0).path("id").asLong();
    rig.lot(plate, "(01)09506000134352(10)P2", 70);
    String minute = "?EQ_readPoint=urn:epc:id:sgln:9506000.00001.0";

    JsonNode list = events("buyer", minute).path(0).path("quantityList");

    assertThat(list.findValuesAsText("epcClass"))
        .containsExactly("urn:epc:class:lgtin:9506000.013435.P1");
    assertThat(list.findValues("quantity")).isEmpty();
    assertThat(events("supplier", minute).path(0).path("quantityList").findValues("quantity"))
        .hasSize(2);
    String id = events("buyer", minute).path(0).path("eventID").asText();
    assertThat(list(rig.get("buyer", "/api/epcis/events/" + id)).path(0).path("quantityList"))
        .isEqualTo(list);
  }

  /** Two lots on one pallet, the second of which goes to nobody that is asked here. */
  private String onOnePallet() throws Exception {
    String child = "https://id.gs1.org/01/09506000134352/10/";
    String event =
        """
        {"type": "AggregationEvent", "eventID": "urn:uuid:374d95fc-9457-4a51-bd6a-0bba13384509",
         "action": "ADD", "bizStep": "packing", "eventTime": "2026-11-02T07:10:00+08:00",
         "eventTimeZoneOffset": "+08:00", "parentID": "%1$sP2",
         "childEPCs": ["urn:epc:id:sgtin:9506000.013435.7", "%1$sP2", "%1$sP2/21/5"],
         "childQuantityList": [{"epcClass": "%1$sP1"}, {"epcClass": "%1$sP2"}],
         "bizTransactionList": [{"type": "po", "bizTransaction": "urn:example:canteen:po:1"}],
         "sourceList": [{"type": "location", "source": "urn:example:canteen:dock"}]}"""
            .formatted(child);
    capture("supplier", event).ok();
    deliver();
    return child;
  }

  @Test
  void lotThatDidNotCome_isNeitherToldNorFound_andNorAreOthersPapers() throws Exception {
    String child = onOnePallet();
    isNotTold(child); // P2 is entered nowhere yet

    long plate = rig.get("supplier", "/api/supply/products").path(0).path("id").asLong();
    rig.lot(plate, "(01)09506000134352(10)P2", 70);

    isNotTold(child);
    String own = URLEncoder.encode(child + "P1", StandardCharsets.UTF_8);
    assertThat(events("buyer", "?EQ_bizStep=packing&MATCH_anyEPCClass=" + own)).hasSize(1);
    assertThat(events("supplier", "?EQ_bizStep=packing").toString()).contains("P2", "canteen");
  }

  private void isNotTold(String child) throws Exception {
    JsonNode seen = events("buyer", "?EQ_bizStep=packing").path(0);

    assertThat(seen.path("childEPCs"))
        .extracting(JsonNode::asText)
        .containsExactly("urn:epc:id:sgtin:9506000.013435.7");
    assertThat(seen.path("childQuantityList")).hasSize(1);
    assertThat(seen.toString()).doesNotContain("P2", "canteen");
    for (String spelling :
        List.of(
            child + "P2",
            child + "P2/21/5",
            "urn:epc:class:lgtin:9506000.013435.P2",
            "01/09506000134352/10/P2")) {
      String word = URLEncoder.encode(spelling, StandardCharsets.UTF_8);
      for (String by : List.of("MATCH_anyEPC", "MATCH_anyEPCClass", "MATCH_epcClass")) {
        assertThat(events("buyer", "?EQ_bizStep=packing&" + by + "=" + word)).as(by).isEmpty();
      }
      assertThat(events("supplier", "?EQ_bizStep=packing&MATCH_anyEPC=" + word)).hasSize(1);
    }
  }

  @Test
  void transactionWithoutDestination_isItsCapturersAlone() throws Exception {
    capture(
            "supplier",
            shipping("01", "10").replace("ObjectEvent", "TransactionEvent"),
            shipping("02", "11"))
        .ok();

    deliver();

    assertThat(events("buyer", "?EQ_readPoint=urn:epc:id:sgln:9506000.00001.0"))
        .extracting(event -> event.path("type").asText())
        .containsExactly("ObjectEvent");
  }

  @Test
  void brokenTimeOfACorrectionOrASensor_isSaidWithItsPlace() throws Exception {
    String corrected =
        shipping("01", "10")
            .replace(
                "\"readPoint\"",
                "\"errorDeclaration\": {\"declarationTime\": \"2026-11-02T07:10:00+99:00\"},"
                    + " \"readPoint\"");
    String sensed =
        shipping("02", "10")
            .replace(
                "\"readPoint\"",
                "\"sensorElementList\": [{\"sensorMetadata\": {\"time\": \"2026-11-02T07:10\"},"
                    + " \"sensorReport\": [{\"time\": \"yesterday\"}]}], \"readPoint\"");

    JsonNode errors = capture("supplier", corrected, sensed).json().path("errors");

    assertThat(errors.findValuesAsText("code")).containsOnly("event-time");
    assertThat(errors.findValuesAsText("path"))
        .containsExactly(
            "/errorDeclaration/declarationTime",
            "/sensorElementList/0/sensorMetadata/time",
            "/sensorElementList/0/sensorReport/0/time");
    Answer document =
        rig.post(
            "supplier",
            "/api/epcis/capture",
            document(shipping("03", "10"))
                .replace("2026-11-02T08:00:00+08:00", "2026-11-02T08:00:00+25:00"));
    assertThat(document.json().path("errors").path(0).path("path").asText())
        .isEqualTo("/creationDate");
    assertThat(events("supplier", "")).isEmpty();
  }

  @Test
  void eventOfAStranger_orForAnother_isNotSeen() throws Exception {
    capture("rival", shipping("01", "10")).ok();
    String toward =
        shipping("02", "11")
            .replace(
                "\"readPoint\"",
                "\"destinationList\": [{\"type\": \"owning_party\", \"destination\": \"urn:example:%s\"}],"
                    + " \"readPoint\"");
    capture("supplier", toward.formatted("somebody"), MAKING).ok();
    String minute = "?EQ_readPoint=urn:epc:id:sgln:9506000.00001.0";

    deliver();

    assertThat(events("buyer", minute)).isEmpty();
    assertThat(events("buyer", "?eventType=TransformationEvent")).isEmpty();
    String buyer = CreditCode.complete("91330100MA2B00001");
    capture("supplier", toward.replace("02", "03").formatted(buyer)).ok();
    assertThat(events("buyer", minute)).hasSize(1);
    // Sent to the reader: so much came to it.
    assertThat(events("buyer", minute).findValuesAsText("quantity")).containsExactly("200");
    assertThat(events("rival", minute)).hasSize(1);
  }

  @Test
  void tooManyEvents_areCountedBeforeTheyAreRead() throws Exception {
    Answer answer =
        rig.post("supplier", "/api/epcis/capture", document("{},".repeat(5_000) + "{}"));

    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.code()).isEqualTo("capture-limit");
    assertThat(answer.json().path("type").asText())
        .isEqualTo("epcisException:CaptureLimitExceededException");
  }

  @Test
  void refusals_areProblems() throws Exception {
    Answer missing = rig.send("supplier", "GET", "/api/epcis/events/urn:no", null);
    Answer wrong = rig.send("supplier", "GET", "/api/epcis/events?perPage=x", null);
    Answer broken = rig.post("supplier", "/api/epcis/capture", "{");

    assertThat(missing.whole().headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
    assertThat(missing.json().path("type").asText())
        .isEqualTo("epcisException:NoSuchResourceException");
    assertThat(missing.json().path("status").asInt()).isEqualTo(404);
    assertThat(wrong.json().path("type").asText())
        .isEqualTo("epcisException:QueryParameterException");
    assertThat(broken.json().path("type").asText()).isEqualTo("epcisException:ValidationException");
    assertThat(broken.code()).isEqualTo("body-not-json");
  }
}
