// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.calculator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.greenheart.regulation.calculator.Calls.call;
import static org.greenheart.regulation.calculator.Calls.get;
import static org.greenheart.regulation.calculator.Calls.map;
import static org.greenheart.regulation.calculator.Calls.number;
import static org.greenheart.regulation.calculator.Calls.refused;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.greenheart.regulation.rules.LawException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TaxFunctionsTest {
  private static final Map<String, @Nullable Object> KILN =
      map("NOx", 6840, "SO2", 1330, "smoke dust", 654, "fluoride", 130.5);
  private static final Map<String, @Nullable Object> SEWAGE =
      map("COD", 60, "NH3-N", 8, "TP", 0.8, "SS", 30, "BOD5", 15);

  private static Map<String, @Nullable Object> kiln(@Nullable Object... more) {
    Map<String, @Nullable Object> inputs =
        new LinkedHashMap<>(
            map(
                "kg",
                KILN,
                "rate",
                2.4,
                "means",
                map("NOx", 121, "SO2", 22, "smoke dust", 11),
                "limits",
                map("NOx", 180, "SO2", 50, "smoke dust", 30),
                "exceedances",
                map("SO2", 1)));
    inputs.putAll(map(more));
    return inputs;
  }

  @Test
  void air_kilnOfTheWorkedExample_comesOut() {
    assertThat(call("tax/air", kiln()))
        .containsEntry(
            "equivalents",
            Map.of(
                "NOx", new BigDecimal("7200"),
                "SO2", new BigDecimal("1400"),
                "smoke dust", new BigDecimal("300"),
                "fluoride", new BigDecimal("150")))
        .containsEntry("taxed", List.of("NOx", "SO2", "smoke dust"))
        .containsEntry("untaxed", List.of("fluoride"))
        .containsEntry(
            "factors",
            Map.of(
                "NOx", new BigDecimal("0.75"),
                "SO2", new BigDecimal("1"),
                "smoke dust", new BigDecimal("0.5")))
        .containsEntry(
            "taxes",
            Map.of(
                "NOx", new BigDecimal("12960"),
                "SO2", new BigDecimal("3360"),
                "smoke dust", new BigDecimal("360")))
        .containsEntry("tax", new BigDecimal("16680"))
        .containsEntry("clause", "Art. 8, 9, 11, 13")
        .containsEntry("confidence", "high")
        .doesNotContainKey("ignored");
  }

  @Test
  void air_withoutMeans_isNotReduced() {
    assertThat(number("tax/air", "tax", map("kg", KILN, "rate", 2.4)))
        .isEqualByComparingTo("21360");
  }

  @Test
  void air_rateOfTheProvince_isChosenByName_andLessSure() {
    assertThat(call("tax/air", map("kg", KILN, "province", "湖南")))
        .containsEntry("tax", new BigDecimal("21360"))
        .containsEntry("confidence", "medium");
  }

  @Test
  void air_namesInChineseAndCodes_areUnderstood_andKept() {
    assertThat(call("tax/air", map("kg", map("a21002", 6840, "二氧化硫", 1330), "rate", "2.4")))
        .containsEntry("taxed", List.of("a21002", "二氧化硫"))
        .containsEntry("tax", new BigDecimal("20640"));
  }

  @Test
  void air_amountsFromGas_areItsMass() {
    // 12,000,000 m3 at 45 mg/m3 are 540 kg.
    assertThat(
            number(
                "tax/air", "tax", map("volumeM3", 12000000, "mgM3", map("SO2", 45), "rate", "1.2")))
        .isEqualByComparingTo("682.11");
  }

  @Test
  void air_particulates_needTheirOrigin() {
    refused("tax/air", LawException.Code.OUT_OF_RANGE, map("kg", map("PM", 654), "rate", 2.4))
        .withMessageContaining("kg.PM (PM) must be smoke dust")
        .withMessageContaining("general dust");
    assertThat(
            number(
                "tax/air",
                "tax",
                map("kg", map("颗粒物", 654), "rate", 2.4, "category", "combustion")))
        .isEqualByComparingTo("720");
    assertThat(
            number("tax/air", "tax", map("kg", map("PM", 654), "rate", 2.4, "category", "process")))
        .isEqualByComparingTo("392.4");
  }

  @Test
  void air_volatileOrganics_areNotListed_andNotTaxed() {
    assertThat(call("tax/air", map("kg", map("SO2", 95, "NMHC", 900), "rate", 2.4)))
        .containsEntry("untaxed", List.of("NMHC"))
        .containsEntry("notListed", List.of("NMHC"))
        .containsEntry("tax", new BigDecimal("240"));
    refused("tax/air", LawException.Code.NO_DATA, map("kg", map("NMHC", 900), "rate", 2.4))
        .withMessageContaining("none of NMHC is listed");
  }

  @Test
  void air_tieAtTheCut_keepsTheOrderGiven_andSaysSo() {
    Map<String, @Nullable Object> answer =
        call("tax/air", map("kg", map("NOx", 95, "SO2", 95, "H2S", 29, "Cl2", 34), "rate", 2.4));

    assertThat(answer)
        .containsEntry("taxed", List.of("NOx", "SO2", "H2S"))
        .containsEntry("untaxed", List.of("Cl2"));
    assertThat(String.valueOf(answer.get("why"))).contains("a tie at the cut");
  }

  @ParameterizedTest
  @CsvSource({
    "126, included, 0.75",
    "126, excluded, 1",
    "126.01, included, 1",
    "90, included, 0.5",
    "90, excluded, 0.75",
    "0, excluded, 0.5",
    "181, included, 1"
  })
  void air_meanAtTheBoundary_isReducedAsChosen(String mean, String boundary, String factor) {
    assertThat(
            call(
                    "tax/air",
                    map(
                        "kg", map("NOx", 950),
                        "rate", 2.4,
                        "means", map("NOx", mean),
                        "limits", map("NOx", 180),
                        "exceedances", map(),
                        "boundary", boundary))
                .get("factors"))
        .isEqualTo(Map.of("NOx", new BigDecimal(factor)));
  }

  @Test
  void air_meansWithoutExceedancesOrLimits_areRefused() {
    refused(
            "tax/air",
            LawException.Code.MISSING,
            map("kg", KILN, "rate", 2.4, "means", map("NOx", 1), "limits", map("NOx", 180)))
        .withMessageContaining("exceedances is missing");
    refused(
            "tax/air",
            LawException.Code.MISSING,
            map(
                "kg",
                KILN,
                "rate",
                2.4,
                "means",
                map("NOx", 1, "SO2", 3),
                "limits",
                map("NOx", 180),
                "exceedances",
                map()))
        .withMessageContaining("limits.SO2 is missing");
    refused("tax/air", LawException.Code.OUT_OF_RANGE, kiln("means", map("NO2", 1)))
        .withMessageContaining("NO2 must be written as one of the amounts");
  }

  @Test
  void air_rateThatNoProvinceMaySet_isRefused_withTheBounds() {
    refused("tax/air", LawException.Code.OUT_OF_RANGE, map("kg", KILN, "rate", 240))
        .withMessage("rate (240) must be from 1.2 to 12 yuan for one equivalent of air (annex 1)");
    refused("tax/air", LawException.Code.OUT_OF_RANGE, map("kg", KILN, "rate", "1.19"));
    refused("tax/air", LawException.Code.MISSING, map("kg", KILN));
    refused("tax/air", LawException.Code.CONFLICT, map("kg", KILN, "rate", 2, "province", "Hunan"));
    refused("tax/air", LawException.Code.OUT_OF_RANGE, map("kg", KILN, "province", "Atlantis"));
  }

  @Test
  void air_monthBeforeTheLaw_isRefused() {
    refused("tax/air", LawException.Code.NO_RULE, kiln("date", "2017-12-31"))
        .withMessageContaining("2017-12-31");
    assertThat(number("tax/air", "tax", kiln("date", "2018-01-01"))).isEqualByComparingTo("16680");
  }

  @Test
  void air_amountsThatAreNone_areRefused_byName() {
    refused("tax/air", LawException.Code.NO_DATA, map("kg", map(), "rate", 2.4));
    refused("tax/air", LawException.Code.NO_DATA, map("kg", map("SO2", null), "rate", 2.4))
        .withMessageContaining("kg.SO2 has no data");
    refused("tax/air", LawException.Code.OUT_OF_RANGE, map("kg", map("SO2", -1), "rate", 2.4))
        .withMessage("kg.SO2 (-1) must not be negative");
    refused("tax/air", LawException.Code.OUT_OF_RANGE, map("kg", map("SO22", 1), "rate", 2.4))
        .withMessage("kg.SO22 (SO22) is no air pollutant that is known");
    refused("tax/air", LawException.Code.CONFLICT, map("kg", map("SO2", 1, "二氧化硫", 2), "rate", 2.4))
        .withMessage("kg.二氧化硫 is SO2, which is given twice");
    refused(
        "tax/air",
        LawException.Code.CONFLICT,
        map("kg", KILN, "volumeM3", 3, "mgM3", map("SO2", 1), "rate", 2.4));
  }

  @Test
  void water_outletOfTheWorkedExample_comesOut() {
    assertThat(call("tax/water", map("volumeT", 40000, "mgL", SEWAGE, "rate", "3.0")))
        .containsEntry(
            "equivalents",
            Map.of(
                "COD", new BigDecimal("2400"),
                "NH3-N", new BigDecimal("400"),
                "TP", new BigDecimal("128"),
                "SS", new BigDecimal("300"),
                "BOD5", new BigDecimal("1200")))
        .containsEntry("taxed", List.of("COD", "NH3-N", "SS"))
        .containsEntry("untaxed", List.of("BOD5", "TP"))
        .containsEntry("tax", new BigDecimal("9300"));
  }

  @Test
  void water_largerOfCodAndBod_isTheOneThatCounts() {
    assertThat(call("tax/water", map("kg", map("COD", 100, "BOD5", 60), "rate", 3)))
        .containsEntry("taxed", List.of("BOD5"))
        .containsEntry("untaxed", List.of("COD"))
        .containsEntry("tax", new BigDecimal("360"));
  }

  @Test
  void water_firstClass_isRankedForItself_upToFive() {
    assertThat(
            call(
                "tax/water",
                map(
                    "kg",
                    map(
                        "Hg", 0.005, "Cd", 0.04, "Cr", 0.24, "As", 0.08, "Pb", 0.075, "Ni", 0.05,
                        "COD", 10, "SS", 12, "TP", 0.5, "NH3-N", 0.8),
                    "rate",
                    "1.4")))
        .containsEntry("taxed", List.of("Hg", "Cd", "Cr", "As", "Pb", "COD", "SS", "TP"))
        .containsEntry("untaxed", List.of("Ni", "NH3-N"))
        .containsEntry("tax", new BigDecimal("64.4"));
  }

  @Test
  void water_totalNitrogen_isNotInTheAnnex() {
    assertThat(call("tax/water", map("kg", map("COD", 100, "TN", 500), "rate", 3)))
        .containsEntry("notListed", List.of("TN"))
        .containsEntry("tax", new BigDecimal("300"));
  }

  @Test
  void water_acidColourAndGerms_areRankedAmongTheOthers() {
    assertThat(
            call(
                "tax/water",
                map(
                    "volumeT",
                    2000,
                    "ph",
                    4.5,
                    "colourTimes",
                    3,
                    "coliform",
                    true,
                    "chlorine",
                    true,
                    "rate",
                    3)))
        .containsEntry("taxed", List.of("pH", "colour", "coliform"))
        .containsEntry("untaxed", List.of("chlorine"))
        // 2000 + 1200 + 606.0606 equivalents
        .containsEntry("tax", new BigDecimal("11418.18"));
  }

  @ParameterizedTest
  @CsvSource({
    "to-works, 0, Art. 4 (1)",
    "works-within-standard, 0, Art. 12 (3)",
    "works-exceeding, 9300, 'Art. 8, 9, 11, 13'",
    "park-works, 9300, 'Art. 8, 9, 11, 13'",
    "direct, 9300, 'Art. 8, 9, 11, 13'"
  })
  void water_categoryOfTheOutlet_decidesWhetherItPays(String category, String tax, String clause) {
    assertThat(
            call(
                "tax/water", map("volumeT", 40000, "mgL", SEWAGE, "rate", 3, "category", category)))
        .containsEntry("tax", new BigDecimal(tax))
        .containsEntry("clause", clause);
  }

  @Test
  void water_concentrationBeyondTheWaterItself_isRefused() {
    refused(
            "tax/water",
            LawException.Code.OUT_OF_RANGE,
            map("volumeT", 3, "mgL", map("COD", 1000001), "rate", 3))
        .withMessageContaining("mgL.COD (1000001) must not be more than");
    refused("tax/water", LawException.Code.MISSING, map("mgL", map("COD", 60), "rate", 3))
        .withMessageContaining("volumeT");
    refused("tax/water", LawException.Code.NO_DATA, map("volumeT", 40000, "rate", 3));
    refused("tax/water", LawException.Code.OUT_OF_RANGE, map("kg", map("SO2", 1), "rate", 3));
  }

  @Test
  void reduction_factorsAndTotal_comeOut() {
    assertThat(call("tax/reduction", kiln()))
        .containsEntry("taxed", List.of("NOx", "SO2", "smoke dust"))
        .containsEntry(
            "factors", List.of(new BigDecimal("0.75"), new BigDecimal("1"), new BigDecimal("0.5")))
        .containsEntry("unreduced", new BigDecimal("21360"))
        .containsEntry("total", new BigDecimal("16680"));
    refused("tax/reduction", LawException.Code.MISSING, map("kg", KILN, "rate", 2.4));
  }

  @ParameterizedTest
  @CsvSource({
    "4.5, 1000, 1000",
    "0, 6, 100",
    "0.99, 6, 100",
    "1, 1, 8",
    "4, 1, 1",
    "5, 1000, 200",
    "5.99, 1000, 200",
    "6, 1000, 0",
    "7, 1000, 0",
    "9, 1000, 0",
    "9.01, 1000, 1000",
    "10, 1000, 1000",
    "10.5, 1000, 2000",
    "12, 1, 4",
    "13, 1, 8",
    "14, 6, 100"
  })
  void ph_bandsReachAwayFromNeutral(String ph, String volume, String equivalents) {
    assertThat(number("tax/ph", "equivalents", map("ph", ph, "volumeT", volume)))
        .isEqualByComparingTo(equivalents);
  }

  @Test
  void ph_thatCannotBe_isRefused() {
    refused("tax/ph", LawException.Code.OUT_OF_RANGE, map("ph", 14.1, "volumeT", 1))
        .withMessage("ph (14.1) must be from 0 to 14");
    refused("tax/ph", LawException.Code.OUT_OF_RANGE, map("ph", 4, "volumeT", -1));
  }

  @Test
  void colour_workedExample_comesOut() {
    assertThat(number("tax/colour", "equivalents", map("volumeT", 2000, "times", 3)))
        .isEqualByComparingTo("1200");
  }

  @ParameterizedTest
  @CsvSource({
    "pig, 1200, , 1200",
    "pig, 500, , 0",
    "牛, 51, , 510",
    "poultry, 6000, , 200",
    "small enterprise, 18, , 10",
    "'hospital beds, disinfecting', 28, , 200",
    "'hospital sewage, not disinfecting', 280, 30, 200",
    "'hospital sewage, not disinfecting', 280, 20, 0"
  })
  void small_sources_countAboveTheirLeastSize(
      String source, String amount, @Nullable String size, String equivalents) {
    assertThat(
            number(
                "tax/small", "equivalents", map("source", source, "amount", amount, "size", size)))
        .isEqualByComparingTo(equivalents);
  }

  @ParameterizedTest
  @CsvSource({
    "coal gangue, 100, 0, 0, 500",
    "尾矿, 100, 40, 0, 900",
    "hazardous waste, 2.5, 0, 1, 1500",
    "slag, 500, 0, 420, 2000",
    "粉煤灰, 10, 10, 0, 0"
  })
  void solid_isWhatWentNowhereLawful(
      String kind, String generated, String stored, String used, String tax) {
    assertThat(
            number(
                "tax/solid",
                "tax",
                map("kind", kind, "generatedT", generated, "storedT", stored, "usedT", used)))
        .isEqualByComparingTo(tax);
  }

  @Test
  void solid_dumped_paysAll_andMoreAwayThanThereWas_isRefused() {
    assertThat(
            number(
                "tax/solid",
                "tax",
                map("kind", "slag", "generatedT", 500, "usedT", 420, "dumped", true)))
        .isEqualByComparingTo("12500");
    refused(
            "tax/solid",
            LawException.Code.OUT_OF_RANGE,
            map("kind", "slag", "generatedT", 5, "usedT", 6))
        .withMessageContaining("generatedT (5) must not be less");
    refused("tax/solid", LawException.Code.OUT_OF_RANGE, map("kind", "snow", "generatedT", 5))
        .withMessageContaining("kind (snow) must be one of coal gangue");
  }

  @ParameterizedTest
  @CsvSource({
    "1, 30, 350",
    "3, 30, 350",
    "4, 15, 700",
    "5, 14, 350",
    "9, 30, 1400",
    "12, 30, 2800",
    "15, 30, 5600",
    "16, 30, 11200",
    "40, 30, 11200",
    "0, 30, 0",
    "5, 0, 0"
  })
  void noise_paysByTheDb_halfInAShortMonth(String db, int days, String tax) {
    Map<String, @Nullable Object> answer = call("tax/noise", map("overDb", db, "days", days));

    assertThat(answer)
        .containsEntry("tax", new BigDecimal(tax))
        .containsEntry("confidence", "high");
  }

  @Test
  void noise_byDayAndNight_isAdded_andALongBoundaryCountsTwice() {
    assertThat(number("tax/noise", "tax", map("overDb", 5, "nightOverDb", 7, "nights", 10)))
        .isEqualByComparingTo("1400");
    assertThat(number("tax/noise", "tax", map("overDb", 5, "boundaryM", 101, "places", 2)))
        .isEqualByComparingTo("1400");
    assertThat(number("tax/noise", "tax", map("overDb", 5, "boundaryM", 100, "places", 2)))
        .isEqualByComparingTo("700");
  }

  @Test
  void noise_fractionOfADb_isRounded_andUnverified() {
    assertThat(call("tax/noise", map("overDb", 3.5)))
        .containsEntry("tax", new BigDecimal("700"))
        .containsEntry("confidence", "low")
        .hasEntrySatisfying("rule", rule -> assertThat(rule).asString().startsWith("未核实"));
    refused("tax/noise", LawException.Code.MISSING, map("days", 3));
  }

  @ParameterizedTest
  @CsvSource({"2026-01, 2026-04-15", "2026-03, 2026-04-15", "2025-12, 2026-01-15"})
  void due_isFifteenDaysAfterTheQuarter(String month, String due) {
    assertThat(get("tax/due", "due", map("month", month))).isEqualTo(due);
  }
}
