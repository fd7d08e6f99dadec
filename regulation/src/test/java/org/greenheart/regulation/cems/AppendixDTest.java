// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.cems;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

final class AppendixDTest {
  @Test
  void tenMinutesOfWater_isSlicesTimesSecondsOverAThousand() {
    AppendixD.Volume volume =
        AppendixD.volume(
                AppendixD.Medium.WATER,
                Collections.nCopies(120, new BigDecimal("12.5")),
                BigDecimal.valueOf(5))
            .value();

    assertThat(volume.volumeM3()).isEqualByComparingTo("7.5");
    assertThat(volume.seconds()).isEqualByComparingTo("600");
    assertThat(volume.meanFlow()).isEqualByComparingTo("12.5");
    assertThat(AppendixD.tenMinutesValid(120)).isTrue();
    assertThat(AppendixD.tenMinutesValid(119)).isFalse();
  }

  @Test
  void load_isKilograms_ofWaterAndOfAir() {
    List<BigDecimal> volumes = List.of(BigDecimal.valueOf(1000), BigDecimal.valueOf(3000));
    List<BigDecimal> values = List.of(BigDecimal.valueOf(40), BigDecimal.valueOf(20));

    AppendixD.Load water = AppendixD.load(AppendixD.Medium.WATER, volumes, values).value();
    AppendixD.Load air = AppendixD.load(AppendixD.Medium.AIR, volumes, values).value();

    assertThat(water.loadKg()).isEqualByComparingTo("100");
    assertThat(air.loadKg()).isEqualByComparingTo("0.1");
    assertThat(water.mean().number().orElseThrow()).isEqualByComparingTo("25");
  }

  @Test
  void missingConcentration_takesItsVolumeOutOfTheMean() {
    AppendixD.Load load =
        AppendixD.load(
                AppendixD.Medium.WATER,
                List.of(BigDecimal.TEN, BigDecimal.valueOf(990)),
                Arrays.asList(BigDecimal.valueOf(40), null))
            .value();

    assertThat(load.mean().number().orElseThrow()).isEqualByComparingTo("40");
    assertThat(load.missing()).isEqualTo(1);
  }

  @Test
  void noSlices_isRefused() {
    assertThatThrownBy(() -> AppendixD.volume(AppendixD.Medium.WATER, List.of(), BigDecimal.ONE))
        .hasMessage("flows has no data: a volume needs at least one slice");
  }
}
