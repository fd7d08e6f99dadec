// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Story 1: the overflow that did not happen. Whatever hour the demo is started at, it must play.
 */
final class StoryTest {
  private static final String LIUWAN = "7AD3E0015200000000000101";

  /** How often the logger looks. */
  private static final int SAMPLE = 30;

  static List<Instant> starts() {
    Instant first = Instant.parse("2026-11-02T00:00:00Z");
    return IntStream.range(0, 24)
        .mapToObj(hour -> first.plus(Duration.ofMinutes(hour * 67L)).plusSeconds(hour * 13L))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("starts")
  void firstRain_raisesTheLevelOverTheStartLevelWhileNoPumpRuns(Instant start) {
    PumpStation station = station(start);
    StationPlan plan = station.plan();

    long high = 0;
    for (long t = 60; t < 480; t += SAMPLE) {
      PumpStation.State state = station.at(start.getEpochSecond() + t);
      assertThat(state.running()).isZero();
      assertThat(station.value(PumpStation.RAIN, start.getEpochSecond() + t)).isPositive();
      if (state.level() >= plan.start()) {
        high++;
      }
    }

    // Long enough for a rule that waits for some minutes.
    assertThat(high * SAMPLE).isGreaterThan(210);
    assertThat(station.at(start.getEpochSecond() + 30).level()).isLessThan(plan.start());
    assertThat(station.facilityState(1, start.getEpochSecond() + 240)).isEqualTo(4);
  }

  @ParameterizedTest
  @MethodSource("starts")
  void repair_comesBeforeTheOverflow(Instant start) {
    PumpStation station = station(start);
    for (long t = 0; t < 1_900; t += 10) {
      PumpStation.State state = station.at(start.getEpochSecond() + t);
      assertThat(state.level()).isLessThan(station.plan().overflow());
      assertThat(state.overflowing()).isZero();
    }
    assertThat(station.at(start.getEpochSecond() + 480).level())
        .isGreaterThan(station.plan().high());
    assertThat(station.at(start.getEpochSecond() + 520).running()).isEqualTo(2);
    assertThat(station.at(start.getEpochSecond() + 700).level()).isLessThan(station.plan().start());
  }

  @ParameterizedTest
  @MethodSource("starts")
  void nextThreeRains_areEachAnsweredByAPump(Instant start) {
    PumpStation station = station(start);
    for (int rain : new int[] {720, 1_110, 1_500}) {
      boolean answered = false;
      for (long t = rain; t < rain + 180; t += SAMPLE) {
        long at = start.getEpochSecond() + t;
        PumpStation.State state = station.at(at);
        assertThat(station.value(PumpStation.RAIN, at)).isPositive();
        if (state.level() >= station.plan().start()) {
          assertThat(state.running()).isPositive();
          answered = true;
        }
        assertThat(state.level()).isLessThan(station.plan().high());
      }
      assertThat(answered).as("rain at %d s", rain).isTrue();
      assertThat(station.value(PumpStation.RAIN, start.getEpochSecond() + rain - 10)).isZero();
      assertThat(station.value(PumpStation.RAIN, start.getEpochSecond() + rain + 180)).isZero();
    }
  }

  @ParameterizedTest
  @MethodSource("starts")
  void otherStations_neverWaitForAPump(Instant start) {
    City city = City.of(new CityFiles(), 1, start);
    for (City.Device device : city.devices()) {
      PumpStation station = device.station();
      if (station == null || device.plan().deviceId().equals(LIUWAN)) {
        continue;
      }
      for (long t = -600; t < 1_900; t += SAMPLE) {
        PumpStation.State state = station.at(start.getEpochSecond() + t);
        if (state.level() >= station.plan().start()) {
          assertThat(state.running()).isPositive();
        }
        assertThat(state.overflowing()).isZero();
      }
    }
  }

  private static PumpStation station(Instant start) {
    return Objects.requireNonNull(City.of(new CityFiles(), 1, start).device(LIUWAN).station());
  }
}
