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

/** What counts when meters and bills tell of the same time: ten days of 500 kWh an hour. */
final class EnergyBalanceTest {
  private static final String TWO_DAYS = "energy?from=2026-03-02&to=2026-03-03";

  @TempDir private Path folder;
  private Works works;
  private long power;

  @BeforeEach
  void start() throws Exception {
    works = new Works(folder);
    power = works.stream("x02001", "kW");
    works.hours(power, Works.DAY, 240, 500);
    works.clock.set(Works.DAY.plus(Duration.ofDays(10)).plus(Duration.ofMinutes(20)));
    ok(works.post("products", Map.of("code", "BOWL", "name", "碗", "unit", "t")));
  }

  @AfterEach
  void stop() {
    works.close();
  }

  private static void ok(JsonNode answer) {
    assertThat(answer.path("id").asLong()).as(answer.toString()).isPositive();
  }

  private void meter(Map<String, Object> more) throws Exception {
    ok(tryMeter(more));
  }

  private JsonNode tryMeter(Map<String, Object> more) throws Exception {
    Map<String, Object> body = new HashMap<>(more);
    body.putIfAbsent("carrier", "electricity");
    body.put("datastream", power);
    body.put("way", "total");
    return works.post("meters", body);
  }

  private void bill(String carrier, String tariff, String from, String to, String amount)
      throws Exception {
    ok(
        works.post(
            "bills",
            Map.of(
                "carrier",
                carrier,
                "tariff",
                tariff,
                "from",
                from,
                "to",
                to,
                "amount",
                amount,
                "amountUnit",
                carrier.equals("electricity") ? "kWh" : "m3",
                "document",
                tariff + from)));
  }

  private void batch(String from, String to, String amount) throws Exception {
    ok(
        works.post(
            "outputs",
            Map.of("product", "BOWL", "batch", from, "from", from, "to", to, "amount", amount)));
  }

  private static JsonNode use(JsonNode balance) {
    return balance.path("units").get(0).path("uses").get(0);
  }

  @Test
  void billsByTariff_coverTheirTime_andTheMeterTheRest() throws Exception {
    meter(Map.of());
    bill("electricity", "peak", "2026-03-02", "2026-03-02", "4000");
    bill("electricity", "flat", "2026-03-02", "2026-03-02", "5000");
    bill("electricity", "valley", "2026-03-02", "2026-03-02", "2000");

    JsonNode balance = works.get(TWO_DAYS);

    assertThat(use(balance).path("amount").asText()).isEqualTo("23000");
    assertThat(use(balance).path("tariffs").path("valley").asText()).isEqualTo("2000");
    assertThat(balance.path("complete").asBoolean()).isTrue();
  }

  @Test
  void peakAlone_isAPartOfWhatTheMeterCounts() throws Exception {
    meter(Map.of());
    bill("electricity", "peak", "2026-03-02", "2026-03-02", "4000");

    JsonNode use = use(works.get(TWO_DAYS));

    assertThat(use.path("amount").asText()).isEqualTo("24000");
    assertThat(use.path("tariffs").path("peak").asText()).isEqualTo("4000");
  }

  @Test
  void metersByTariff_areTheWhole_whereNoneCountsAll() throws Exception {
    meter(Map.of("tariff", "peak", "from", "2026-03-02"));
    bill("electricity", "all", "2026-03-03", "2026-03-03", "15000");

    JsonNode use = use(works.get(TWO_DAYS));

    assertThat(use.path("amount").asText()).isEqualTo("27000");
    assertThat(use.path("tariffs").path("peak").asText()).isEqualTo("24000");
    JsonNode source = use.path("sources").get(1);
    assertThat(source.path("counted").asText()).isEqualTo("12000");
    assertThat(source.path("factor").asText()).isEqualTo("1");
  }

  @Test
  void hoursOfTheDay_splitWhatTheMeterCounts_whereNoRegisterDoes() throws Exception {
    meter(Map.of());
    String hours = "peak 10-12, 17-22; valley 23-7";
    Map<String, Object> chosen = Map.of("item", "tariff hours", "value", hours);
    assertThat(works.post("carbon/2026/choices", chosen).path("value").asText()).isEqualTo(hours);

    JsonNode use = use(works.get(TWO_DAYS));

    assertThat(use.path("amount").asText()).isEqualTo("24000");
    assertThat(use.path("tariffs").path("peak").asText()).isEqualTo("7000");
    assertThat(use.path("tariffs").path("valley").asText()).isEqualTo("8000");
    assertThat(use.path("tariffs").path("flat").asText()).isEqualTo("9000");
    for (String wrong : new String[] {"peak 10-25", "peak 10-12; valley 11-13", "sharp 1-2"}) {
      assertThat(
              works
                  .post("carbon/2026/choices", Map.of("item", "tariff hours", "value", wrong))
                  .path("code")
                  .asText())
          .isEqualTo("choice-value");
    }
  }

  @Test
  void billThatHasNotComeYet_leavesAGap_andNoFigureForAUnit() throws Exception {
    meter(Map.of());
    bill("natural gas", "all", "2026-02-01", "2026-02-28", "70000");
    batch("2026-03-02", "2026-03-03", "48");

    JsonNode balance = works.get(TWO_DAYS);

    assertThat(balance.path("complete").asBoolean()).isFalse();
    assertThat(balance.path("findings").findValuesAsText("code")).containsExactly("bill-missing");
    assertThat(balance.path("findings").get(0).path("value").asText())
        .isEqualTo("2026-03-02 00:00 – 2026-03-04 00:00");
    JsonNode product = balance.path("products").get(0);
    assertThat(product.path("kgcePerUnit").isNull()).isTrue();
    assertThat(product.path("kgCO2PerUnit").isNull()).isTrue();
    assertThat(product.path("missing").toString()).contains("no meter or bill tells");

    bill("natural gas", "all", "2026-03-01", "2026-03-31", "0");
    assertThat(works.get(TWO_DAYS).path("products").get(0).path("kgcePerUnit").asText())
        .isEqualTo("61.45");
  }

  @Test
  void meterThatBeginsWithin_isAGap_butNotForWhatWasMadeSince() throws Exception {
    meter(Map.of("from", "2026-03-03"));
    batch("2026-03-03", "2026-03-03", "24");

    JsonNode balance = works.get(TWO_DAYS);

    assertThat(balance.path("complete").asBoolean()).isFalse();
    assertThat(balance.path("findings").findValuesAsText("code")).containsExactly("not-counted");
    assertThat(balance.path("products").get(0).path("kgcePerUnit").asText()).isEqualTo("61.45");
  }

  @Test
  void meterOfOutput_countsOutsideOfTheBatches() throws Exception {
    meter(Map.of());
    meter(Map.of("carrier", "output", "product", "BOWL", "factor", "0.002"));
    batch("2026-03-02", "2026-03-02", "20");

    JsonNode balance = works.get(TWO_DAYS);

    assertThat(balance.path("products").get(0).path("amount").asText()).isEqualTo("44");
    assertThat(balance.path("findings").get(0).path("code").asText()).isEqualTo("output-measured");
    assertThat(balance.path("findings").get(0).path("value").asText()).isEqualTo("24");
  }

  @Test
  void batchWithoutALine_ofWhatAKilnMakes_leavesTheProductWithoutAFigure() throws Exception {
    ok(works.post("units", Map.of("code", "K1", "name", "一号窑", "kind", "kiln")));
    meter(Map.of("unit", "K1"));
    batch("2026-03-02", "2026-03-02", "24");
    assertThat(works.get(TWO_DAYS).path("products").get(0).path("kgcePerUnit").isNull()).isFalse();

    ok(
        works.post(
            "outputs",
            Map.of(
                "product",
                "BOWL",
                "unit",
                "K1",
                "batch",
                "2",
                "from",
                "2026-03-03",
                "to",
                "2026-03-03",
                "amount",
                "24")));

    JsonNode product = works.get(TWO_DAYS).path("products").get(0);
    assertThat(product.path("missing").toString()).contains("2026-03-02: says no line or kiln");
    assertThat(product.path("kgcePerUnit").isNull()).isTrue();
  }

  @Test
  void meterThatBeginsBeforeTheLastOneEnded_isRefused() throws Exception {
    meter(Map.of("from", "2026-03-02"));
    ok(works.post("meters/1/end", Map.of("to", "2026-03-05")));

    assertThat(tryMeter(Map.of("from", "2026-03-04")).path("code").asText())
        .isEqualTo("meter-twice");
    meter(Map.of("from", "2026-03-05"));
  }

  @Test
  void quota_isMultipliedByTheChosenThickness() throws Exception {
    meter(Map.of());
    ok(
        works.post(
            "products",
            Map.of(
                "code", "TILE", "name", "砖", "unit", "m2", "quota", "dry-pressed tile E<=0.2%")));
    ok(
        works.post(
            "outputs",
            Map.of(
                "product",
                "TILE",
                "batch",
                "1",
                "from",
                "2026-03-02",
                "to",
                "2026-03-03",
                "amount",
                "500")));
    // 24 000 kWh × 0.1229 / 500 m2: above 5.5, below 5.5 × 1.1
    assertThat(product().path("kgcePerUnit").asText()).isEqualTo("5.8992");
    assertThat(product().path("level").asInt()).isEqualTo(3);

    Map<String, Object> thick = Map.of("item", "thickness TILE", "value", "1.1");
    assertThat(works.post("carbon/2026/choices", thick).path("value").asText()).isEqualTo("1.1");

    assertThat(product().path("level").asInt()).isEqualTo(2);
    assertThat(product().path("levels").get(1).asText()).isEqualTo("6.05");
  }

  private JsonNode product() throws Exception {
    return works.get(TWO_DAYS).path("products").get(0);
  }

  @Test
  void producerGasBesideCoal_isTold_sinceItMayBeMadeOfIt() throws Exception {
    bill("producer gas", "all", "2026-03-02", "2026-03-03", "5000");
    ok(
        works.post(
            "bills",
            Map.of(
                "carrier",
                "raw coal",
                "from",
                "2026-03-02",
                "to",
                "2026-03-03",
                "amount",
                "10",
                "amountUnit",
                "t",
                "document",
                "coal 1")));

    JsonNode finding = works.get(TWO_DAYS).path("findings").get(0);

    assertThat(finding.path("code").asText()).isEqualTo("gas-beside-coal");
    assertThat(finding.path("value").asText()).isEqualTo("5000 m3, 10 t");
  }

  @Test
  void secondBillForTheSameTime_isTold() throws Exception {
    bill("electricity", "all", "2026-03-01", "2026-03-31", "70000");
    bill("electricity", "all", "2026-03-02", "2026-03-03", "24000");

    JsonNode balance = works.get(TWO_DAYS);

    assertThat(balance.path("findings").findValuesAsText("code"))
        .containsExactlyInAnyOrder("bill-shared", "bills-overlap");
  }
}
