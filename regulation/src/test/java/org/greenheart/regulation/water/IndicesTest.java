// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.water;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class IndicesTest {
  private static final LocalDate DAY = LocalDate.of(2026, 5, 4);

  @Property(tries = 300)
  void logarithm_isThatOfTheLibrary_toItsFewerDigits(
      @ForAll @BigRange(min = "0.000001", max = "1000000") @Scale(6) BigDecimal value) {
    assertThat(Logarithm.of(value).doubleValue())
        .isCloseTo(Math.log(value.doubleValue()), within(1e-12));
  }

  @Test
  void logarithm_isExactBeyondDoubles() {
    assertThat(Logarithm.of(BigDecimal.TWO))
        .isCloseTo(
            new BigDecimal("0.6931471805599453094172321214581766"),
            within(new BigDecimal("1E-33")));
    assertThat(Logarithm.of(BigDecimal.ONE)).isEqualByComparingTo("0");
    assertThat(Logarithm.of(new BigDecimal("1000")))
        .isCloseTo(
            new BigDecimal("6.907755278982137052053974364053093"), within(new BigDecimal("1E-32")));
  }

  @Test
  void trophicState_isTheWeightedSum() {
    // ln 1 = 0 everywhere: 10 × (0.2663 × 2.5 + 0.1879 × 9.436 + 0.1790 × 5.453 + 0.1834 × 5.118 +
    // 0.1834 × 0.109)
    BigDecimal one = BigDecimal.ONE;
    TrophicState.Index index =
        TrophicState.of(Map.of("chla", one, "TP", one, "TN", one, "SD", one, "CODMn", one), DAY)
            .value();

    assertThat(index.tli()).isEqualByComparingTo("43.734932");
    assertThat(index.level()).isEqualTo(TrophicState.Level.MESOTROPHIC);
    assertThat(index.byItem().get("TN")).isEqualByComparingTo("54.53");
  }

  @ParameterizedTest
  @CsvSource({
    "29.9, OLIGOTROPHIC", "30, MESOTROPHIC", "50, MESOTROPHIC", "50.1, LIGHT_EUTROPHIC",
    "60, LIGHT_EUTROPHIC", "60.1, MEDIUM_EUTROPHIC", "70, MEDIUM_EUTROPHIC", "70.1, HEAVY_EUTROPHIC"
  })
  void trophicLevel_boundaries(String index, TrophicState.Level level) {
    assertThat(TrophicState.Level.of(new BigDecimal(index))).isEqualTo(level);
  }

  @Test
  void trophicState_withoutAnItem_isRefused() {
    assertThatThrownBy(() -> TrophicState.of(Map.of("chla", BigDecimal.ONE), DAY))
        .hasMessage("the input TP is missing: the index needs all five items");
  }

  @Test
  void cityIndex_atTheLimitsOfThree_isAsManyAsItems() {
    SurfaceWaterLimits limits = new SurfaceWaterLimits(WaterType.RIVER, DAY);
    Map<WaterItem, BigDecimal> values = new EnumMap<>(WaterItem.class);
    for (WaterItem item : WaterItem.values()) {
      if (item.counted() && item != WaterItem.PH) {
        values.put(item, limits.limit(item, WaterClass.III));
      }
    }
    values.put(WaterItem.PH, new BigDecimal("9"));

    CityWaterIndex.Index index =
        CityWaterIndex.of(WaterSample.of(WaterType.RIVER, values), DAY).value();

    assertThat(index.cwqi().number().orElseThrow()).isEqualByComparingTo("21");
    assertThat(index.missing()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"6, 1", "6.5, 0.5", "7, 0", "8, 0.5", "9, 1"})
  void cityIndex_ofPh_growsBothWays(String ph, String index) {
    WaterSample sample = WaterSample.of(WaterType.RIVER, Map.of(WaterItem.PH, new BigDecimal(ph)));

    assertThat(CityWaterIndex.of(sample, DAY).value().byItem().get(WaterItem.PH))
        .isEqualByComparingTo(index);
  }

  @Test
  void cityIndex_change_isInPercentOfBefore() {
    assertThat(CityWaterIndex.changePercent(new BigDecimal("4.5"), new BigDecimal("5")))
        .isEqualByComparingTo("-10");
  }
}
