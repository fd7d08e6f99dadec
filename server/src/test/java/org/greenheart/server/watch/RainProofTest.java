// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.greenheart.server.watch.PumpNotStartedTest.CONDITION;
import static org.greenheart.server.watch.PumpNotStartedTest.LEVEL;
import static org.greenheart.server.watch.PumpNotStartedTest.PUMP_1;
import static org.greenheart.server.watch.PumpNotStartedTest.RAIN;
import static org.greenheart.server.watch.PumpNotStartedTest.sample;

import java.time.Duration;
import org.greenheart.server.watch.Progress.Outcome;
import org.junit.jupiter.api.Test;

final class RainProofTest {
  private final LatestSamples samples = new LatestSamples();
  private final RainProof proof =
      new RainProof(CONDITION, Duration.ofMinutes(3), Duration.ofMinutes(5), 3);
  private int minute;

  private void minute(String rain, String level, String pump) {
    samples.put(sample(RAIN, minute, rain));
    samples.put(sample(LEVEL, minute, level));
    samples.put(sample(PUMP_1, minute, pump));
    proof.step(samples);
    minute++;
  }

  private void dry(int minutes) {
    for (int i = 0; i < minutes; i++) {
      minute("0", "1.0", "0");
    }
  }

  private void answeredRain() {
    minute("2", "2.0", "0");
    minute("2", "3.3", "0");
    minute("2", "3.4", "9.5");
    minute("2", "3.1", "9.5");
    dry(6);
  }

  private void unansweredRain() {
    minute("2", "3.3", "0");
    minute("2", "3.5", "0");
    minute("2", "3.7", "0");
    minute("2", "3.9", "0");
    dry(6);
  }

  @Test
  void threeAnsweredRains_fulfil() {
    answeredRain();
    answeredRain();
    assertThat(proof.progress().fulfilled()).isFalse();
    answeredRain();

    assertThat(proof.progress().fulfilled()).isTrue();
    assertThat(proof.progress().steps())
        .extracting(Progress.Step::outcome)
        .containsExactly(Outcome.PASSED, Outcome.PASSED, Outcome.PASSED);
  }

  @Test
  void unansweredRain_beginsTheCountAnew() {
    answeredRain();
    answeredRain();
    unansweredRain();

    assertThat(proof.progress().done()).isZero();
    answeredRain();
    assertThat(proof.progress().done()).isEqualTo(1);
  }

  @Test
  void lightRain_saysNothing() {
    answeredRain();
    minute("0.2", "1.5", "0");
    dry(6);

    assertThat(proof.progress().done()).isEqualTo(1);
    assertThat(proof.progress().steps().getLast().outcome()).isEqualTo(Outcome.NEUTRAL);
  }

  @Test
  void pauseShorterThanDryAfter_isOneRain() {
    minute("2", "3.3", "9.5");
    dry(3);
    minute("2", "3.3", "9.5");
    dry(6);

    assertThat(proof.progress().done()).isEqualTo(1);
  }

  @Test
  void pumpThatComesTooLate_fails() {
    minute("2", "3.3", "0");
    minute("2", "3.5", "0");
    minute("2", "3.7", "0");
    minute("2", "3.9", "0");
    minute("2", "3.9", "9.5");
    dry(6);

    assertThat(proof.progress().steps().getLast().outcome()).isEqualTo(Outcome.FAILED);
  }

  @Test
  void fulfilled_furtherRainsChangeNothing() {
    answeredRain();
    answeredRain();
    answeredRain();
    Progress fulfilled = proof.progress();
    unansweredRain();

    assertThat(proof.progress()).isEqualTo(fulfilled);
  }
}
