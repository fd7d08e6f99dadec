// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.energy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Sheet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Inventory, kiln and park over real HTTP: ten days of a kiln, the last one better than the rest.
 */
final class CarbonRoutesTest {
  private static final int DAYS = 10;

  @TempDir private Path folder;
  private Works works;
  private long kiln;

  @BeforeEach
  void start() throws Exception {
    works = new Works(folder);
    works.clock.set(Works.DAY.plus(Duration.ofDays(DAYS)).plus(Duration.ofMinutes(20)));
    long gas = works.stream("x02003", "m3/h");
    long power = works.stream("x02001", "kW");
    long ware = works.stream("x02005", "t/h");
    works.hours(gas, Works.DAY, DAYS * 24, 100);
    works.hours(power, Works.DAY, DAYS * 24, 500);
    works.hours(ware, Works.DAY, (DAYS - 1) * 24, 1);
    works.hours(ware, Works.DAY.plus(Duration.ofDays(DAYS - 1)), 24, 2);
    kiln = ok(works.post("units", Map.of("code", "K1", "name", "一号窑", "kind", "kiln")));
    ok(works.post("products", Map.of("code", "BOWL", "name", "碗", "unit", "t")));
    meter(gas, "natural gas");
    meter(power, "electricity");
    ok(
        works.post(
            "meters",
            Map.of(
                "datastream",
                ware,
                "carrier",
                "output",
                "product",
                "BOWL",
                "way",
                "total",
                "unit",
                "K1")));
    assertThat(choose("grid", "Hunan 2023").path("value").asText()).isEqualTo("Hunan 2023");
  }

  private void meter(long stream, String carrier) throws Exception {
    ok(
        works.post(
            "meters",
            Map.of("datastream", stream, "carrier", carrier, "way", "total", "unit", "K1")));
  }

  private JsonNode choose(String item, String value) throws Exception {
    return works.post("carbon/2026/choices", Map.of("item", item, "value", value));
  }

  private static long ok(JsonNode answer) {
    assertThat(answer.path("id").asLong()).as(answer.toString()).isPositive();
    return answer.path("id").asLong();
  }

  @AfterEach
  void stop() {
    works.close();
  }

  @Test
  void inventory_hasEachSource_withOtherFamilies_andSaysThatTheYearIsNotOver() throws Exception {
    JsonNode inventory = works.get("carbon/2026");

    // 24 000 m3 × 2.162188809 kg + 120 000 kWh × 0.4976 kg
    assertThat(inventory.path("total").asText()).isEqualTo("111.6045");
    assertThat(inventory.path("sources").findValuesAsText("carrier"))
        .containsExactly("electricity", "natural gas");
    assertThat(inventory.path("sources").get(1).path("use").path("others")).isNotEmpty();
    assertThat(inventory.path("complete").asBoolean()).isFalse();
    assertThat(inventory.path("findings").findValuesAsText("code"))
        .containsExactly("year-not-over", "not-counted", "not-counted", "gas-state-assumed");
    assertThat(inventory.path("uncertainty").isNull()).isTrue();
    assertThat(inventory.path("unstated")).hasSize(2);
  }

  @Test
  void uncertainty_isShown_onceAllPartsAreStated() throws Exception {
    for (String item :
        List.of(
            "activity ± electricity",
            "factor ± electricity",
            "activity ± natural gas",
            "factor ± natural gas")) {
      var _ = choose(item, "3");
    }

    // √((4.2426 × 51.8926)² + (4.2426 × 59.712)²) / 111.6046
    assertThat(works.get("carbon/2026").path("uncertainty").asText()).isEqualTo("3.0074");
  }

  @Test
  void gasMeteredAt20Degrees_isTakenTo0_andNothingIsAssumedAnyMore() throws Exception {
    assertThat(choose("gas at", "20").path("value").asText()).isEqualTo("20");

    JsonNode inventory = works.get("carbon/2026");

    assertThat(inventory.path("total").asText()).isEqualTo("108.0642");
    assertThat(inventory.path("findings").findValuesAsText("code"))
        .doesNotContain("gas-state-assumed");
  }

  @Test
  void standardCoal_isByTheOwnFactor_andByTheHeatValueForComparison() throws Exception {
    String heat = works.get("carbon/2026").path("sources").get(1).path("use").toString();
    // 2.4 × 389.31 GJ / 29307.6 kJ; the table makes 24 000 × 1.2143 = 29 143.2 of it
    assertThat(heat).contains("by the heat value").contains("31880.6").contains("29143.2");

    assertThat(choose("kgce natural gas", "1.3284").path("value").asText()).isEqualTo("1.3284");

    // (24 000 × 1.3284 + 120 000 × 0.1229) / 264
    assertThat(works.get("intensities").get(0).path("products").get(0).path("kgcePerUnit").asText())
        .isEqualTo("176.6273");
  }

  @Test
  void choice_thatCannotBeCountedWith_isRefused() throws Exception {
    assertThat(choose("grid", "Hunan 2026").path("code").asText()).isEqualTo("choice-value");
    assertThat(choose("family natural gas", "Z").path("code").asText()).isEqualTo("choice-value");
    assertThat(choose("moon", "1").path("code").asText()).isEqualTo("choice-item");
    assertThat(choose("heat", "11").path("code").asText()).isEqualTo("choice-value");
    // In another unit: MJ/m3, kg/GJ, percent, kgce/1000 m3. Family C knows producer gas alone.
    assertThat(choose("ncv natural gas", "38.931").path("message").asText())
        .contains("must be in GJ for one t or 10 000 m3");
    assertThat(choose("cc natural gas", "15.3").path("code").asText()).isEqualTo("choice-value");
    assertThat(choose("of natural gas", "99").path("code").asText()).isEqualTo("choice-value");
    assertThat(choose("kgce natural gas", "1214.3").path("code").asText())
        .isEqualTo("choice-value");
    assertThat(choose("kgce carbonate", "1").path("code").asText()).isEqualTo("choice-item");
    assertThat(choose("family natural gas", "C").path("message").asText())
        .contains("must be one of [A, B], which know natural gas");
    assertThat(choose("thickness BOWL", "9").path("code").asText()).isEqualTo("choice-value");
    assertThat(choose("thickness PLATE", "1.2").path("code").asText()).isEqualTo("choice-item");
  }

  @Test
  void carbonates_countByTheirComposition_percentsAreRefused() throws Exception {
    Map<String, Object> bill =
        Map.of(
            "carrier",
            "carbonate",
            "from",
            "2026-03-02",
            "to",
            "2026-03-05",
            "amount",
            "1000",
            "amountUnit",
            "t",
            "document",
            "raw 1",
            "facts",
            "CaCO3=2.1;eta=0.9");
    assertThat(works.post("bills", bill).path("code").asText()).isEqualTo("facts-form");
    var right = new HashMap<>(bill);
    right.put("facts", "CaCO3=0.021;MgCO3=0.009;eta=0.9");
    ok(works.post("bills", right));

    JsonNode source = works.get("carbon/2026").path("sources").get(2);

    assertThat(source.path("kind").asText()).isEqualTo("material");
    assertThat(source.path("use").path("tCO2").asText()).isEqualTo("12.5589");
  }

  @Test
  void workbook_hasTheChaptersInOrder_andTheAddressesOfItsReadings() throws Exception {
    byte[] content = works.bytes("GET", works.path("carbon/2026/inventory.xlsx?language=en"), null);

    try (ReadableWorkbook book = new ReadableWorkbook(new ByteArrayInputStream(content))) {
      assertThat(book.getSheets().map(Sheet::getName).toList())
          .containsExactly(
              "1 Who reports",
              "2 Emissions",
              "3 Activity data",
              "4 Factors",
              "5 Other",
              "A Working",
              "B Readings",
              "C Output");
      assertThat(text(book, 1)).contains("111.6045").contains("net bought electricity");
      assertThat(text(book, 6)).contains("/v1.1/Datastreams(").contains("2026-03");
      assertThat(text(book, 7)).contains("/v1.1/Datastreams(").contains("BOWL");
      assertThat(text(book, 4)).contains("The year is not over").doesNotContain("year-not-over");
    }
  }

  private static String text(ReadableWorkbook book, int sheet) throws IOException {
    StringBuilder text = new StringBuilder();
    book.getSheet(sheet).orElseThrow().read().forEach(row -> text.append(row).append('\n'));
    return text.toString();
  }

  @Test
  void kiln_tellsItsNewestHour_andWhatChangedSinceItsBestStretch() throws Exception {
    JsonNode page = works.get("kilns/" + kiln);

    assertThat(page.path("missing")).isEmpty();
    assertThat(page.path("outputUnit").asText()).isEqualTo("t");
    assertThat(page.path("hours")).hasSize(48);
    // (100 × 2.1621888 + 500 × 0.4976) / 2
    assertThat(page.path("now").path("kgCO2PerUnit").asText()).isEqualTo("232.5094");
    assertThat(page.path("windowHours").asInt()).isEqualTo(168);
    assertThat(page.path("best").path("perUnit").path("natural gas").asText()).isEqualTo("87.5");
    assertThat(works.get("kilns/999").path("code").asText()).isEqualTo("unit-not-found");
    assertThat(works.get("kilns/" + kiln + "?weeks=99").path("code").asText())
        .isEqualTo("weeks-range");
  }

  @Test
  void bestWeek_isLookedForAsFarBackAsIsAsked() throws Exception {
    // Its best days are five weeks ago: the usual four do not hold them any more.
    works.clock.set(Works.DAY.plus(Duration.ofDays(DAYS + 35)).plus(Duration.ofMinutes(20)));

    assertThat(works.get("kilns/" + kiln).path("best").isNull()).isTrue();
    JsonNode best = works.get("kilns/" + kiln + "?weeks=8").path("best");

    // 160 of its 168 hours are known: 136 with 1 t, 24 with 2 t
    assertThat(best.path("perUnit").path("natural gas").asText()).isEqualTo("86.9565");
    // (16 000 m3 × 2.1621888 + 80 000 kWh × 0.4976) / 184 t
    assertThat(best.path("kgCO2PerUnit").asText()).isEqualTo("404.3642");
  }

  @Test
  void park_namesWhoAgreed_andHidesTheFewOthers() throws Exception {
    String path = "/api/energy/park?month=2026-03";
    assertThat(works.send("GET", path, null).path("rows")).isEmpty();
    assertThat(works.send("GET", path, null).path("hidden").asInt()).isEqualTo(1);

    var _ = works.post("consents", Map.of("agreed", true));
    JsonNode row = works.send("GET", path, null).path("rows").get(0);
    assertThat(row.path("name").asText()).isEqualTo("窑厂");
    assertThat(row.path("kgCO2PerUnit").isNull()).isFalse();

    var _ = works.post("consents", Map.of("agreed", false, "why", "withdrawn by the board"));
    assertThat(works.send("GET", path, null).path("rows")).isEmpty();
    assertThat(works.get("consents").findValuesAsText("agreed")).containsExactly("false", "true");
  }

  @Test
  void park_showsThreeWorksWithoutNames_butNotOneWithThreeProducts() throws Exception {
    String path = "/api/energy/park?month=2026-03";
    for (String code : List.of("CUP", "DISH")) {
      ok(works.post("products", Map.of("code", code, "name", code, "unit", "t")));
      ok(
          works.post(
              "outputs",
              Map.of(
                  "product",
                  code,
                  "batch",
                  "1",
                  "from",
                  "2026-03-02",
                  "to",
                  "2026-03-02",
                  "amount",
                  "1")));
    }
    assertThat(works.send("GET", path, null).path("rows")).isEmpty();
    assertThat(works.send("GET", path, null).path("hidden").asInt()).isEqualTo(3);

    works.other("91330100MA2B00002", "甲厂");
    works.other("91330100MA2B00003", "乙厂");
    JsonNode page = works.send("GET", path, null);

    assertThat(page.path("rows")).hasSize(5);
    assertThat(page.path("hidden").asInt()).isZero();
    assertThat(page.toString()).doesNotContain("厂").doesNotContain("DISH");
  }

  @Test
  void batchesBesideAMeterOfOutput_countAlone_andTheMeasuredIsNamed() throws Exception {
    ok(
        works.post(
            "outputs",
            Map.of(
                "product",
                "BOWL",
                "unit",
                "K1",
                "batch",
                "1",
                "from",
                "2026-03-02",
                "to",
                "2026-03-02",
                "amount",
                "20")));

    JsonNode balance = works.get("energy?from=2026-03-02&to=2026-03-02");

    assertThat(balance.path("products").get(0).path("amount").asText()).isEqualTo("20");
    assertThat(balance.path("findings").get(0).path("code").asText()).isEqualTo("output-measured");
    assertThat(balance.path("findings").get(0).path("value").asText()).isEqualTo("24");
  }

  @Test
  void intensities_tellEachMonth() throws Exception {
    JsonNode months = works.get("intensities");

    assertThat(months).hasSize(1);
    assertThat(months.get(0).path("products").get(0).path("kgcePerUnit").asText())
        .isEqualTo("166.2545");
  }
}
