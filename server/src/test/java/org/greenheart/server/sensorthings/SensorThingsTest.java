// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.sensorthings;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.Value;
import org.greenheart.storage.registry.GeoPoint;
import org.greenheart.storage.registry.Interval;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Two points. Kiln: datastreams 1 (a21026, minute), 2 (a21026, hour), 3 (a34013, realtime). Pump
 * house: 4 (a21026, minute). Things 1 and 2.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SensorThingsTest {
  private static final String MN = "88888880000001";

  private Service service;
  private String root;

  @BeforeAll
  void start(@TempDir Path folder) {
    service = new Service(folder);
    root = service.root();
    long kiln = service.point(MN, "陶瓷窑炉 1#");
    long pump = service.point("88888880000002", "Pump house");
    service.registry.catalogue().moveTo(kiln, new GeoPoint(113.5, 34.75), "roof", at(0));
    service.registry.catalogue().moveTo(kiln, new GeoPoint(113.6, 34.75), "yard", at(3_000));
    service.datastream(kiln, "a21026", Interval.MINUTE);
    service.datastream(kiln, "a21026", Interval.HOUR);
    service.datastream(kiln, "a34013", Interval.REALTIME);
    service.datastream(pump, "a21026", Interval.MINUTE);
    Map<String, Value> parameters = new LinkedHashMap<>();
    parameters.put("min", number("10.10"));
    parameters.put("max", number("15.0"));
    for (int i = 0; i < 10; i++) {
      service.write(1, at(600 * i), i + ".50", i % 2 == 0 ? "N" : "D", parameters);
    }
    service.write(2, at(0), "12.50", "N", Map.of());
    service.write(3, at(30), "-3", "N", Map.of());
    service.write(4, at(0), "7", "N", Map.of());
    service.write(4, at(300), "8.125", "M", Map.of());
  }

  @AfterAll
  void stop() {
    service.close();
  }

  private static Instant at(int seconds) {
    return Instant.parse("2026-11-21T00:00:00Z").plusSeconds(seconds);
  }

  private static Value number(String digits) {
    return Decimal.parse(digits).orElseThrow();
  }

  @Test
  void get_root_listsSetsAndConformance() {
    JsonNode answer = service.get("");

    assertThat(answer.path("value")).hasSize(8);
    assertThat(answer.path("value").get(0).toString())
        .isEqualTo("{\"name\":\"Things\",\"url\":\"" + root + "/Things\"}");
    assertThat(answer.path("value").findValuesAsText("name"))
        .containsExactlyInAnyOrder(
            "Things",
            "Locations",
            "HistoricalLocations",
            "Datastreams",
            "Sensors",
            "ObservedProperties",
            "Observations",
            "FeaturesOfInterest");
    assertThat(answer.path("serverSettings").path("conformance").get(0).asText())
        .isEqualTo("http://www.opengis.net/spec/iot_sensing/1.1/req/datamodel");
    assertThat(service.get("/")).isEqualTo(answer);
  }

  @Test
  void get_thing_hasAllOfIt() {
    assertThat(service.get("/Things(1)").toString())
        .isEqualTo(
            """
            {"@iot.id":1,"@iot.selfLink":"ROOT/Things(1)","name":"陶瓷窑炉 1#","description":"陶瓷窑炉 1#",\
            "properties":{"deviceId":"88888880000001","protocol":"hj212","status":"accepted"},\
            "Locations@iot.navigationLink":"ROOT/Things(1)/Locations",\
            "HistoricalLocations@iot.navigationLink":"ROOT/Things(1)/HistoricalLocations",\
            "Datastreams@iot.navigationLink":"ROOT/Things(1)/Datastreams"}"""
                .replace("ROOT", root));
  }

  @Test
  void get_datastream_hasDerivedTimes() {
    JsonNode datastream = service.get("/Datastreams(1)");

    assertThat(datastream.path("properties").toString())
        .isEqualTo(
            "{\"code\":\"a21026\",\"deviceId\":\"88888880000001\",\"interval\":\"minute\","
                + "\"period\":\"PT10M\",\"systemType\":\"31\"}");
    assertThat(datastream.path("unitOfMeasurement").path("symbol").asText()).isEqualTo("mg/m3");
    assertThat(datastream.path("unitOfMeasurement").path("definition").isTextual()).isTrue();
    assertThat(datastream.path("phenomenonTime").asText())
        .isEqualTo("2026-11-21T00:00:00Z/2026-11-21T01:40:00Z");
    assertThat(datastream.path("resultTime").asText())
        .isEqualTo("2026-11-21T08:00:00.000Z/2026-11-21T08:00:00.000Z");
    assertThat(datastream.path("observationType").asText()).endsWith("OM_Measurement");
  }

  @Test
  void get_observation_keepsDigitsFlagAndParameters() {
    JsonNode first = service.get("/Datastreams(1)/Observations?$top=1").path("value").get(0);
    long id = first.path("@iot.id").longValue();

    String text = service.answer("/Observations(" + id + ")").body();

    assertThat(text)
        .isEqualTo(
            """
            {"@iot.id":ID,"@iot.selfLink":"ROOT/Observations(ID)",\
            "phenomenonTime":"2026-11-21T00:00:00Z/2026-11-21T00:10:00Z","result":0.50,\
            "resultTime":"2026-11-21T08:00:00.000Z","resultQuality":{"flag":"N"},\
            "parameters":{"min":10.10,"max":15.0},\
            "Datastream@iot.navigationLink":"ROOT/Observations(ID)/Datastream",\
            "FeatureOfInterest@iot.navigationLink":"ROOT/Observations(ID)/FeatureOfInterest"}"""
                .replace("ROOT", root)
                .replace("ID", String.valueOf(id)));
    assertThat(id).isEqualTo((1L << 32) + 848_534_400L);
  }

  @Test
  void get_realtime_isAnInstant() {
    assertThat(
            service
                .get("/Datastreams(3)/Observations")
                .path("value")
                .get(0)
                .path("phenomenonTime")
                .asText())
        .isEqualTo("2026-11-21T00:00:30Z");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/Things | 1 2",
        "/Things?$top=1 | 1",
        "/Things?$skip=1 | 2",
        "/Things?$orderby=id desc | 2 1",
        "/Things?$orderby=name desc | 1 2",
        "/Things?$filter=name eq 'Pump house' | 2",
        "/Things?$filter=properties/deviceId eq '88888880000001' | 1",
        "/Things?$filter=substringof('窑炉',name) | 1",
        "/Things?$filter=Datastreams/properties/interval eq 'hour' | 1",
        "/Things?$filter=Locations/name eq 'yard' | 1",
        "/Things?$filter=Locations/name eq 'roof' | ''",
        "/Things?$filter=not (id eq 1) | 2",
        "/Things(1)/Datastreams | 1 2 3",
        "/Things(1)/Locations | 2",
        "/Things(1)/HistoricalLocations | 1 2",
        "/HistoricalLocations?$filter=time lt 2026-11-21T00:10:00Z | 1",
        "/HistoricalLocations?$orderby=time desc | 2 1",
        "/HistoricalLocations(1)/Locations | 1",
        "/HistoricalLocations(1)/Thing/Datastreams | 1 2 3",
        "/Locations(2)/Things | 1",
        "/Datastreams?$filter=properties/code eq 'a21026' | 1 2 4",
        "/Datastreams?$filter=Thing/name eq 'Pump house' | 4",
        "/Datastreams?$filter=Thing/id eq 1 and ObservedProperty/properties/code eq 'a34013' | 3",
        "/Datastreams?$filter=unitOfMeasurement/symbol eq 'mg/m3'&$orderby=Thing/id desc | 4 1 2 3",
        "/Datastreams?$filter=Sensor/id ge 1&$top=2 | 1 2",
        "/Datastreams?$filter=Observations/result gt 8 | 1 2 4",
        "/Datastreams?$filter=Observations/result gt 8 and Observations/resultQuality/flag eq 'M' | 4",
        "/Datastreams?$filter=Observations/phenomenonTime lt 2026-11-21T00:00:30Z and id gt 1 | 2 4",
        "/Datastreams?$filter=Observations/id eq 1 | ''",
        "/Things?$filter=Datastreams/Observations/result lt 0 | 1",
        "/Things?$filter=Datastreams/Observations/FeatureOfInterest/id eq 2 | 2",
        "/Things?$filter=Datastreams/Observations/result lt 0 and Datastreams/id eq 1 | ''",
        "/Things?$filter=Datastreams/Observations/result lt 0 and Datastreams/id eq 3 | 1",
        "/ObservedProperties?$filter=Datastreams/Observations/result lt 0&$count=true | 2",
        "/ObservedProperties?$filter=properties/code eq 'a34013' | 2",
        "/ObservedProperties(1)/Datastreams | 1 2 4",
        "/Sensors(1)/Datastreams | 1 2 3",
        "/FeaturesOfInterest | 1 2 3",
      })
  void get_set_givesWhatIsAsked(String request, String ids) {
    assertThat(service.ids(request))
        .containsExactlyElementsOf(
            ids.isBlank() || ids.equals("''")
                ? List.of()
                : List.of(ids.split(" ")).stream().map(Long::valueOf).toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/Observations | 0.50 1.50 2.50 3.50 4.50 5.50 6.50 7.50 8.50 9.50 12.50 -3 7 8.125",
        "/Observations?$orderby=phenomenonTime desc&$top=3 | 9.50 8.50 7.50",
        "/Observations?$orderby=phenomenonTime&$top=5 | 0.50 12.50 7 -3 8.125",
        "/Observations?$orderby=phenomenonTime desc&$skip=9 | 8.125 -3 7 12.50 0.50",
        "/Observations?$skip=9&$top=3 | 9.50 12.50 -3",
        "/Observations?$skip=12 | 7 8.125",
        "/Observations?$skip=10&$filter=phenomenonTime lt 2026-11-21T01:30:00Z&$top=1 | -3",
        "/Datastreams(4)/Observations?$orderby=phenomenonTime desc,id desc | 8.125 7",
        "/Observations?$filter=Datastream/Thing/Locations/name eq 'yard' and result gt 9 | 9.50 12.50",
        "/Observations?$orderby=result desc&$top=3 | 12.50 9.50 8.50",
        "/Observations?$orderby=result&$top=2&$skip=1 | 0.50 1.50",
        "/Observations?$orderby=Datastream/Thing/name,result&$top=3 | 7 8.125 -3",
        "/Observations?$filter=result gt 8 | 8.50 9.50 12.50 8.125",
        "/Observations?$filter=result eq 12.5 | 12.50",
        "/Observations?$filter=result add 1 gt 13 | 12.50",
        "/Observations?$filter=resultQuality/flag eq 'M' | 8.125",
        "/Observations?$filter=parameters/max gt 14&$top=1 | 0.50",
        "/Observations?$filter=Datastream/properties/interval eq 'hour' | 12.50",
        "/Observations?$filter=Datastream/Thing/name eq 'Pump house' and result gt 7 | 8.125",
        "/Observations?$filter=Datastream/Thing/name eq 'Pump house' or result gt 12 | 12.50 7 8.125",
        "/Observations?$filter=phenomenonTime ge 2026-11-21T01:20:00Z | 8.50 9.50",
        "/Observations?$filter=phenomenonTime eq 2026-11-21T00:00:30Z | -3",
        "/Observations?$filter=phenomenonTime gt now() sub duration'PT6H31M' | 9.50",
        "/Observations?$filter=phenomenonTime ge 2026-11-21T09:20:00+08:00 | 8.50 9.50",
        "/Observations?$filter=phenomenonTime lt 2026-11-21T00:00:30Z/2026-11-21T00:01:00Z | "
            + "0.50 12.50 7",
        "/Observations?$filter=FeatureOfInterest/id eq 3 | 5.50 6.50 7.50 8.50 9.50",
        "/Observations?$filter=FeatureOfInterest/name eq 'x' or result eq 7 | 7",
        "/Observations?$filter=hour(phenomenonTime) eq 1 and result lt 8 | 6.50 7.50",
        "/FeaturesOfInterest(3)/Observations?$orderby=phenomenonTime desc&$top=2 | 9.50 8.50",
        "/FeaturesOfInterest(2)/Observations | 7 8.125",
        "/Datastreams(4)/Observations | 7 8.125",
        "/Datastreams(4)/Observations?$orderby=phenomenonTime desc | 8.125 7",
        "/Things(1)/Datastreams(2)/Observations | 12.50",
      })
  void get_observations_givesWhatIsAsked(String request, String results) {
    assertThat(service.results(request)).containsExactly(results.split(" "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/Things?$count=true&$top=0 | 2",
        "/Things?$count=true&$filter=name eq 'x' | 0",
        "/Things(1)/Datastreams?$count=true&$skip=2 | 3",
        "/Observations?$count=true&$top=0 | 14",
        "/Datastreams(1)/Observations?$count=true&$top=0 | 10",
        "/Observations?$filter=Datastream/properties/deviceId eq '88888880000001' and "
            + "Datastream/properties/code eq 'a21026'&$count=true&$top=0 | 11",
        "/Observations?$filter=phenomenonTime lt 2026-11-21T00:10:00Z&$count=true&$top=0 | 5",
        "/Observations?$filter=result gt 8&$count=true&$top=1 | 4",
        "/FeaturesOfInterest(3)/Observations?$count=true&$top=0 | 5",
      })
  void get_count_isOfAllThatFits(String request, long count) {
    assertThat(service.get(request).path("@iot.count").longValue()).isEqualTo(count);
  }

  @Test
  void get_topZero_isAnEmptyListWithoutNextLink() {
    assertThat(service.answer("/Observations?$top=0&$count=true").body())
        .isEqualTo("{\"@iot.count\":14,\"value\":[]}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/Things(1)/name | 200 | {\"name\":\"陶瓷窑炉 1#\"}",
        "/Things(1)/name/$value | 200 | 陶瓷窑炉 1#",
        "/Things(1)/id | 200 | {\"id\":1}",
        "/Things(1)/properties/deviceId | 200 | {\"deviceId\":\"88888880000001\"}",
        "/Things(1)/properties/deviceId/$value | 200 | 88888880000001",
        "/Datastreams(1)/unitOfMeasurement/$value | 200 | "
            + "{\"definition\":\"\",\"name\":\"mg/m3\",\"symbol\":\"mg/m3\"}",
        "/Datastreams(2)/phenomenonTime/$value | 200 | 2026-11-21T00:00:00Z/2026-11-21T01:00:00Z",
        "/Datastreams(1)/Thing/name/$value | 200 | 陶瓷窑炉 1#",
        "/Datastreams(1)/observedArea | 204 | ''",
        "/FeaturesOfInterest(2)/feature/$value | 204 | ''",
        "/Things(1)/$ref | 200 | {\"@iot.selfLink\":\"ROOT/Things(1)\"}",
        "/Datastreams(1)/Thing/$ref | 200 | {\"@iot.selfLink\":\"ROOT/Things(1)\"}",
        "/Things/$ref | 200 | {\"value\":[{\"@iot.selfLink\":\"ROOT/Things(1)\"},"
            + "{\"@iot.selfLink\":\"ROOT/Things(2)\"}]}",
        "/Things(1)/Locations/$ref | 200 | {\"value\":[{\"@iot.selfLink\":\"ROOT/Locations(2)\"}]}",
      })
  void get_partOfEntity_isThatPart(String request, int status, String body) {
    HttpResponse<String> answer = service.answer(request);

    assertThat(answer.body()).isEqualTo(body.equals("''") ? "" : body.replace("ROOT", root));
    assertThat(answer.statusCode()).isEqualTo(status);
  }

  @Test
  void get_observationValue_keepsDigits() {
    long id = service.ids("/Datastreams(2)/Observations").getFirst();

    assertThat(service.answer("/Observations(" + id + ")/result/$value").body()).isEqualTo("12.50");
    assertThat(service.answer("/Observations(" + id + ")/resultQuality/flag/$value").body())
        .isEqualTo("N");
    assertThat(service.get("/Observations(" + id + ")/Datastream/Thing").path("@iot.id").asInt())
        .isEqualTo(1);
    assertThat(service.get("/Observations(" + id + ")/FeatureOfInterest").path("name").asText())
        .isEqualTo("陶瓷窑炉 1#");
    assertThat(service.ids("/Observations?$filter=id eq " + id)).containsExactly(id);
    assertThat(service.ids("/Observations?$filter=id eq " + id + " and result gt 13")).isEmpty();
    assertThat(service.ids("/Datastreams(2)/Observations?$filter=id eq " + id)).containsExactly(id);
    assertThat(service.ids("/Datastreams(1)/Observations?$filter=id eq " + id)).isEmpty();
    assertThat(service.answer("/Datastreams(1)/Observations(" + id + ")").statusCode())
        .isEqualTo(404);
    assertThat(service.answer("/Datastreams(2)/Observations(" + id + ")").statusCode())
        .isEqualTo(200);
  }

  @Test
  void get_expandNested_isInline() {
    JsonNode thing =
        service.get(
            "/Things(1)?$select=name&$expand=Datastreams($filter=properties/interval ne 'hour';"
                + "$count=true;$top=1;$select=id;$expand=ObservedProperty($select=name),"
                + "Observations($orderby=phenomenonTime desc;$top=1;$select=result)),"
                + "Locations($select=name)");

    assertThat(thing.path("name").asText()).isEqualTo("陶瓷窑炉 1#");
    assertThat(thing.has("description")).isFalse();
    assertThat(thing.has("@iot.id")).isFalse();
    assertThat(thing.path("Datastreams@iot.count").asInt()).isEqualTo(2);
    assertThat(thing.path("Locations").toString()).isEqualTo("[{\"name\":\"yard\"}]");
    JsonNode datastream = thing.path("Datastreams").get(0);
    assertThat(datastream.path("@iot.id").asInt()).isEqualTo(1);
    assertThat(datastream.path("ObservedProperty").toString()).isEqualTo("{\"name\":\"a21026名\"}");
    assertThat(datastream.path("Observations").toString()).isEqualTo("[{\"result\":9.50}]");

    JsonNode rest =
        Service.json(service.raw(thing.path("Datastreams@iot.nextLink").asText()).body());
    assertThat(Service.ids(rest)).containsExactly(3L);
    JsonNode older =
        Service.json(service.raw(datastream.path("Observations@iot.nextLink").asText()).body());
    assertThat(older.path("value").toString()).isEqualTo("[{\"result\":8.50}]");
  }

  @Test
  void get_expandOfObservations_readsTheirEntities() {
    JsonNode rows =
        service
            .get(
                "/Observations?$orderby=phenomenonTime desc&$top=2&"
                    + "$expand=Datastream($select=id;$expand=Thing($select=name)),"
                    + "FeatureOfInterest($select=feature)&$select=result")
            .path("value");

    assertThat(rows.get(0).toString())
        .isEqualTo(
            "{\"result\":9.50,\"Datastream\":{\"@iot.id\":1,\"Thing\":{\"name\":\"陶瓷窑炉 1#\"}},"
                + "\"FeatureOfInterest\":{\"feature\":"
                + "{\"type\":\"Point\",\"coordinates\":[113.6,34.75]}}}");
  }

  @Test
  void get_latestOfEachDatastream_comesTogether() {
    JsonNode answer =
        service.get(
            "/Datastreams?$select=id&$expand=Observations($orderby=phenomenonTime desc;$top=1;"
                + "$select=result,phenomenonTime)");

    assertThat(answer.path("value").toString())
        .startsWith(
            "[{\"@iot.id\":1,\"Observations\":[{\"phenomenonTime\":"
                + "\"2026-11-21T01:30:00Z/2026-11-21T01:40:00Z\",\"result\":9.50}],"
                + "\"Observations@iot.nextLink\":");
    assertThat(answer.path("value").get(2).toString())
        .isEqualTo(
            "{\"@iot.id\":3,\"Observations\":"
                + "[{\"phenomenonTime\":\"2026-11-21T00:00:30Z\",\"result\":-3}]}");
  }

  @Test
  void get_expandPaths_mergeIntoOne() {
    JsonNode thing =
        service.get("/Things(2)?$expand=Datastreams/Sensor,Datastreams/ObservedProperty");

    JsonNode datastream = thing.path("Datastreams").get(0);
    assertThat(datastream.path("Sensor").path("@iot.id").isNumber()).isTrue();
    assertThat(datastream.path("ObservedProperty").path("name").asText()).isEqualTo("a21026名");
  }

  @Test
  void get_selectInside_givesThatKeyOnly() {
    assertThat(
            service.get("/Things?$top=1&$select=properties/deviceId,id").path("value").toString())
        .isEqualTo("[{\"@iot.id\":1,\"properties\":{\"deviceId\":\"88888880000001\"}}]");
  }

  @Test
  void get_dataArray_groupsByDatastream() {
    String body =
        service
            .answer(
                "/Observations?$resultFormat=dataArray&$select=phenomenonTime,result"
                    + "&$filter=result gt 8 and result lt 9&$count=true")
            .body();

    assertThat(body)
        .isEqualTo(
            """
            {"@iot.count":2,"value":[\
            {"Datastream@iot.navigationLink":"ROOT/Datastreams(1)",\
            "components":["phenomenonTime","result"],\
            "dataArray":[["2026-11-21T01:20:00Z/2026-11-21T01:30:00Z",8.50]],\
            "dataArray@iot.count":1},\
            {"Datastream@iot.navigationLink":"ROOT/Datastreams(4)",\
            "components":["phenomenonTime","result"],\
            "dataArray":[["2026-11-21T00:05:00Z/2026-11-21T00:15:00Z",8.125]],\
            "dataArray@iot.count":1}]}"""
                .replace("ROOT", root));
  }

  @Test
  void get_dataArrayByTime_gathersGroups() {
    JsonNode answer =
        service.get("/Observations?$resultFormat=dataArray&$orderby=phenomenonTime&$top=5");

    assertThat(answer.path("value")).hasSize(4);
    assertThat(answer.path("value").get(2).path("components").toString())
        .isEqualTo(
            "[\"id\",\"phenomenonTime\",\"result\",\"resultTime\",\"resultQuality\",\"parameters\"]");
    assertThat(answer.path("value").get(2).path("dataArray").toString())
        .contains("7,\"2026-11-21T08:00:00.000Z\",{\"flag\":\"N\"},null]");
    assertThat(answer.has("@iot.nextLink")).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "/Foos | 404 | there is no entity set 'Foos'",
        "/Things(99) | 404 | Things(99) does not exist",
        "/Things('x') | 404 | Things(x) does not exist",
        "/Things(-1) | 404 | Things(-1) does not exist",
        "/Things(99999999999999999999) | 404 | does not exist",
        "/Observations(99999999) | 404 | does not exist",
        "/Observations(0) | 404 | does not exist",
        "/Things(1)/Datastreams(4) | 404 | Datastreams(4) does not exist there",
        "/Things(99)/Datastreams | 404 | Things(99) does not exist",
        "/Things(1)/foo | 404 | Thing has no 'foo'",
        "/Things/name | 404 | name one of it first",
        "/Things(1)/properties/none | 404 | has no none in its properties",
        "/Things(1)/name/x | 404 | has no x in its name",
        "/Things( | 400 | path at 8",
        "/Datastreams(1)/Thing(1) | 400 | no id is expected",
        "/Things/$value | 400 | $value is for properties",
        "/Things?$filter=foo eq 1 | 400 | $filter at 1: Thing has no 'foo': expected one of id, name",
        "/Things?$filter=name gt 5 | 400 | $filter at 6: 'gt' cannot compare a text with a number",
        "/Things?$filter=name | 400 | $filter at 1: expected a condition, found a text ('name')",
        "/Things?$filter=length(5) eq 1 | 400 | 'length' needs a text here, found a number",
        "/Things?$filter=Datastreams eq 1 | 400 | 'Datastreams' leads to Datastream",
        "/Things?$filter=name eq 'x | 400 | $filter at 9",
        "/Things?$filter=not name eq 'x' | 400 | put brackets behind 'not'",
        "/Things?$orderby=foo | 400 | $orderby at 1",
        "/Things?$orderby=Datastreams/name | 400 | cannot order by a relation to many",
        "/Things?$select=foo | 400 | $select at 1: Thing has no 'foo'",
        "/Things?$expand=foo | 400 | $expand at 1: Thing has no relation 'foo'",
        "/Things?$skiptoken=abc | 400 | follow @iot.nextLink as it is",
        "/Observations?$skiptoken=WyJ6Il0 | 400 | follow @iot.nextLink as it is",
        "/Things?$foo=1 | 501 | the query option $foo is not supported",
        "/Things?top=1 | 400 | did you mean $top?",
        "/Things(1)?$top=1 | 400 | $top is for sets, not for one Thing",
        "/Things(1)/name?$top=1 | 400 | $top is for sets, not for a property",
        "/Things?$resultFormat=dataArray | 400 | is for Observations, not Things",
        "/Observations?$resultFormat=dataArray&$expand=Datastream | 400 | $expand cannot be used",
        "/Locations?$filter=st_within(location,geography'POINT(1 1)') | 501 | st_within",
        "/Locations?$filter=geo.distance(location,geography'POINT(1 1)') lt 3 | 501 | geo.distance",
        "/Datastreams?$filter=phenomenonTime gt 2026-01-01T00:00:00Z | 501 | derived",
        "/Datastreams?$filter=Observations/result gt 1 or id eq 1 | 501 | cannot be mixed",
        "/FeaturesOfInterest?$filter=Observations/result gt 1 | 501 | of a FeatureOfInterest",
        "/Datastreams?$orderby=Observations/result | 400 | cannot order by a relation to many",
        "/Observations?$filter=Datastream/Observations/result gt 1 | 501 | back to Observations",
        "/Observations?$filter=Datastream/Thing/Locations/id gt 1 or result gt 1 | 501 | (Locations)",
        "/Observations?$filter=phenomenonTime gt 'yesterday' | 400 | is not a time",
      })
  void get_refused_saysWhy(String request, int status, String message) {
    HttpResponse<String> answer = service.answer(request);

    JsonNode error = Service.json(answer.body());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(error.path("message").asText()).contains(message);
    assertThat(error.path("code").asText()).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource({"POST", "PUT", "PATCH", "DELETE"})
  void write_isNotServedYet(String method) {
    HttpResponse<String> answer =
        service.send(
            HttpRequest.newBuilder(URI.create(root + "/Things"))
                .method(method, HttpRequest.BodyPublishers.ofString("{}"))
                .build());

    assertThat(answer.statusCode()).isEqualTo(501);
    assertThat(Service.json(answer.body()).path("code").asText()).isEqualTo("not-supported");
  }

  @ParameterizedTest
  @CsvSource({"/Things, 200", "/Things(1), 200", "/Things(99), 404", "/Bogus, 404"})
  void head_isTheSameWithoutBody(String path, int status) {
    HttpResponse<String> answer =
        service.send(
            HttpRequest.newBuilder(URI.create(root + path))
                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                .build());

    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/json");
    assertThat(answer.body()).isEmpty();
  }

  @Test
  void get_behindProxy_linksAreTheProxys() {
    HttpResponse<String> answer =
        service.raw(
            root + "/Things(1)",
            "X-Forwarded-Proto",
            "https",
            "X-Forwarded-Host",
            "air.example.org");

    assertThat(Service.json(answer.body()).path("@iot.selfLink").asText())
        .isEqualTo("https://air.example.org/v1.1/Things(1)");
    assertThat(answer.headers().firstValue("content-type"))
        .hasValue("application/json;charset=utf-8");
  }
}
