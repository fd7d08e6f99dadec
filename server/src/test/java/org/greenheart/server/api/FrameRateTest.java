// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

final class FrameRateTest {
  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

  private final FrameRate rate = new FrameRate();

  @Test
  void rate_isZero_beforeTheSecondSample() {
    rate.sample(START, 100);

    assertThat(rate.perMinute()).isZero();
  }

  @Test
  void rate_countsTheLastMinuteOnly() {
    for (int second = 0; second <= 300; second += 5) {
      rate.sample(START.plusSeconds(second), second < 200 ? second * 10L : 2_000);
    }

    assertThat(rate.perMinute()).isZero();
  }

  @Test
  void steadyCounter_givesItsPace() {
    for (int second = 0; second <= 300; second += 5) {
      rate.sample(START.plusSeconds(second), second * 2L);
    }

    assertThat(rate.perMinute()).isEqualTo(120);
  }
}
