// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.calculator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.greenheart.regulation.calculator.Calls.call;
import static org.greenheart.regulation.calculator.Calls.get;
import static org.greenheart.regulation.calculator.Calls.map;
import static org.greenheart.regulation.calculator.Calls.number;
import static org.greenheart.regulation.calculator.Calls.refused;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.greenheart.regulation.rules.LawException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WaterFunctionsTest {
  private static Map<String, @Nullable Object> section() {
    return map("DO", 5.6, "CODMn", 5.1, "COD", 23, "BOD5", 3.2, "NH3-N", 1.18, "TP", 0.19);
  }

  private static Map<String, @Nullable Object> river(@Nullable Object... values) {
    return map("type", "river", "values", map(values));
  }

  @Test
  void class_workedExample_comesOut() {
    assertThat(call("water/class", map("type", "river", "values", section(), "target", "III")))
        .containsEntry("class", "IV")
        .containsEntry("worst", List.of("COD", "NH3-N"))
        .containsEntry("quality", "轻度污染")
        .containsEntry("met", false)
        .containsEntry(
            "classes",
            Map.of(
                "DO", "III", "CODMn", "III", "COD", "IV", "BOD5", "III", "NH3-N", "IV", "TP",
                "III"));
  }

  @Test
  void main_workedExample_comesOut() {
    assertThat(call("water/main", map("type", "river", "values", section())))
        .containsEntry("main", List.of("NH3-N", "COD"))
        .containsEntry(
            "multiples", Map.of("NH3-N", new BigDecimal("0.18"), "COD", new BigDecimal("0.15")))
        .containsEntry("confidence", "low");
  }

  @Test
  void class_otherNamesAndCodes_areUnderstood_andAnsweredAsGiven() {
    assertThat(
            call(
                "water/class",
                river("permanganate index", 11, "氨氮", 0.4, "w21011", 0.15, "dissolved oxygen", 8)))
        .containsEntry("class", "V")
        .containsEntry("worst", List.of("permanganate index"));
    assertThat(get("water/class", "worst", river("NH3N", 3, "TP", 0.1))).isEqualTo(List.of("NH3N"));
  }

  @Test
  void class_traceMetalsByCode_areMicrograms() {
    assertThat(get("water/class", "class", river("w20142", 0.05))).isEqualTo("I");
    assertThat(get("water/class", "class", river("Hg", 0.05))).isEqualTo("inferior V");
  }

  @Test
  void class_nitrogenColiformTemperature_doNotCount_andAreSaid() {
    assertThat(
            call(
                "water/class",
                river("DO", 7.5, "TN", 9, "faecal coliform", 99999, "water temperature", 31)))
        .containsEntry("class", "I")
        .containsEntry("notCounted", List.of("TN", "faecal coliform", "water temperature"));
    refused("water/class", LawException.Code.NO_DATA, river("TN", 9));
  }

  @Test
  void class_phOutsideItsRange_isInferior_andInsideDecidesNothing() {
    assertThat(call("water/class", river("pH", 9.1, "DO", 8)))
        .containsEntry("class", "inferior V")
        .containsEntry("worst", List.of("pH"));
    assertThat(get("water/class", "class", river("pH", 5.9))).isEqualTo("inferior V");
    assertThat(call("water/class", river("pH", 9, "DO", 8)))
        .containsEntry("class", "I")
        .containsEntry("worst", List.of("DO"));
    assertThat(get("water/class", "class", river("pH", 6, "DO", 6))).isEqualTo("II");
  }

  @Test
  void class_phosphorus_isStricterInLakes() {
    assertThat(get("water/class", "class", map("type", "lake", "values", map("TP", 0.1))))
        .isEqualTo("IV");
    assertThat(get("water/class", "class", map("type", "river", "values", map("TP", 0.1))))
        .isEqualTo("II");
  }

  @Test
  void class_saturatedOxygen_isTheFirst() {
    assertThat(
            get(
                "water/class",
                "class",
                map("type", "river", "values", map("DO", 7.1), "doSaturationPercent", 90)))
        .isEqualTo("I");
  }

  @Test
  void class_whatCannotBe_isNamed() {
    refused("water/class", LawException.Code.OUT_OF_RANGE, river("Unobtainium", 1))
        .withMessageStartingWith("values.Unobtainium (1) must be an item of surface water: DO, pH");
    refused("water/class", LawException.Code.OUT_OF_RANGE, river("pH", 14.1))
        .withMessage("pH (14.1) must be from 0 to 14");
    refused("water/class", LawException.Code.OUT_OF_RANGE, river("COD", -1))
        .withMessage("COD (-1) must not be negative");
    refused("water/class", LawException.Code.NO_DATA, river());
    refused("water/class", LawException.Code.NO_DATA, river("COD", null));
    refused("water/class", LawException.Code.CONFLICT, river("COD", 20, "w01018", 21))
        .withMessage("values.w01018 is the same item as values.COD");
    refused(
            "water/class",
            LawException.Code.OUT_OF_RANGE,
            map("type", "sea", "values", map("DO", 8)))
        .withMessage("type (sea) must be one of river, lake");
  }

  @Test
  void class_itemWithoutAValue_isSaid() {
    assertThat(get("water/class", "missing", river("DO", 8, "COD", null)))
        .isEqualTo(List.of("COD"));
  }

  @Test
  void river_workedExample_comesOut() {
    assertThat(
            call("water/river", map("sections", map("II", 2, "III", 4, "IV", 1, "inferior V", 1))))
        .containsEntry("goodPercent", new BigDecimal("75"))
        .containsEntry("inferiorPercent", new BigDecimal("12.5"))
        .containsEntry("quality", "良好")
        .doesNotContainKey("mark");
    assertThat(
            get(
                "water/river",
                "quality",
                map("sections", map("I-III", 6, "IV", 1, "inferior V", 1))))
        .isEqualTo("良好");
  }

  @ParameterizedTest
  @CsvSource({
    "9, 1, 0, 优",
    "89, 11, 0, 良好",
    "75, 25, 0, 良好",
    "74, 7, 19, 轻度污染",
    "70, 10, 20, 中度污染",
    "60, 1, 39, 中度污染",
    "50, 10, 40, 重度污染",
    "0, 0, 100, 重度污染",
    "0, 5, 0, 轻度污染"
  })
  void river_boundaries(int good, int five, int inferior, String quality) {
    assertThat(
            get(
                "water/river",
                "quality",
                map("sections", map("I-III", good, "V", five, "inferior V", inferior))))
        .isEqualTo(quality);
  }

  @Test
  void river_fewerThanFiveSections_isMarked() {
    assertThat(call("water/river", map("sections", map("I-III", 4))))
        .containsEntry("goodPercent", new BigDecimal("100"))
        .containsEntry("quality", null)
        .containsKey("mark");
    refused("water/river", LawException.Code.NO_DATA, map("sections", map()));
    refused("water/river", LawException.Code.OUT_OF_RANGE, map("sections", map("VI", 3)));
    refused("water/river", LawException.Code.OUT_OF_RANGE, map("sections", map("IV", -1)));
    refused("water/river", LawException.Code.OUT_OF_RANGE, map("sections", map("IV", 1.5)));
  }

  @Test
  void black_workedExamples_comeOut() {
    assertThat(call("water/black", map("transparencyCm", 22, "DO", 1.4, "ORP", -60, "NH3N", 9.2)))
        .containsEntry(
            "items",
            Map.of("transparencyCm", "light", "DO", "light", "ORP", "light", "NH3N", "light"))
        .containsEntry("grade", "light");
    assertThat(call("water/black", map("DO", 0.1, "NH3N", 17)))
        .containsEntry("items", Map.of("DO", "heavy", "NH3N", "heavy"))
        .containsEntry("grade", "heavy");
  }

  @ParameterizedTest
  @CsvSource({
    "transparencyCm, 25.1, none",
    "transparencyCm, 25, light",
    "transparencyCm, 10, light",
    "transparencyCm, 9.9, heavy",
    "DO, 2.1, none",
    "DO, 2.0, light",
    "DO, 0.2, light",
    "DO, 0.19, heavy",
    "ORP, 51, none",
    "ORP, 50, light",
    "ORP, -200, light",
    "ORP, -201, heavy",
    "NH3N, 7.9, none",
    "NH3N, 8.0, light",
    "NH3N, 15, light",
    "NH3N, 15.1, heavy"
  })
  void black_boundaries(String item, String value, String grade) {
    assertThat(get("water/black", "grade", map(item, value))).isEqualTo(grade);
  }

  @Test
  void black_endsCanBeLeftOut_andShallowWaterHasItsOwn() {
    assertThat(get("water/black", "grade", map("DO", 2.0, "endsAreLight", false)))
        .isEqualTo("none");
    // 40 % of 20 cm
    assertThat(get("water/black", "grade", map("transparencyCm", 20, "depthCm", 20)))
        .isEqualTo("none");
    refused("water/black", LawException.Code.NO_DATA, map());
    refused("water/black", LawException.Code.OUT_OF_RANGE, map("NH3N", -1))
        .withMessage("NH3N (-1) must not be negative");
  }

  @ParameterizedTest
  @CsvSource({
    "35.49, none",
    "35.5, blue",
    "35.99, blue",
    "36, yellow",
    "38.36, yellow",
    "38.37, orange",
    "39.17, orange",
    "39.18, red",
    "41, red"
  })
  void flood_boundaries(String level, String colour) {
    assertThat(
            get(
                "water/flood",
                "colour",
                map("warning", 36, "guarantee", 38.37, "record", 39.18, "level", level)))
        .isEqualTo(colour);
  }

  @Test
  void flood_anyConditionIsEnough_andMarksMustRise() {
    assertThat(
            get(
                "water/flood",
                "colour",
                map("warning", 36, "guarantee", 38, "level", 30, "returnYears", 20)))
        .isEqualTo("orange");
    refused(
            "water/flood",
            LawException.Code.CONFLICT,
            map("warning", 36, "guarantee", 36, "level", 30))
        .withMessage("guarantee (36) must be above warning (36)");
  }

  @Test
  void substitute_isTheMean_andForPhTheMedian() {
    assertThat(
            number(
                "water/substitute",
                "value",
                map("item", "COD", "previous", List.of(42, 45, 39, 50))))
        .isEqualByComparingTo("44");
    assertThat(
            number(
                "water/substitute",
                "value",
                map("item", "pH", "previous", List.of(7.9, 7.1, 7.4, 7.25))))
        .isEqualByComparingTo("7.32");
    assertThat(
            number(
                "water/substitute", "value", map("item", "ph", "previous", List.of(9, 7.1, 7.4))))
        .isEqualByComparingTo("7.4");
    assertThat(
            number(
                "water/substitute",
                "value",
                map("item", "NH3N", "previous", Arrays.asList(1, null, 2))))
        .isEqualByComparingTo("1.5");
    refused(
            "water/substitute",
            LawException.Code.OUT_OF_RANGE,
            map("item", "gold", "previous", List.of(1)))
        .withMessage("item (gold) must be one of COD, NH3-N, TP, TN, flow, pH");
    refused(
        "water/substitute", LawException.Code.NO_DATA, map("item", "COD", "previous", List.of()));
    refused(
            "water/substitute",
            LawException.Code.OUT_OF_RANGE,
            map("item", "pH", "previous", List.of(15)))
        .withMessage("previous[0] (15) must be from 0 to 14");
  }

  @Test
  void mean_isWeightedByFlow() {
    assertThat(
            call(
                "water/mean", map("concentrations", List.of(40, 60), "volumes", List.of(300, 100))))
        .containsEntry("mean", new BigDecimal("45"))
        .containsEntry("amountKg", new BigDecimal("18"));
    assertThat(call("water/mean", map("concentrations", List.of(40), "volumes", List.of(0))))
        .containsEntry("mean", null)
        .containsKey("mark");
    refused(
        "water/mean",
        LawException.Code.OUT_OF_RANGE,
        map("concentrations", List.of(40), "volumes", List.of(1, 2)));
  }

  @Test
  void overflow_workedExample_comesOut() {
    Map<String, @Nullable Object> inputs = map("widthM", 2.0, "headM", 0.15, "minutes", 40);

    assertThat(number("water/overflow", "flowM3S", inputs))
        .isCloseTo(new BigDecimal("0.2161"), within(new BigDecimal("0.00005")));
    assertThat(number("water/overflow", "volumeM3", inputs))
        .isCloseTo(new BigDecimal("518.7"), within(new BigDecimal("0.05")));
  }

  @Test
  void comparison_errorIsJudgedByTheLaboratorysBand() {
    assertThat(
            call(
                "water/comparison",
                map(
                    "item",
                    "COD",
                    "instrument",
                    List.of(34, 78, 69, 115),
                    "laboratory",
                    List.of(29, 60, 59, 100))))
        .containsEntry(
            "errors",
            List.of(
                new BigDecimal("5"),
                new BigDecimal("30"),
                new BigDecimal("16.9492"),
                new BigDecimal("15")))
        .containsEntry("units", List.of("absolute", "percent", "percent", "percent"))
        .containsEntry("pass", false);
    assertThat(
            get(
                "water/comparison",
                "pass",
                map(
                    "item",
                    "pH",
                    "instrument",
                    List.of(7, 7.5, 8),
                    "laboratory",
                    List.of(7.5, 7.5, 7.5))))
        .isEqualTo(true);
    assertThat(
            get(
                "water/comparison",
                "enough",
                map("item", "pH", "instrument", List.of(7), "laboratory", List.of(7))))
        .isEqualTo(false);
  }

  @Test
  void rain_signalAndClass() {
    assertThat(call("water/rain", map("mm3h", 20, "mm6h", 55, "mm12h", 70, "mm24h", 99.9)))
        .containsEntry("colour", "yellow")
        .containsEntry("class", "storm");
    assertThat(get("water/rain", "colour", map("mm3h", 100))).isEqualTo("red");
    assertThat(get("water/rain", "colour", map("mm12h", 49.9))).isEqualTo("none");
  }

  @Test
  void change_isTheNumberOfClasses() {
    assertThat(get("water/change", "change", map("before", "IV", "now", "III")))
        .isEqualTo("better");
    assertThat(get("water/change", "change", map("before", "II", "now", "inferior V")))
        .isEqualTo("clearly worse");
    assertThat(get("water/change", "change", map("before", "II", "now", "II"))).isEqualTo("none");
  }

  @Test
  void cwqi_whileItemsAreMissing_isNone() {
    Map<String, @Nullable Object> answer =
        call("water/cwqi", map("type", "river", "values", section()));

    assertThat(answer).containsEntry("cwqi", null).containsKey("mark");
    assertThat((List<?>) answer.get("missing")).hasSize(15);
  }

  @Test
  void pumped_isRatedTimesHours() {
    assertThat(
            number(
                "water/pumped",
                "volumeM3",
                map("ratedM3H", List.of(600, 400), "hours", List.of(2.5, 1), "factor", 0.9)))
        .isEqualByComparingTo("1710");
  }
}
