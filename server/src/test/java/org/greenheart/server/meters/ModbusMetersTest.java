// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.meters;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.greenheart.server.meters.MeterRig.Answer;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.registry.Counter;
import org.greenheart.storage.registry.Device;
import org.greenheart.storage.registry.DeviceStatus;
import org.greenheart.storage.telemetry.Arrival;
import org.greenheart.storage.telemetry.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Modbus meters from the map in a spreadsheet to rows, against real slaves. */
final class ModbusMetersTest {
  private static final String MAP =
      """
      因子编码,名称,寄存器地址,寄存器区,数据类型,字节序,系数,单位,累计量
      kwh,电量,0,holding,u32,CDAB,0.01,kWh,是
      x02001,功率,6,holding,float32,,,kW,
      running,运行,2,coil,,,,,否
      """;

  @TempDir private Path folder;
  private MeterRig rig;
  private ModbusSlave slave;

  @BeforeEach
  void start() throws Exception {
    rig = new MeterRig(folder);
    slave = new ModbusSlave();
    slave.set(1, 0, 0x0002, 0x0001, 0, 0, 0, 0, 0x41CC, 0x0000);
  }

  @AfterEach
  void stop() throws Exception {
    rig.close();
    slave.close();
  }

  private Map<String, Object> source(int port, JsonNode entries) {
    Map<String, Object> source = new HashMap<>();
    source.put("code", "kiln-1");
    source.put("name", "Kiln 1");
    source.put("kind", "modbus");
    source.put("host", "127.0.0.1");
    source.put("port", port);
    source.put("units", List.of("1"));
    source.put("period", 60);
    source.put("timeout", 1_000);
    source.put("entries", entries);
    return source;
  }

  private JsonNode map() throws Exception {
    Answer read = rig.send("POST", "/api/meters/map/modbus", MAP);
    assertThat(read.json().path("result").path("errorCount").asInt()).isZero();
    return read.json().path("entries");
  }

  @Test
  void savedSource_isPolled_andWhatWasReadIsOneDurableArrival() throws Exception {
    Answer saved = rig.send("POST", "/api/meters", source(slave.port(), map()));
    assertThat(saved.status()).isEqualTo(201);
    Arrival arrival = rig.arrivalAfter(0);

    assertThat(arrival.outcome()).isEqualTo(Outcome.DATA);
    assertThat(arrival.rows()).hasSize(3);
    assertThat(RawText.of(arrival.raw()))
        .isEqualTo(
            """
            modbus unit 1
            holding 0: 0002 0001 0000 0000 0000 0000 41CC 0000
            coil 2: 05
            """);
    Device device = rig.device("modbus", "kiln-1/1");
    assertThat(device.status()).isEqualTo(DeviceStatus.ACCEPTED);
    assertThat(rig.newest(device, "kwh")).isEqualTo("655.38");
    assertThat(rig.newest(device, "x02001")).isEqualTo("25.5");
    assertThat(rig.newest(device, "running")).isEqualTo("1");
    assertThat(rig.registry.counters().list())
        .extracting(Counter::wrapsAt)
        .containsExactly(Decimal.parse("42949672.96").orElseThrow());

    JsonNode shown = rig.inState("ok");
    assertThat(shown.path("meters").path(0).path("values").path(0).path("raw").asText())
        .isEqualTo("0002 0001");
    assertThat(rig.desk.isConnected(device)).isTrue();
    assertThat(rig.desk.lastContact(device)).isPresent();

    slave.set(1, 0, 0x0003);
    rig.clock.set(MeterRig.NOW.plusSeconds(61));
    Arrival second = rig.arrivalAfter(arrival.number());
    assertThat(second.rows().getFirst().key().start()).isEqualTo(MeterRig.NOW.plusSeconds(60));
  }

  @Test
  void draft_isTried_withRawRegistersAndValues_andNothingIsKept() throws Exception {
    Map<String, Object> draft = source(slave.port(), map());
    draft.put("units", List.of("1", "7"));
    Answer tried = rig.send("POST", "/api/meters/try", draft);

    assertThat(tried.status()).isEqualTo(200);
    assertThat(tried.json().path(0).path("raw").asText()).contains("holding 0: 0002 0001");
    assertThat(tried.json().path(0).path("values").path(0).path("value").asText())
        .isEqualTo("655.38");
    assertThat(tried.json().path(1).path("problem").path("code").asText())
        .isIn("meter-refused", "meter-silent");
    assertThat(rig.telemetry.lastArrival()).isZero();
    assertThat(rig.registry.devices().list()).isEmpty();
    assertThat(rig.registry.meterSources().list()).isEmpty();
  }

  @Test
  void registersThatTheMeterDoesNotHave_areNotReadAlong() throws Exception {
    slave.set(2, 0, 1, 2);
    slave.set(2, 6, 0x41CC, 0);
    Map<String, Object> draft = source(slave.port(), map());
    draft.put("units", List.of("2"));
    Answer tried = rig.send("POST", "/api/meters/try", draft);

    assertThat(tried.json().path(0).path("values").path(1).path("value").asText())
        .isEqualTo("25.5");
    assertThat(slave.requests()).startsWith("2 holding 0 8", "2 holding 0 2", "2 holding 6 2");
  }

  @Test
  void registerThatTheMeterRefuses_isNamed_andTheRestIsKept() throws Exception {
    slave.set(2, 0, 0x0002, 0x0001);
    Map<String, Object> source = source(slave.port(), map());
    source.put("units", List.of("2"));
    assertThat(rig.send("POST", "/api/meters", source).status()).isEqualTo(201);
    Arrival arrival = rig.arrivalAfter(0);

    assertThat(arrival.rows()).hasSize(2);
    assertThat(rig.newest(rig.device("modbus", "kiln-1/2"), "kwh")).isEqualTo("655.38");
    JsonNode values = rig.inState("ok").path("meters").path(0).path("values");
    assertThat(values.path(1).path("problem").asText()).isEqualTo("meter-refused");
    assertThat(values.path(1).path("raw").asText()).contains("holding 6 to 7", "exception 2");
    assertThat(values.path(2).path("value").asText()).isEqualTo("1");
  }

  @Test
  void oneMeterThatIsNotThere_disturbsNoOther() throws Exception {
    Map<String, Object> source = source(slave.port(), map());
    source.put("units", List.of("9", "1"));
    Answer saved = rig.send("POST", "/api/meters", source);
    assertThat(saved.status()).isEqualTo(201);

    JsonNode shown = rig.inState("partly");
    assertThat(rig.arrivalAfter(0).rows()).hasSize(3);
    assertThat(shown.path("meters")).hasSize(2);
    rig.clock.set(MeterRig.NOW.plusSeconds(600));
    assertThat(rig.desk.troubles())
        .singleElement()
        .satisfies(trouble -> assertThat(trouble.message()).contains("unit 9"));
  }

  @Test
  void addressThatCannotBeReached_isSaid_untilItCan() throws Exception {
    int port = slave.port();
    slave.close();
    Answer saved = rig.send("POST", "/api/meters", source(port, map()));
    assertThat(saved.status()).isEqualTo(201);
    JsonNode shown = rig.inState("failing");
    assertThat(shown.path("problem").path("code").asText()).isEqualTo("meter-unreachable");
    assertThat(shown.path("problem").path("message").asText()).contains("127.0.0.1:" + port);
    assertThat(rig.desk.troubles()).isEmpty();
    rig.clock.set(MeterRig.NOW.plusSeconds(180));
    assertThat(rig.desk.troubles()).hasSize(1);

    slave = new ModbusSlave();
    slave.set(1, 0, 0x0002, 0x0001, 0, 0, 0, 0, 0x41CC, 0x0000);
    long id = saved.json().path("id").asLong();
    Answer moved = rig.send("PUT", "/api/meters/" + id, source(slave.port(), map()));
    assertThat(moved.status()).isEqualTo(200);
    JsonNode _ = rig.inState("ok");
    assertThat(rig.desk.troubles()).isEmpty();
  }

  @Test
  void rejectedMeter_isNotAsked() throws Exception {
    Answer saved = rig.send("POST", "/api/meters", source(slave.port(), map()));
    assertThat(saved.status()).isEqualTo(201);
    Arrival first = rig.arrivalAfter(0);
    Device _ = rig.registry.devices().reject(rig.device("modbus", "kiln-1/1").number());
    rig.clock.set(MeterRig.NOW.plusSeconds(61));

    JsonNode shown = rig.inState("failing");
    assertThat(shown.path("meters").path(0).path("problem").path("code").asText())
        .isEqualTo("device-rejected");
    assertThat(rig.telemetry.lastArrival()).isEqualTo(first.number());
  }

  @Test
  void removedSource_isNotAskedAnyMore_andItsDataStay() throws Exception {
    Answer saved = rig.send("POST", "/api/meters", source(slave.port(), map()));
    Arrival first = rig.arrivalAfter(0);
    Answer removed = rig.send("DELETE", "/api/meters/" + saved.json().path("id").asLong(), "");

    assertThat(removed.status()).isEqualTo(204);
    assertThat(rig.get("/api/meters").json()).isEmpty();
    assertThat(rig.telemetry.arrival(first.number())).isPresent();
  }

  @Test
  void mapWithMistakes_saysWhichRowAndColumn_andTheRestIsShown() throws Exception {
    Answer read =
        rig.send(
            "POST",
            "/api/meters/map/modbus",
            """
            code,register,type,scale,unit,counter
            a,0,u32,0.01,kWh,yes
            b,1,u16,1,kW,no
            c,4,u32,kWh,0.01,yes
            d,6,u32,1,0.01,yes
            e,8,u32,1,kWh,maybe
            """);

    JsonNode errors = read.json().path("result").path("errors");
    assertThat(errors).hasSize(4);
    assertThat(errors.path(0).path("row").asInt()).isEqualTo(3);
    assertThat(errors.path(0).path("code").asText()).isEqualTo("register-overlap");
    assertThat(errors.path(1).path("column").asText()).isEqualTo("scale");
    assertThat(errors.path(2).path("code").asText()).isEqualTo("unit-form");
    assertThat(errors.path(3).path("code").asText()).isEqualTo("counter-word");
    assertThat(read.json().path("entries")).hasSize(1);
  }

  @Test
  void badSource_isRefusedByName() throws Exception {
    Map<String, Object> source = source(502, map());
    source.put("units", List.of("300"));
    assertThat(rig.send("POST", "/api/meters", source).code()).isEqualTo("unit-form");
    source.put("units", List.of("1"));
    source.put("host", "not a host");
    assertThat(rig.send("POST", "/api/meters", source).code()).isEqualTo("host-form");
    source.put("host", "192.0.2.1");
    source.put("period", 0);
    assertThat(rig.send("POST", "/api/meters", source).code()).isEqualTo("period-range");
    source.put("period", 60);
    source.put("enabled", false);
    assertThat(rig.send("POST", "/api/meters", source).status()).isEqualTo(201);
    assertThat(rig.send("POST", "/api/meters", source).code()).isEqualTo("meter-source-there");
    assertThat(rig.send("POST", "/api/meters", "").status()).isEqualTo(400);
  }

  @Test
  void replacedMeter_isAskedAbout_andDecidedOverHttp() throws Exception {
    try (CounterWatch watch = new CounterWatch(rig.telemetry, rig.registry)) {
      slave.set(1, 0, 5_000, 0);
      Answer saved = rig.send("POST", "/api/meters", source(slave.port(), map()));
      assertThat(saved.status()).isEqualTo(201);
      Arrival first = rig.arrivalAfter(0);
      slave.set(1, 0, 100, 0);
      rig.clock.set(MeterRig.NOW.plusSeconds(61));
      Arrival _ = rig.arrivalAfter(first.number());
      watch.step();

      JsonNode step = rig.get("/api/counters/steps").json().path(0);
      assertThat(step.path("open").asBoolean()).isTrue();
      String path =
          "/api/counters/%s/steps/%s"
              .formatted(step.path("step").path("datastream"), step.path("step").path("id"));
      assertThat(rig.send("PUT", path, Map.of("verdict", "gone", "why", "x")).code())
          .isEqualTo("counter-verdict");
      assertThat(
              rig.send("PUT", path, Map.of("verdict", "replaced", "oldLast", "49", "why", "x"))
                  .code())
          .isEqualTo("old-last-low");
      assertThat(
              rig.send("PUT", path, Map.of("verdict", "replaced", "newFirst", "2", "why", "x"))
                  .code())
          .isEqualTo("new-first-high");
      assertThat(
              rig.send("PUT", path, Map.of("verdict", "replaced", "newFirst", "-500", "why", "x"))
                  .code())
          .isEqualTo("new-first-low");
      assertThat(
              rig.send(
                      "PUT",
                      path,
                      Map.of("verdict", "replaced", "oldLast", "42949672.96", "why", "x"))
                  .code())
          .isEqualTo("old-last-high");
      assertThat(rig.send("PUT", path, Map.of("verdict", "right", "why", "x")).code())
          .isEqualTo("counter-verdict-fall");
      // The width of the new meter, which the old one had passed long ago.
      rig.registry
          .counters()
          .put(
              new Counter(
                  step.path("step").path("datastream").asLong(),
                  Decimal.of(5),
                  null,
                  MeterRig.NOW,
                  "operator"));
      Answer decided =
          rig.send(
              "PUT",
              path,
              Map.of("verdict", "replaced", "oldLast", "51.5", "newFirst", "0", "why", "new"));
      assertThat(decided.status()).isEqualTo(200);
      JsonNode used =
          rig.get(
                  "/api/counters/%s/used?from=2026-02-28T23:59:00Z&to=2026-03-01T00:02:00Z"
                      .formatted(step.path("step").path("datastream")))
              .json();
      assertThat(used.path("certain").asBoolean()).isTrue();
      assertThat(used.path("used").path("amount").asText()).isEqualTo("2.50");
      assertThat(rig.get("/api/counters").json().path(0).path("open").asInt()).isZero();
    }
  }
}
