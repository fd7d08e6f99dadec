// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.energy;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.greenheart.regulation.carbon.EnergyCarrier;
import org.greenheart.regulation.rules.Step;
import org.greenheart.storage.registry.CarbonChoice;
import org.junit.jupiter.api.Test;

/** Standard coal of 24 000 m3 of blast-furnace gas, of which two families disagree. */
final class CarbonCountTest {
  private static final LocalDate DAY = LocalDate.of(2026, 3, 2);

  private static List<Step> coal(String amount, Map<String, String> chosen) {
    List<CarbonChoice> choices =
        chosen.entrySet().stream()
            .map(
                each ->
                    new CarbonChoice(
                        1, 2026, each.getKey(), each.getValue(), "test", Instant.EPOCH))
            .toList();
    return new CarbonCount(CarbonChoices.of(2026, choices))
        .coal(EnergyCarrier.BLAST_FURNACE_GAS, new BigDecimal(amount), DAY)
        .orElseThrow()
        .steps();
  }

  private static void last(List<Step> steps, String expression, String result) {
    assertThat(steps.getLast().en()).isEqualTo("for comparison: by the heat value");
    assertThat(steps.getLast().expression()).startsWith(expression);
    assertThat(steps.getLast().result()).startsWith(result);
  }

  @Test
  void heatValueBesideTheCoal_isThatOfTheChosenFamily_elseOfTheSurest() {
    last(coal("24000", Map.of()), "2.4 × 33 GJ", "2702.37");
    last(coal("24000", Map.of("family blast-furnace gas", "A")), "2.4 × 37.69 GJ", "3086.43");
    last(
        coal("24000", Map.of("family blast-furnace gas", "A", "ncv blast-furnace gas", "30")),
        "2.4 × 30 GJ",
        "2456.70");
  }

  @Test
  void gasMeteredAt20Degrees_isTakenTo0_beforeItsHeatIsCounted() {
    List<Step> steps = coal("24000", Map.of("gas at", "20"));

    assertThat(steps.get(steps.size() - 2).en()).isEqualTo("volume at 20 °C as at 0 °C");
    last(steps, "2.23", "2518.");
  }

  @Test
  void moreSoldThanBought_isNotComparedByItsHeat() {
    assertThat(coal("-24000", Map.of("gas at", "20"))).hasSize(1);
  }
}
