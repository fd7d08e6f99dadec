// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.manual;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.greenheart.server.manual.MonthOfSamples.NotDetected;
import org.greenheart.storage.registry.Medium;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class MonthOfSamplesTest {
  private static ManualMonths.Sampled sample(@Nullable String found, @Nullable String flow) {
    return new ManualMonths.Sampled(
        1,
        1,
        Instant.EPOCH,
        found == null ? null : new BigDecimal(found),
        new BigDecimal("3"),
        flow == null ? null : new BigDecimal(flow),
        false,
        null,
        null);
  }

  private static MonthOfSamples month(Medium medium, ManualMonths.Sampled... samples) {
    return new MonthOfSamples(medium, List.of(samples));
  }

  @Test
  void mean_ofAir_isThatOfTheResults() {
    assertThat(month(Medium.AIR, sample("10", "7"), sample("20", null)).mean(NotDetected.ZERO))
        .hasValueSatisfying(mean -> assertThat(mean).isEqualByComparingTo("15"));
  }

  @Test
  void mean_ofWater_isWeightedByTheFlow() {
    assertThat(month(Medium.WATER, sample("10", "30"), sample("20", "10")).mean(NotDetected.ZERO))
        .hasValueSatisfying(mean -> assertThat(mean).isEqualByComparingTo("12.5"));
    assertThat(month(Medium.WATER, sample("10", "30"), sample("20", null)).mean(NotDetected.ZERO))
        .isEmpty();
    assertThat(month(Medium.WATER, sample("20", null)).mean(NotDetected.ZERO)).isPresent();
  }

  @Test
  void mean_ofWhatWasNotDetected_isAsTheCallerSays() {
    MonthOfSamples month = month(Medium.AIR, sample("10", null), sample(null, null));

    assertThat(month.mean(NotDetected.ZERO))
        .hasValueSatisfying(mean -> assertThat(mean).isEqualByComparingTo("5"));
    assertThat(month.mean(NotDetected.HALF))
        .hasValueSatisfying(mean -> assertThat(mean).isEqualByComparingTo("5.75"));
    assertThat(month(Medium.AIR).mean(NotDetected.HALF)).isEmpty();
  }
}
