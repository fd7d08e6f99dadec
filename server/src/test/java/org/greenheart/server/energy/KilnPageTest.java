// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.energy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A kiln that makes 2 t an hour with 100 m3 of gas, for two days. */
final class KilnPageTest {
  /** kg CO2 for one t: 50 m3 of gas. */
  private static final String ALL_KNOWN = "108.1094";

  @TempDir private Path folder;
  private Works works;
  private long gas;
  private long kiln;

  @BeforeEach
  void start() throws Exception {
    works = new Works(folder);
    works.clock.set(Works.DAY.plus(Duration.ofDays(2)).plus(Duration.ofMinutes(20)));
    gas = works.stream("x02003", "m3/h");
    long ware = works.stream("x02005", "t/h");
    works.hours(gas, Works.DAY, 48, 100);
    works.hours(ware, Works.DAY, 48, 2);
    long line = id(works.post("units", Map.of("code", "L1", "name", "线", "kind", "line")));
    assertThat(line).isPositive();
    kiln =
        id(works.post("units", Map.of("code", "K1", "name", "窑", "kind", "kiln", "parent", "L1")));
    id(works.post("products", Map.of("code", "BOWL", "name", "碗", "unit", "t")));
    meter(ware, Map.of("carrier", "output", "product", "BOWL"));
  }

  @AfterEach
  void stop() {
    works.close();
  }

  private static long id(JsonNode answer) {
    assertThat(answer.path("id").asLong()).as(answer.toString()).isPositive();
    return answer.path("id").asLong();
  }

  private long meter(long stream, Map<String, Object> more) throws Exception {
    Map<String, Object> body = new HashMap<>(Map.of("unit", "K1", "way", "total"));
    body.put("datastream", stream);
    body.put("carrier", "natural gas");
    body.putAll(more);
    return id(works.post("meters", body));
  }

  private JsonNode page() throws Exception {
    return works.get("kilns/" + kiln);
  }

  private static String now(JsonNode page) {
    return page.path("now").path("kgCO2PerUnit").asText();
  }

  @Test
  void replacedMeter_keepsItsHours_eachWithTheFactorOfItsTime() throws Exception {
    long old = meter(gas, Map.of("from", "2026-03-02"));
    id(works.post("meters/" + old + "/end", Map.of("to", "2026-03-03 00:00")));
    meter(gas, Map.of("from", "2026-03-03 00:00", "factor", "0.5"));

    JsonNode page = page();

    assertThat(now(page)).isEqualTo("54.0547");
    assertThat(page.path("hours").get(0).path("kgCO2PerUnit").asText()).isEqualTo(ALL_KNOWN);
    assertThat(page.path("best").path("perUnit").path("natural gas").asText()).isEqualTo("25");
  }

  @Test
  void hourOfASilentMeter_isNotKnown_soThatItDoesNotLookGood() throws Exception {
    meter(gas, Map.of());
    long second = works.stream("x02013", "m3/h");
    works.hours(second, Works.DAY, 24, 20);
    meter(second, Map.of());

    JsonNode page = page();

    assertThat(page.path("now").path("time").asText()).isEqualTo("2026-03-02T15:00:00Z");
    assertThat(page.path("hours").get(47).path("kgCO2PerUnit").isNull()).isTrue();
    assertThat(page.path("best").path("perUnit").path("natural gas").asText()).isEqualTo("60");
  }

  @Test
  void line_isReadByTheMetersOfItsKilns() throws Exception {
    meter(gas, Map.of());
    long line = works.get("production").path("units").get(0).path("id").asLong();

    JsonNode page = works.get("kilns/" + line);

    assertThat(now(page)).isEqualTo(ALL_KNOWN);
    assertThat(page.path("missing")).isEmpty();
  }

  @Test
  void counter_isReadByTheHour() throws Exception {
    long counter = works.stream("x02023", "m3");
    works.counter(counter, Works.DAY, 49, 100);
    meter(counter, Map.of("way", "counter"));

    JsonNode page = page();

    assertThat(now(page)).isEqualTo(ALL_KNOWN);
    assertThat(page.path("best").path("perUnit").path("natural gas").asText()).isEqualTo("50");
  }

  @Test
  void carrierThatIsBilledAlone_isNamed() throws Exception {
    meter(gas, Map.of());
    id(
        works.post(
            "bills",
            Map.of(
                "carrier",
                "diesel",
                "unit",
                "K1",
                "from",
                "2026-03-02",
                "to",
                "2026-03-02",
                "amount",
                "1",
                "amountUnit",
                "t",
                "document",
                "d1")));

    assertThat(page().path("missing").get(0).asText()).startsWith("diesel: by bills");
  }

  @Test
  void ware_isToldByTheTonne_whereTheMassOfOneIsKnown() throws Exception {
    meter(gas, Map.of());
    id(
        works.post(
            "products", Map.of("code", "CUP", "name", "杯", "unit", "piece", "kilograms", "0.5")));
    long cups = works.stream("x02015", "t/h");
    works.hours(cups, Works.DAY, 48, 2_000);
    meter(cups, Map.of("carrier", "output", "product", "CUP", "factor", "1"));

    JsonNode page = page();

    assertThat(page.path("outputUnit").asText()).isEqualTo("t");
    assertThat(page.path("now").path("output").asText()).isEqualTo("3");
  }
}
