// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.greenheart.server.watch.Judgement.Verdict;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.registry.Interval;
import org.junit.jupiter.api.Test;

final class PumpNotStartedTest {
  static final Instant T0 = Instant.parse("2026-06-01T00:00:00Z");
  static final Signal LEVEL = new Signal("level", Interval.REALTIME);
  static final Signal PUMP_1 = new Signal("pump1", Interval.REALTIME);
  static final Signal PUMP_2 = new Signal("pump2", Interval.REALTIME);
  static final Signal RAIN = new Signal("rain", Interval.REALTIME);
  static final PumpNotStarted CONDITION =
      new PumpNotStarted(
          LEVEL, new Decimal(32, 1), List.of(PUMP_1, PUMP_2), RAIN, Duration.ofMinutes(10));

  private final LatestSamples samples = new LatestSamples();

  static Sample sample(Signal signal, int minute, String value) {
    return new Sample(
        signal, T0.plus(Duration.ofMinutes(minute)), Decimal.parse(value).orElseThrow(), "N");
  }

  private Verdict verdict(String level, String pump1, String pump2, String rain) {
    samples.put(sample(LEVEL, 0, level));
    samples.put(sample(PUMP_1, 0, pump1));
    samples.put(sample(PUMP_2, 0, pump2));
    samples.put(sample(RAIN, 0, rain));
    return CONDITION.judge(samples).verdict();
  }

  @Test
  void judge_highNoPumpRain_holds() {
    assertThat(verdict("3.2", "0", "0", "1.5")).isEqualTo(Verdict.HOLDS);
  }

  @Test
  void judge_oneOfTwoPumpsRuns_doesNotHold() {
    assertThat(verdict("3.9", "0", "12.1", "1.5")).isEqualTo(Verdict.DOES_NOT_HOLD);
  }

  @Test
  void judge_belowStartLevel_doesNotHold() {
    assertThat(verdict("3.19", "0", "0", "1.5")).isEqualTo(Verdict.DOES_NOT_HOLD);
  }

  @Test
  void judge_highNoPumpDry_isUnknown() {
    assertThat(verdict("3.5", "0", "0", "0.0")).isEqualTo(Verdict.UNKNOWN);
  }

  @Test
  void judge_levelTooOld_isUnknown() {
    verdict("3.5", "0", "0", "1.5");
    samples.put(sample(RAIN, 11, "1.5"));

    assertThat(CONDITION.judge(samples)).isEqualTo(Judgement.UNKNOWN);
  }

  @Test
  void judge_markedLevel_isUnknown() {
    verdict("3.5", "0", "0", "1.5");
    samples.put(new Sample(LEVEL, T0, new Decimal(35, 1), "D"));

    assertThat(CONDITION.judge(samples)).isEqualTo(Judgement.UNKNOWN);
  }
}
