// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.greenheart.server.limits.StandingLimit;
import org.greenheart.server.watch.Progress.Outcome;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.registry.Interval;
import org.junit.jupiter.api.Test;

final class ValidDaysProofTest {
  private static final Signal SIGNAL = new Signal("a21026", Interval.HOUR);
  private static final Decimal LIMIT = Decimal.of(50);
  private static final Instant MIDNIGHT = Instant.parse("2026-03-01T16:00:00Z"); // in Beijing

  private final LatestSamples samples = new LatestSamples();
  private final ValidDaysProof proof =
      new ValidDaysProof(
          new AboveLimit(SIGNAL, moment -> Optional.of(StandingLimit.atMost(LIMIT))), 2, 18);
  private Instant at = MIDNIGHT;

  private void day(int hours, long value) {
    for (int hour = 0; hour < 24; hour++) {
      if (hour < hours) {
        samples.put(sample(value));
        proof.step(samples);
      }
      at = at.plus(Duration.ofHours(1));
    }
  }

  private Sample sample(long value) {
    return new Sample(SIGNAL, at, Decimal.of(value), "N");
  }

  private List<Outcome> outcomes() {
    return proof.progress().steps().stream().map(Progress.Step::outcome).toList();
  }

  @Test
  void twoValidDays_fulfilWhenTheNextBegins() {
    day(24, 30);
    day(20, 30);
    assertThat(proof.progress().fulfilled()).isFalse();
    day(1, 30);

    assertThat(proof.progress().fulfilled()).isTrue();
    assertThat(outcomes()).containsExactly(Outcome.PASSED, Outcome.PASSED);
  }

  @Test
  void dayAboveTheLimit_beginsTheCountAnew_andAThinOneSaysNothing() {
    day(24, 30);
    day(10, 30);
    day(24, 70);
    day(24, 30);
    day(1, 30);

    assertThat(outcomes())
        .containsExactly(Outcome.PASSED, Outcome.NEUTRAL, Outcome.FAILED, Outcome.PASSED);
    assertThat(proof.progress().done()).isEqualTo(1);
    assertThat(proof.signals()).isEqualTo(Set.of(SIGNAL));
  }
}
