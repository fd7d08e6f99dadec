// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.io.TempDir;

/** The short form of {@code bench crash}. */
final class CrashTest {
  private static final int KILLS = 5;

  @RepeatedTest(4)
  void killed_atAnyMoment_losesNothingAndKeepsNothingTwice(
      @TempDir Path folder, RepetitionInfo repetition) throws IOException, InterruptedException {
    CrashRounds rounds =
        new CrashRounds(folder.resolve("telemetry"), repetition.getCurrentRepetition());
    long arrivals = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      CrashRounds.Round round = rounds.run();
      assertThat(round.arrivals())
          .isGreaterThanOrEqualTo(round.acknowledged())
          .isGreaterThanOrEqualTo(arrivals);
      assertThat(round.rows()).isPositive();
      arrivals = round.arrivals();
    }
  }
}
