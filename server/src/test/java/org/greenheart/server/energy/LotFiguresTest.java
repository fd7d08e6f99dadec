// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.energy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.greenheart.storage.registry.CarbonChoice;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The carbon of a lot: 100 m3 of gas and 500 kWh an hour, 24 t of ware a day. */
final class LotFiguresTest {
  private static final Instant NEXT = Works.DAY.plus(Duration.ofDays(1));

  @TempDir private Path folder;
  private Works works;
  private long gas;
  private long power;

  @BeforeEach
  void start() throws Exception {
    works = new Works(folder);
    gas = works.stream("x02003", "m3/h");
    power = works.stream("x02001", "kW");
    works.hours(gas, Works.DAY, 24, 100);
    works.hours(power, Works.DAY, 24, 500);
    ok(works.post("units", Map.of("code", "K1", "name", "一号窑", "kind", "kiln")));
    ok(works.post("products", Map.of("code", "BOWL", "name", "碗", "unit", "t")));
    ok(
        works.post(
            "meters",
            Map.of("datastream", gas, "carrier", "natural gas", "way", "total", "unit", "K1")));
    ok(works.post("meters", Map.of("datastream", power, "carrier", "electricity", "way", "total")));
    choose("grid", "Hunan 2023");
  }

  private void choose(String item, String value) {
    var _ =
        works
            .registry
            .energy()
            .choose(new CarbonChoice(works.enterprise, 2026, item, value, "test", Instant.EPOCH));
  }

  private static void ok(JsonNode answer) {
    assertThat(answer.path("id").asLong()).as(answer.toString()).isPositive();
  }

  @AfterEach
  void stop() {
    works.close();
  }

  private void batch(String product, String number, String amount) throws Exception {
    ok(
        works.post(
            "outputs",
            Map.of(
                "product",
                product,
                "unit",
                "K1",
                "batch",
                number,
                "from",
                "2026-03-02",
                "to",
                "2026-03-02",
                "amount",
                amount)));
  }

  private LotCarbon figure(String product) {
    return works.desk.lots().of(works.enterprise, product, Works.DAY, NEXT).orElseThrow();
  }

  private static BigDecimal rounded(BigDecimal value) {
    return value.setScale(3, RoundingMode.HALF_EVEN);
  }

  @Test
  void oneProduct_carriesAllCarbonOfItsTime() throws Exception {
    batch("BOWL", "B1", "24");

    LotCarbon figure = figure("BOWL");

    // 2 400 m3 × 2.162188809 kg + 12 000 kWh × 0.4976 kg, by 24 t.
    assertThat(figure.missing()).isEmpty();
    assertThat(rounded(figure.kgCO2PerUnit().orElseThrow())).isEqualByComparingTo("465.019");
    assertThat(figure.unit()).isEqualTo("t");
    assertThat(figure.boundary()).isEqualTo(LotCarbon.GATE_TO_GATE);
    assertThat(figure.primaryShare()).isEqualByComparingTo("100");
    assertThat(figure.method()).contains("Hunan 2023: 0.4976", "natural gas A");
    assertThat(
            rounded(
                works
                    .desk
                    .lots()
                    .ofBatch(works.enterprise, "BOWL", "B1")
                    .flatMap(LotCarbon::kgCO2PerUnit)
                    .orElseThrow()))
        .isEqualByComparingTo("465.019");
  }

  @Test
  void twoProducts_shareByMass() throws Exception {
    ok(
        works.post(
            "products", Map.of("code", "CUP", "name", "杯", "unit", "piece", "kilograms", "0.5")));
    batch("BOWL", "B1", "18");
    batch("CUP", "C1", "12000");

    assertThat(rounded(figure("BOWL").kgCO2PerUnit().orElseThrow()))
        .isEqualByComparingTo("465.019");
    assertThat(figure("CUP").kgCO2PerUnit().orElseThrow().setScale(6, RoundingMode.HALF_EVEN))
        .isEqualByComparingTo("0.232509");
  }

  @Test
  void missingHour_givesNoFigure_andSaysWhy() throws Exception {
    batch("BOWL", "B1", "24");
    ok(
        works.post(
            "meters",
            Map.of(
                "datastream",
                works.stream("x02009", "m3/h"),
                "carrier",
                "producer gas",
                "way",
                "total",
                "from",
                "2026-03-01")));

    LotCarbon figure = figure("BOWL");

    assertThat(figure.kgCO2PerUnit()).isEmpty();
    assertThat(figure.missing()).contains("producer gas: readings are missing");
    JsonNode balance = works.get("energy?from=2026-03-02&to=2026-03-02");
    assertThat(balance.path("complete").asBoolean()).isFalse();
    assertThat(balance.path("findings").get(0).path("code").asText()).isEqualTo("hours-missing");
    assertThat(balance.path("findings").get(0).path("value").asText()).isEqualTo("24/24");
  }

  @Test
  void yearWithoutFactor_givesNoFigure_untilOneIsChosen() throws Exception {
    batch("BOWL", "B1", "24");
    choose("grid", "");

    LotCarbon figure = figure("BOWL");

    assertThat(figure.kgCO2PerUnit()).isEmpty();
    assertThat(figure.missing().getFirst()).contains("not known for year (2026)");
  }

  @Test
  void nothingMade_isNoFigure() {
    assertThat(works.desk.lots().of(works.enterprise, "BOWL", Works.DAY, NEXT)).isEmpty();
    assertThat(works.desk.lots().ofBatch(works.enterprise, "BOWL", "B9")).isEmpty();
  }

  @Test
  void unitInTheWrongColumn_isRefusedOnItsRow_andNothingIsKept() throws Exception {
    String file =
        """
        产品编码,批次,开始,结束,产量,单位,合格量
        BOWL,B1,2026-03-02,2026-03-02,24,t,23
        BOWL,B2,2026-03-02,2026-03-02,24 t,,
        BOWL,B3,2026-03-02,2026-03-02,24,m2,
        BOWL,B4,2026-03-02,2026-03-02,0,t,
        BOWL,B5,2026-03-03,2026-03-01,24,t,
        PLATE,B6,2026-03-02,2026-03-02,24,t,
        """;

    JsonNode result = works.send("POST", works.path("outputs/import"), file);

    assertThat(result.path("applied").asBoolean()).isFalse();
    assertThat(result.path("errors").findValuesAsText("code"))
        .containsExactly(
            "number-unreadable",
            "output-unit",
            "output-nothing",
            "period-order",
            "unknown-product");
    assertThat(result.path("errors").findValuesAsText("row")).startsWith("3", "4", "5");
    assertThat(works.get("outputs")).isEmpty();
  }

  @Test
  void correction_keepsWhatWas_andSaysWhy() throws Exception {
    batch("BOWL", "B1", "24");
    Map<String, Object> other =
        Map.of(
            "product",
            "BOWL",
            "unit",
            "K1",
            "batch",
            "B1",
            "from",
            "2026-03-02",
            "to",
            "2026-03-02",
            "amount",
            "22");

    assertThat(works.post("outputs", other).path("code").asText()).isEqualTo("correction-why");
    var with = new HashMap<>(other);
    with.put("why", "weighed again");
    ok(works.post("outputs", with));

    JsonNode history = works.get("outputs/history?product=BOWL&batch=B1");
    assertThat(history.findValuesAsText("amount")).containsExactly("22", "24");
    assertThat(history.get(0).path("why").asText()).isEqualTo("weighed again");
    assertThat(works.get("outputs")).hasSize(1);
  }

  @Test
  void bills_goBeforeMeters_whereTheyCover() throws Exception {
    JsonNode wrong =
        works.post(
            "bills",
            Map.of(
                "carrier",
                "electricity",
                "from",
                "2026-03-02",
                "to",
                "2026-03-02",
                "amount",
                "13",
                "amountUnit",
                "m3",
                "document",
                "2026-03"));
    assertThat(wrong.path("code").asText()).isEqualTo("energy-unit");
    ok(
        works.post(
            "bills",
            Map.of(
                "carrier",
                "电力",
                "from",
                "2026-03-02",
                "to",
                "2026-03-02",
                "amount",
                "13",
                "amountUnit",
                "MWh",
                "document",
                "2026-03")));

    JsonNode unit = works.get("energy?from=2026-03-02&to=2026-03-02").path("units").get(0);

    assertThat(unit.path("uses").get(0).path("carrier").asText()).isEqualTo("electricity");
    assertThat(unit.path("uses").get(0).path("amount").asText()).isEqualTo("13000");
    assertThat(unit.path("uses").get(1).path("amount").asText()).isEqualTo("2400");
    assertThat(unit.path("kgce").asText()).startsWith("4512.02");
  }
}
