// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.meters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.greenheart.protocols.dlt645.Dlt645AtRest;
import org.greenheart.protocols.dlt645.Dlt645Message;
import org.greenheart.server.meters.MeterRig.Answer;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.registry.Counter;
import org.greenheart.storage.registry.Device;
import org.greenheart.storage.registry.MeterEntry;
import org.greenheart.storage.registry.MeterSource;
import org.greenheart.storage.telemetry.Arrival;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** DL/T 645 meters from the map to rows, against a gateway on a real port. */
final class Dlt645MetersTest {
  private static final String METER = "000000000161";
  private static final String MAP =
      """
      因子编码,名称,数据标识,倍率,单位,累计量
      kwh,总电能,00010000,,kWh,是
      kwh-peak,峰电能,00010200,40,kWh,是
      x02001,功率,02030000,,kW,
      v-a,A相电压,02 01 01 00,,V,
      """;

  @TempDir private Path folder;
  private MeterRig rig;
  private Dlt645Gateway gateway;

  @BeforeEach
  void start() throws Exception {
    rig = new MeterRig(folder);
    gateway = new Dlt645Gateway();
    gateway.set(METER, "00010000", "26000000");
    gateway.set(METER, "00010200", "78563412");
    gateway.set(METER, "02030000", "563412");
    gateway.set(METER, "02010100", "0223");
  }

  @AfterEach
  void stop() throws Exception {
    rig.close();
    gateway.close();
  }

  private Map<String, Object> source(String... meters) throws Exception {
    Answer map = rig.send("POST", "/api/meters/map/dlt645", MAP);
    assertThat(map.json().path("result").path("errors")).isEmpty();
    Map<String, Object> source = new HashMap<>();
    source.put("code", "hall-2");
    source.put("name", "Hall 2");
    source.put("kind", "dlt645");
    source.put("host", "127.0.0.1");
    source.put("port", gateway.port());
    source.put("units", List.of(meters));
    source.put("period", 60);
    source.put("timeout", 1_000);
    source.put("entries", map.json().path("entries"));
    return source;
  }

  @Test
  void meter_isAsked_andItsFramesAreKeptWithTheRows() throws Exception {
    assertThat(rig.send("POST", "/api/meters", source("161")).status()).isEqualTo(201);
    Arrival arrival = rig.arrivalAfter(0);

    assertThat(arrival.rows()).hasSize(4);
    byte[] first = new byte[20];
    System.arraycopy(arrival.raw().array(), 0, first, 0, 20);
    assertThat(Dlt645AtRest.frames(first).getFirst().toString())
        .isEqualTo("686101000000006891083333343359333333" + "8A16");
    Device device = rig.device("dlt645", METER);
    assertThat(rig.newest(device, "kwh")).isEqualTo("0.26");
    assertThat(rig.newest(device, "kwh-peak")).isEqualTo("4938271.20");
    assertThat(rig.newest(device, "x02001")).isEqualTo("12.3456");
    assertThat(rig.newest(device, "v-a")).isEqualTo("230.2");
    assertThat(rig.registry.counters().list())
        .extracting(Counter::wrapsAt)
        .containsExactly(Decimal.of(1_000_000), Decimal.of(40_000_000));
  }

  @Test
  void lostAnswer_isAskedForAgain() throws Exception {
    gateway.swallow(1);
    Answer tried = rig.send("POST", "/api/meters/try", source("161"));

    assertThat(tried.json().path(0).path("values").path(0).path("value").asText())
        .isEqualTo("0.26");
    assertThat(gateway.questions()).isEqualTo(5);
  }

  @Test
  void whatTheMeterDoesNotHave_isNamed_andTheRestIsKept() throws Exception {
    gateway.set("000000000162", "00010000", "26000000");
    gateway.set("000000000162", "02030000", "FFFFFF");
    Answer tried = rig.send("POST", "/api/meters/try", source("162"));

    JsonNode values = tried.json().path(0).path("values");
    assertThat(values.path(0).path("value").asText()).isEqualTo("0.26");
    assertThat(values.path(1).path("problem").asText()).isEqualTo("meter-refused");
    assertThat(values.path(1).path("raw").asText()).contains("no such data");
    assertThat(values.path(2).path("problem").asText()).isEqualTo("value-none");
  }

  @Test
  void valueThatIsNeverAnswered_isNamed_andTheRestIsKept() throws Exception {
    gateway.deaf("00010200");
    Answer saved = rig.send("POST", "/api/meters", source("161"));
    assertThat(saved.status()).isEqualTo(201);
    Arrival arrival = rig.arrivalAfter(0);

    assertThat(arrival.rows()).hasSize(3);
    JsonNode meter = rig.inState("ok").path("meters").path(0);
    assertThat(meter.path("values").path(1).path("problem").asText()).isEqualTo("value-unanswered");
    assertThat(meter.path("values").path(2).path("value").asText()).isEqualTo("12.3456");
  }

  private static MeterEntry entry(String place) {
    return new MeterEntry(
        "v-" + place, null, place, "", "", "", Decimal.of(1), Decimal.of(0), "", false, null, null);
  }

  private MeterSource draft(String... places) {
    return new MeterSource(
        0,
        "hall-2",
        "Hall 2",
        MeterSource.Kind.DLT645,
        "127.0.0.1",
        gateway.port(),
        true,
        List.of(METER),
        Duration.ofSeconds(60),
        Duration.ofMillis(200),
        null,
        null,
        "{}",
        Stream.of(places).map(Dlt645MetersTest::entry).toList(),
        MeterRig.NOW,
        "operator");
  }

  @Test
  void valuesThatAreNeverAnswered_keepNoOtherBack_whereverTheyStand() {
    gateway.deaf("00030000");
    gateway.deaf("00040000");
    gateway.deaf("02020100");
    MeterSource source = draft("00030000", "00040000", "00010000", "02030000", "02020100");
    try (Dlt645Asker asker = new Dlt645Asker(source, rig.desk.door())) {
      assertThatThrownBy(() -> asker.ask(METER))
          .isInstanceOf(MeterException.class)
          .hasMessageContaining("does not answer");
      Reply reply = asked(asker, 3);

      assertThat(reply.values())
          .extracting(ReadValue::code)
          .containsExactly("v-00030000", "v-00040000", "v-00010000", "v-02030000", "v-02020100");
      assertThat(reply.values().get(2).value()).hasToString("0.26");
      assertThat(reply.values().get(3).value()).hasToString("12.3456");
      assertThat(problems(reply)).containsOnly("value-unanswered").hasSize(3);

      for (String place : List.of("00030000", "00040000")) {
        gateway.set(METER, place, "01000000");
      }
      gateway.set(METER, "02020100", "010000");
      gateway.hears();
      assertThat(problems(asked(asker, 0))).isEmpty();
    }
  }

  /** On a machine that stalls a value may need another round. */
  private static Reply asked(Dlt645Asker asker, int problems) {
    Reply reply = asker.ask(METER);
    for (int i = 0; i < 9 && problems(reply).size() > problems; i++) {
      reply = asker.ask(METER);
    }
    return reply;
  }

  private static List<String> problems(Reply reply) {
    return reply.values().stream().flatMap(value -> Stream.ofNullable(value.problem())).toList();
  }

  @Test
  void refusalThatComesLate_isNotTakenForThatOfTheNextQuestion() throws Exception {
    gateway.refusesLate("00030000");
    Dlt645Message.Read late = new Dlt645Message.Read(METER, "00030000");
    Dlt645Message.Read refused = new Dlt645Message.Read(METER, "00040000");
    Duration brief = Duration.ofMillis(100);
    Duration patience = Duration.ofSeconds(10);
    try (GatewayLine line = GatewayLine.dial("127.0.0.1", gateway.port(), patience)) {
      assertThatThrownBy(() -> line.ask(late, brief)).isInstanceOf(SocketTimeoutException.class);
      assertThat(line.ask(new Dlt645Message.Read(METER, "00010000"), patience).message())
          .isInstanceOf(Dlt645Message.Data.class);
      assertThatThrownBy(() -> line.ask(late, brief)).isInstanceOf(SocketTimeoutException.class);
      assertThat(line.ask(refused, patience).message()).isInstanceOf(Dlt645Message.Failure.class);

      gateway.deaf("00010000");
      assertThatThrownBy(() -> line.ask(new Dlt645Message.Read(METER, "00010000"), brief))
          .isInstanceOf(SocketTimeoutException.class);
      assertThatThrownBy(() -> line.ask(refused, brief))
          .as("one that may be the refusal of the other")
          .isInstanceOf(SocketTimeoutException.class);
      assertThat(line.ask(refused, patience).message()).isInstanceOf(Dlt645Message.Failure.class);
    }
  }

  @Test
  void combinedEnergy_hasASign_andBeginsAgainEarlier() throws Exception {
    Answer map =
        rig.send(
            "POST",
            "/api/meters/map/dlt645",
            """
            code,identifier,scale,counter
            a,00000000,,yes
            b,00020000,10,yes
            c,02010100,,yes
            d,05060101,,yes
            """);

    assertThat(map.json().path("entries"))
        .extracting(entry -> entry.path("wrapsAt").asText())
        .containsExactly("800000", "10000000", "null", "1000000");
  }

  @Test
  void valueThatAnotherSourceReads_isRefused_butOthersOfTheMeterAreNot() throws Exception {
    assertThat(rig.send("POST", "/api/meters", source("161")).status()).isEqualTo(201);
    Map<String, Object> again = source("999", "000000000161");
    again.put("code", "hall-9");

    Answer refused = rig.send("POST", "/api/meters", again);

    assertThat(refused.code()).isEqualTo("meter-twice");
    assertThat(refused.json().path("message").asText()).contains("kwh", "hall-2");
    again.put("entries", List.of(Map.of("code", "hz", "place", "02800002", "unit", "Hz")));
    assertThat(rig.send("POST", "/api/meters", again).status()).isEqualTo(201);
  }

  @Test
  void silentMeter_isNamed_andDisturbsNoOther() throws Exception {
    Map<String, Object> source = source("999", "161");
    source.put("entries", List.of(Map.of("code", "kwh", "place", "00010000", "unit", "kWh")));
    assertThat(rig.send("POST", "/api/meters", source).status()).isEqualTo(201);
    Arrival arrival = rig.arrivalAfter(0);
    assertThat(arrival.rows()).hasSize(1);

    JsonNode shown = rig.inState("partly");
    JsonNode problem = shown.path("meters").findValue("problem");
    assertThat(shown.path("meters").toString()).contains("meter-silent", "000000000999");
    assertThat(problem).isNotNull();
  }

  @Test
  void badIdentifierOrAddress_isRefusedByName() throws Exception {
    Answer map =
        rig.send(
            "POST",
            "/api/meters/map/dlt645",
            """
            code,identifier,unit
            a,0001,kWh
            b,0001FF00,kWh
            c,00010000,0.01
            """);
    assertThat(map.json().path("result").path("errors"))
        .extracting(error -> error.path("code").asText())
        .containsExactly("identifier-form", "identifier-unknown", "unit-form");
    assertThat(rig.send("POST", "/api/meters", source("12A")).code()).isEqualTo("meter-address");
    assertThat(rig.send("POST", "/api/meters", source()).code()).isEqualTo("units-missing");
  }
}
