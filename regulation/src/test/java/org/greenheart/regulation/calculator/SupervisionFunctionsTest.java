// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.calculator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.greenheart.regulation.calculator.Calls.call;
import static org.greenheart.regulation.calculator.Calls.map;
import static org.greenheart.regulation.calculator.Calls.refused;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.greenheart.regulation.rules.LawException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SupervisionFunctionsTest {
  @Test
  void tax_workedExample_comesOut() {
    assertThat(
            call(
                "supervision/tax",
                map("declaredKg", map("NOx", 3100), "recomputedKg", map("NOx", 3950), "rate", 2.4)))
        .containsEntry("declaredTax", new BigDecimal("7831.58"))
        .containsEntry("recomputedTax", new BigDecimal("9978.95"))
        .containsEntry("difference", new BigDecimal("2147.37"))
        .containsEntry(
            "equivalents",
            Map.of(
                "declared", Map.of("NOx", new BigDecimal("3263.1579")),
                "recomputed", Map.of("NOx", new BigDecimal("4157.8947"))))
        .containsEntry("shortPercent", new BigDecimal("21.519"))
        .containsEntry("clue", true)
        .containsEntry("ruleId", "R3")
        .containsEntry("clause", "Art. 21");
  }

  @Test
  void tax_withinTheTolerance_isNoClue() {
    assertThat(
            call(
                "supervision/tax",
                map("declaredKg", map("COD", 3800), "recomputedKg", map("COD", 3950), "rate", 3)))
        .containsEntry("difference", new BigDecimal("450"))
        .containsEntry("clue", false);
    assertThat(
            call(
                "supervision/tax",
                map(
                    "declaredKg",
                    map("COD", 3800),
                    "recomputedKg",
                    map("COD", 3950),
                    "rate",
                    3,
                    "tolerance",
                    0.03)))
        .containsEntry("clue", true);
  }

  @Test
  void tax_whatMayBeOfAirAndOfWater_needsTheMedium() {
    refused(
            "supervision/tax",
            LawException.Code.MISSING,
            map("declaredKg", map("benzene", 1), "recomputedKg", map("benzene", 2), "rate", 2.4))
        .withMessageContaining("benzene may be of air and of water");
    refused(
        "supervision/tax",
        LawException.Code.OUT_OF_RANGE,
        map("declaredKg", map("NOx", 1), "recomputedKg", map("NOx", 2), "rate", 24));
    refused(
        "supervision/tax", LawException.Code.MISSING, map("declaredKg", map("NOx", 1), "rate", 2));
  }

  @Test
  void reduction_workedExample_comesOut() {
    assertThat(
            call(
                "supervision/reduction",
                map(
                    "equivalents",
                    210,
                    "rate",
                    2.4,
                    "claimed",
                    0.5,
                    "mean",
                    18,
                    "limit",
                    50,
                    "exceedances",
                    1)))
        .containsEntry("declaredTax", new BigDecimal("252"))
        .containsEntry("recomputedTax", new BigDecimal("504"))
        .containsEntry("difference", new BigDecimal("252"))
        .containsEntry("factor", new BigDecimal("1"))
        .containsEntry("clue", true);
    refused(
            "supervision/reduction",
            LawException.Code.OUT_OF_RANGE,
            map(
                "equivalents",
                210,
                "rate",
                2.4,
                "claimed",
                50,
                "mean",
                18,
                "limit",
                50,
                "exceedances",
                1))
        .withMessage("claimed (50) must be 1, 0.75 or 0.5");
  }

  @ParameterizedTest
  @CsvSource({"heads", "output"})
  void gap_workedExample_comesOut(String field) {
    assertThat(
            call(
                "supervision/gap",
                map(field, 141569, "quotaM3", List.of(0.5, 0.6), "billedM3", 7400)))
        .containsEntry("expectedM3", List.of(new BigDecimal("70784.5"), new BigDecimal("84941.4")))
        .containsEntry("gapMinM3", new BigDecimal("63384.5"))
        .containsEntry("clue", true);
  }

  @Test
  void gap_ofNothing_isRefused() {
    refused(
        "supervision/gap",
        LawException.Code.MISSING,
        map("quotaM3", List.of(0.5, 0.6), "billedM3", 7400));
    refused(
        "supervision/gap",
        LawException.Code.CONFLICT,
        map("heads", 1, "output", 1, "quotaM3", List.of(0.5, 0.6), "billedM3", 7400));
    refused(
            "supervision/gap",
            LawException.Code.OUT_OF_RANGE,
            map("heads", 1, "quotaM3", List.of(0.6, 0.5), "billedM3", 7400))
        .withMessage("quotaM3 (0.6, 0.5) must be given low end first");
    refused(
        "supervision/gap",
        LawException.Code.OUT_OF_RANGE,
        map("heads", 1, "quotaM3", List.of(0.6), "billedM3", 7400));
  }

  @ParameterizedTest
  @CsvSource({"2026-04-15, 0, false", "2026-04-16, 1, true", "2026-01-10, 0, false"})
  void late_countsFromTheFifteenth(String filed, long days, boolean clue) {
    assertThat(call("supervision/late", map("month", "2026-02", "filed", filed)))
        .containsEntry("daysLate", days)
        .containsEntry("clue", clue);
  }
}
