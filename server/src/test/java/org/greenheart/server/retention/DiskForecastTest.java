// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.greenheart.storage.registry.DiskSample;
import org.junit.jupiter.api.Test;

final class DiskForecastTest {
  private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");

  /** Frames grow by 100 a day and realtime rows by 50, hourly for so many hours up to now. */
  private static List<DiskSample> growing(int hours) {
    return IntStream.rangeClosed(0, hours)
        .mapToObj(
            hour ->
                new DiskSample(
                    NOW.minus(Duration.ofHours(hours - hour)),
                    10_000 + 150L * hour / 24,
                    5_000,
                    4_000 + 100L * hour / 24,
                    2_000 + 50L * hour / 24,
                    10,
                    0,
                    0))
        .toList();
  }

  @Test
  void lessThanADay_saysNothing() {
    DiskForecast forecast = DiskForecast.of(growing(23), Map.of(), NOW);

    assertThat(forecast.perDay()).isNull();
    assertThat(forecast.daysLeft(5_000, NOW, 3650)).isNull();
    assertThat(forecast.since()).isEqualTo(NOW.minus(Duration.ofHours(23)));
  }

  @Test
  void nothingEverGoes_theDiskFillsAtThePaceMeasured() {
    DiskForecast forecast = DiskForecast.of(growing(240), Map.of(), NOW);

    assertThat(forecast.perDay()).isBetween(149L, 151L);
    assertThat(forecast.perDay(Part.FRAMES)).isBetween(99L, 101L);
    assertThat(forecast.perDay(Part.REALTIME)).isBetween(49L, 51L);
    assertThat(forecast.daysLeft(1_575, NOW, 3650)).isEqualTo(10);
  }

  @Test
  void partThatComesOfAge_growsUntilThenOnly() {
    Map<Part, Instant> ofAge = Map.of(Part.FRAMES, NOW.plus(Duration.ofDays(5)));

    DiskForecast forecast = DiskForecast.of(growing(240), ofAge, NOW);

    assertThat(forecast.growsUntil()).isEqualTo(ofAge);
    // 5 days of 150, then 50 a day.
    assertThat(forecast.daysLeft(1_275, NOW, 3650)).isEqualTo(15);
  }

  @Test
  void partsThatAllComeOfAgeInTime_neverFillTheDisk() {
    Instant soon = NOW.plus(Duration.ofDays(5));
    DiskForecast forecast =
        DiskForecast.of(growing(240), Map.of(Part.FRAMES, soon, Part.REALTIME, soon), NOW);

    assertThat(forecast.daysLeft(2_000, NOW, 3650)).isEqualTo(3650);
  }

  @Test
  void partThatCameOfAge_growsAsMeasuredSince() {
    Map<Part, Instant> longAgo = Map.of(Part.FRAMES, NOW.minus(Duration.ofDays(5)));
    Map<Part, Instant> justNow = Map.of(Part.FRAMES, NOW.minus(Duration.ofHours(5)));

    assertThat(DiskForecast.of(growing(240), longAgo, NOW).perDay(Part.FRAMES))
        .isBetween(98L, 102L);
    assertThat(DiskForecast.of(growing(240), justNow, NOW).perDay(Part.FRAMES)).isZero();
  }

  @Test
  void samplesOlderThanTheWindow_doNotCount() {
    List<DiskSample> samples = growing(24 * 40);

    assertThat(DiskForecast.of(samples, Map.of(), NOW).since())
        .isEqualTo(NOW.minus(DiskForecast.WINDOW));
  }
}
