// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class SpeedClockTest {
  private static final Instant START = Instant.parse("2026-11-02T00:00:00Z");

  @Test
  void instant_runsAtItsSpeed() {
    AtomicLong nanos = new AtomicLong(5_000);
    SpeedClock clock = SpeedClock.startingAt(START, 60, nanos::get);
    assertThat(clock.instant()).isEqualTo(START);

    nanos.addAndGet(Duration.ofSeconds(2).toNanos());

    assertThat(clock.instant()).isEqualTo(START.plus(Duration.ofMinutes(2)));
    assertThat(clock.withZone(ZoneId.of("Asia/Shanghai")).instant()).isEqualTo(clock.instant());
    assertThat(clock.realDuration(Duration.ofMinutes(3))).isEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void awaitUntil_returnsWhenTheTimeHasCome() throws Exception {
    SpeedClock clock = SpeedClock.startingAt(START, 3_600);
    Pacer.following(clock).awaitUntil(START.plusSeconds(60));
    assertThat(clock.instant()).isAfterOrEqualTo(START.plusSeconds(60));
  }

  @Test
  void speedOutOfRange_isRefused() {
    assertThatThrownBy(() -> SpeedClock.startingAt(START, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("speed (0) must be from 1 to 3600");
  }
}
