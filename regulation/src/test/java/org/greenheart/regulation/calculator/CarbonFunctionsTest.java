// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.calculator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.greenheart.regulation.calculator.Calls.call;
import static org.greenheart.regulation.calculator.Calls.map;
import static org.greenheart.regulation.calculator.Calls.number;
import static org.greenheart.regulation.calculator.Calls.refused;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.greenheart.regulation.rules.LawException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CarbonFunctionsTest {
  private static final BigDecimal CENT = new BigDecimal("0.005");

  private static final Map<String, @Nullable Object> PLANT =
      map("natural gas", 5200000, "electricity", 9800000, "diesel", 35000);

  private static void comesTo(
      String function, String expected, Map<String, @Nullable Object> inputs) {
    assertThat(number(function, "tCO2", inputs)).isCloseTo(new BigDecimal(expected), within(CENT));
  }

  @Test
  void fuel_naturalGasOfTheWorkedExample_comesOut() {
    comesTo(
        "carbon/fuel",
        "11243.38",
        map("fuel", "natural gas", "amount", 520, "ncv", 389.31, "cc", 0.0153, "of", 0.99));
    comesTo("carbon/fuel", "11243.38", map("fuel", "天然气", "amount", 520));
    comesTo("carbon/fuel", "21.6219", map("fuel", "natural gas", "amount", 1));
  }

  @Test
  void fuel_twoFamilies_standSideBySide_andTheUnverifiedOneIsAChoice() {
    assertThat(call("carbon/fuel", map("fuel", "diesel", "amount", 35)))
        .containsEntry("family", "B")
        .containsEntry("tCO2", new BigDecimal("108.3568"))
        .containsEntry("others", Map.of("A", new BigDecimal("110.0793")))
        .containsEntry("confidence", "medium");
    assertThat(call("carbon/fuel", map("fuel", "柴油", "amount", 35, "family", "A")))
        .containsEntry("family", "A")
        .containsEntry("tCO2", new BigDecimal("110.0793"))
        .containsEntry("confidence", "low")
        .hasEntrySatisfying("rule", rule -> assertThat(rule).asString().startsWith("未核实"));
  }

  @Test
  void fuel_withoutASureFamily_isRefused_namingTheWayOut() {
    refused("carbon/fuel", LawException.Code.NO_RULE, map("fuel", "bituminous coal", "amount", 1))
        .withMessageContaining("bituminous coal")
        .withMessageContaining("[A] (unverified)");
    refused(
            "carbon/fuel",
            LawException.Code.NO_RULE,
            map("fuel", "coal tar", "amount", 1, "family", "A"))
        .withMessage("family (A) does not know coal tar; [B] do");
  }

  @Test
  void fuel_measuredFactors_goBeforeDefaults() {
    assertThat(call("carbon/fuel", map("fuel", "diesel", "amount", 35, "ncv", "43.33")))
        .containsEntry("tCO2", new BigDecimal("110.0793"))
        .containsEntry("family", "B");
    assertThat(
            call(
                "carbon/fuel",
                map("fuel", "own slurry", "amount", 10, "ncv", 20, "cc", 0.026, "of", 0.9)))
        .containsEntry("family", "measured")
        .containsEntry("tCO2", new BigDecimal("17.16"));
  }

  @Test
  void fuel_gasAsSold_isTakenToStandardState() {
    comesTo("carbon/fuel", "20.1468", map("fuel", "natural gas", "amount", 1, "at20", true));
  }

  @ParameterizedTest
  @CsvSource({
    "ncv, 38.931, 'ncv (38.931) must be in GJ for one t or 10 000 m3, from 97.3275 to 1557.24"
        + " here'",
    "ncv, 38931, 'ncv (38931) must be in GJ for one t or 10 000 m3, from 1 to 700 here'",
    "cc, 15.3, 'cc (15.3) must be in tC/GJ, from 0.001 to 0.2 here'",
    "cc, 0.153, 'cc (0.153) must be in tC/GJ, from 0.003825 to 0.0612 here'",
    "of, 99, 'of (99) must be in a fraction, from 0.5 to 1 here'"
  })
  void fuel_factorInAnotherUnit_isRefused(String field, String value, String message) {
    refused(
            "carbon/fuel",
            LawException.Code.WRONG_UNIT,
            map("fuel", "natural gas", "amount", 520, field, value))
        .withMessage(message);
  }

  @Test
  void fuel_unknown_isRefused_withTheKnownOnes() {
    refused("carbon/fuel", LawException.Code.OUT_OF_RANGE, map("fuel", "peat", "amount", 1))
        .withMessageContaining("fuel (peat) must be one of natural gas, anthracite");
    refused("carbon/fuel", LawException.Code.OUT_OF_RANGE, map("fuel", "diesel", "amount", -1))
        .withMessage("amount (-1) must not be negative");
  }

  @Test
  void process_workedExample_comesOut() {
    comesTo(
        "carbon/process", "602.83", map("rawT", 48000, "eta", 0.9, "caco3", 0.021, "mgco3", 0.009));
    assertThat(
            number(
                "carbon/process",
                "tCO2",
                map("rawT", 48000, "eta", 0.9, "caco3", 0.021, "mgco3", 0.009, "form", "molar")))
        .isEqualByComparingTo("601.8468");
    comesTo("carbon/process", "42.96", map("rawT", 100, "eta", 0.9, "carbonates", map("白云石", 1)));
  }

  @Test
  void process_percentForAFraction_isRefused() {
    refused(
            "carbon/process",
            LawException.Code.WRONG_UNIT,
            map("rawT", 48000, "eta", 0.9, "caco3", 2.1, "mgco3", 0.9))
        .withMessage("CaCO3 (2.1) must be a fraction from 0 to 1; 2.1 % is 0.021");
    refused(
            "carbon/process",
            LawException.Code.WRONG_UNIT,
            map("rawT", 48000, "eta", 0.9, "caco3", 0.6, "mgco3", 0.9))
        .withMessageContaining("the carbonates together (1.5)");
    refused(
        "carbon/process",
        LawException.Code.WRONG_UNIT,
        map("rawT", 48000, "eta", 90, "caco3", 0.021, "mgco3", 0.009));
  }

  @Test
  void process_utilisationNotGiven_isNotGuessed() {
    refused(
            "carbon/process",
            LawException.Code.MISSING,
            map("rawT", 48000, "caco3", 0.021, "mgco3", 0.009))
        .withMessageContaining("the default 0.9 (memory) is unverified and not enabled");
    refused("carbon/process", LawException.Code.NO_DATA, map("rawT", 48000, "eta", 0.9));
  }

  @ParameterizedTest
  @CsvSource({
    "Hunan, 2023, 4876.48, 0.4976",
    "湖南, 2022, 4802, 0.49",
    "China, 2023, 5199.88, 0.5306",
    "national, 2022, 5258.68, 0.5366",
    "全国, 2020, 5588.94, 0.5703",
    "Central, 2023, 5165.58, 0.5271"
  })
  void electricity_isByAreaAndYear(String area, int year, String tonnes, String factor) {
    assertThat(call("carbon/electricity", map("mwh", 9800, "province", area, "year", year)))
        .containsEntry("tCO2", new BigDecimal(tonnes))
        .containsEntry("factor", new BigDecimal(factor));
  }

  @Test
  void electricity_yearWithoutAFactor_isRefused_withTheKnownYears() {
    refused(
            "carbon/electricity",
            LawException.Code.NO_RULE,
            map("mwh", 9800, "province", "Hunan", "year", 2024))
        .withMessage("the factor of Hunan is not known for year (2024); it is for 2022, 2023");
    // 2021 of Hunan is from memory alone: it ships disabled.
    refused(
        "carbon/electricity",
        LawException.Code.NO_RULE,
        map("mwh", 9800, "province", "Hunan", "year", 2021));
    refused("carbon/electricity", LawException.Code.NO_RULE, map("mwh", 9800));
    refused(
        "carbon/electricity",
        LawException.Code.OUT_OF_RANGE,
        map("mwh", 9800, "province", "Atlantis", "year", 2023));
  }

  @Test
  void electricity_sold_isTakenOff() {
    comesTo(
        "carbon/electricity",
        "-97.53",
        map("mwh", 100, "soldMwh", 296, "province", "Hunan", "date", "2023-06-30"));
  }

  @Test
  void heat_andSteam_comeOut() {
    comesTo("carbon/heat", "132", map("gj", 1200));
    comesTo("carbon/heat", "72", map("gj", 1200, "factor", 0.06));
    refused("carbon/heat", LawException.Code.OUT_OF_RANGE, map("gj", 1200, "factor", 110));
    assertThat(call("carbon/steam", map("massT", 100, "enthalpy", 2763)))
        .containsEntry("gj", new BigDecimal("267.926"))
        .containsEntry("confidence", "low");
    refused("carbon/steam", LawException.Code.OUT_OF_RANGE, map("massT", 100, "enthalpy", 2.763));
  }

  @Test
  void coal_workedExample_comesOut_asFieldsAndAsAmounts() {
    for (Map<String, @Nullable Object> inputs : List.of(PLANT, map("amounts", PLANT))) {
      assertThat(call("carbon/coal", inputs))
          .containsEntry("tce", new BigDecimal("7569.7785"))
          .containsEntry(
              "kgce",
              Map.of(
                  "natural gas", new BigDecimal("6314360"),
                  "electricity", new BigDecimal("1204420"),
                  "diesel", new BigDecimal("50998.5")))
          .doesNotContainKey("ignored");
    }
  }

  @Test
  void coal_unitInTheName_isCounted() {
    assertThat(
            number(
                "carbon/coal",
                "tce",
                map("天然气（万m³）", 520, "electricity (MWh)", 9800, "柴油 (t)", 35)))
        .isEqualByComparingTo("7569.7785");
    assertThat(number("carbon/coal", "tce", map("heat (GJ)", 1))).isEqualByComparingTo("0.03412");
    refused("carbon/coal", LawException.Code.WRONG_UNIT, map("electricity (m3)", 9800))
        .withMessage("electricity in m3 cannot be counted in kWh");
  }

  @Test
  void coal_whatIsNoCarrier_isRefused_neverLeftOut() {
    refused("carbon/coal", LawException.Code.OUT_OF_RANGE, map("diesel", 35, "peat", 3))
        .withMessageContaining("peat must be one of raw coal");
    refused("carbon/coal", LawException.Code.CONFLICT, map("diesel", 35, "柴油", 3))
        .withMessage("diesel and 柴油 are the same carrier: one sum is wanted");
    refused("carbon/coal", LawException.Code.NO_DATA, map());
    refused("carbon/coal", LawException.Code.NOT_READABLE, map("diesel", "much"));
    refused("carbon/coal", LawException.Code.OUT_OF_RANGE, map("diesel", -3));
  }

  @Test
  void balance_isWhatWasUsed() {
    assertThat(
            call(
                "carbon/balance",
                map(
                    "bought", map("diesel (t)", 40, "electricity", 9800000),
                    "sold", map("electricity", 800000),
                    "stockFirst", map("diesel (t)", 2),
                    "stockLast", map("diesel (t)", 7))))
        .containsEntry(
            "used",
            Map.of("diesel (t)", new BigDecimal("35"), "electricity", new BigDecimal("9000000")))
        .containsEntry("tce", new BigDecimal("1157.0985"));
  }

  @ParameterizedTest
  @CsvSource({
    "7569778.5, 1350000, dry-pressed tile E<=0.2%, 5.60724, m2, 3",
    "7425000, 1350000, 干压陶瓷砖 E≤0.2%, 5.5, m2, 2",
    "6075000, 1350000, dry-pressed tile E<=0.2%, 4.5, m2, 1",
    "350000, 1000, sanitary ware E<=0.3%, 350, t, 1",
    "500001, 1000, sanitary ware E<=0.3%, 500.001, t, 3"
  })
  void intensity_isHeldAgainstTheLevels(
      String kgce, String output, String product, String unit, String per, int level) {
    assertThat(call("carbon/intensity", map("kgce", kgce, "outputT", output, "product", product)))
        .containsEntry("unit", new BigDecimal(unit))
        .containsEntry("per", per)
        .containsEntry("level", level)
        .containsEntry("meets", true);
  }

  @Test
  void intensity_aboveTheThirdLevel_hasNone() {
    assertThat(
            call(
                "carbon/intensity",
                map("kgce", 7.01, "outputT", 1, "product", "dry-pressed tile E<=0.2%")))
        .containsEntry("level", null)
        .containsEntry("meets", false)
        .containsEntry("mark", "above level 3 (7)");
    assertThat(
            call(
                "carbon/intensity",
                map(
                    "kgce",
                    7.01,
                    "outputT",
                    1,
                    "product",
                    "dry-pressed tile E<=0.2%",
                    "thickness",
                    1.2,
                    "tCO2",
                    0.02)))
        .containsEntry("level", 3)
        .containsEntry("kgCO2", new BigDecimal("20"));
  }

  @Test
  void intensity_outputInAnotherUnit_isRefused() {
    // 1,350,000 m2 of tiles are about 31,000 t.
    refused(
            "carbon/intensity",
            LawException.Code.WRONG_UNIT,
            map("kgce", 7569778.5, "outputT", 31000, "product", "dry-pressed tile E<=0.2%"))
        .withMessageContaining("must be in m2: 244.1864 kgce/m2 is far from its levels");
    refused(
            "carbon/intensity",
            LawException.Code.WRONG_UNIT,
            map(
                "kgce",
                7569778.5,
                "outputT",
                1350000,
                "outputUnit",
                "t",
                "product",
                "dry-pressed tile E<=0.2%"))
        .withMessageContaining("must be in m2: not t");
    refused(
            "carbon/intensity",
            LawException.Code.OUT_OF_RANGE,
            map("kgce", 1, "outputT", 0, "product", "ceramic board"))
        .withMessage("output (0) must be above 0");
  }

  @Test
  void intensity_dayBeforeTheStandard_isRefused() {
    refused(
            "carbon/intensity",
            LawException.Code.NO_RULE,
            map("kgce", 8, "outputT", 1, "product", "ceramic board", "date", "2024-11-30"))
        .withMessage("the quota of ceramic board is not known for 2024-11-30");
  }

  @Test
  void inventory_sumsSharesAndUncertainties() {
    assertThat(
            call(
                "carbon/inventory",
                map(
                    "amounts",
                    map("fuel", 300, "electricity", 100),
                    "percents",
                    map("fuel", 4, "electricity", 16))))
        .containsEntry("total", new BigDecimal("400"))
        .containsEntry(
            "shares", Map.of("fuel", new BigDecimal("75"), "electricity", new BigDecimal("25")))
        // sqrt(1200² + 1600²)/400
        .containsEntry("uncertaintyPercent", new BigDecimal("5"));
  }

  @Test
  void inventory_withoutEveryUncertainty_givesNone() {
    assertThat(
            call(
                "carbon/inventory",
                map("amounts", map("fuel", 300, "process", 100), "percents", map("fuel", 4))))
        .containsEntry("uncertaintyPercent", null)
        .containsEntry("mark", "not every source has an uncertainty");
    refused(
        "carbon/inventory",
        LawException.Code.OUT_OF_RANGE,
        map("amounts", map("fuel", 300), "percents", map("coal", 4)));
    refused("carbon/inventory", LawException.Code.NO_DATA, map("amounts", map("fuel", 0)));
  }
}
