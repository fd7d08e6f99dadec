// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.greenheart.server.watch.Judgement.Verdict;
import org.greenheart.storage.Decimal;
import org.junit.jupiter.api.Test;

final class EpisodeTrackerTest {
  private static final Instant T0 = Instant.parse("2026-06-01T00:00:00Z");
  private static final Decimal LIMIT = Decimal.of(10);

  private final EpisodeTracker tracker =
      new EpisodeTracker(Duration.ofMinutes(3), Duration.ofMinutes(2), Worst.HIGHEST);

  private static Instant minute(int number) {
    return T0.plus(Duration.ofMinutes(number));
  }

  private Optional<Episode> holds(int minute, long value) {
    return tracker.step(minute(minute), new Judgement(Verdict.HOLDS, Decimal.of(value), LIMIT));
  }

  private Optional<Episode> rests(int minute) {
    return tracker.step(minute(minute), new Judgement(Verdict.DOES_NOT_HOLD, Decimal.of(1), LIMIT));
  }

  private Optional<Episode> unknown(int minute) {
    return tracker.step(minute(minute), Judgement.UNKNOWN);
  }

  @Test
  void holds_shorterThanDwell_opensNothing() {
    assertThat(holds(0, 11)).isEmpty();
    assertThat(holds(2, 11)).isEmpty();
    assertThat(rests(3)).isEmpty();
    assertThat(holds(4, 11)).isEmpty();
    assertThat(tracker.open()).isEmpty();
  }

  @Test
  void holds_forDwell_opensAtItsBeginningWithItsPeak() {
    holds(0, 11);
    holds(1, 14);

    assertThat(holds(3, 12)).contains(new Episode(minute(0), null, Decimal.of(14), LIMIT));
  }

  @Test
  void holds_whereTheLowestIsWorst_peakIsTheLowest() {
    EpisodeTracker low =
        new EpisodeTracker(Duration.ofMinutes(1), Duration.ofMinutes(2), Worst.LOWEST);
    Judgement[] fall = {judged(9), judged(4), judged(7), judged(3)};
    low.step(minute(0), fall[0]);

    assertThat(low.step(minute(1), fall[1]))
        .contains(new Episode(minute(0), null, Decimal.of(4), LIMIT));
    assertThat(low.step(minute(2), fall[2])).isEmpty();
    assertThat(low.step(minute(3), fall[3])).map(Episode::peak).contains(Decimal.of(3));
  }

  private static Judgement judged(long value) {
    return new Judgement(Verdict.HOLDS, Decimal.of(value), LIMIT);
  }

  @Test
  void holds_acrossGap_opensWhenSeenAgain() {
    holds(0, 11);
    unknown(1);
    assertThat(unknown(5)).isEmpty();

    assertThat(holds(6, 11)).map(Episode::start).contains(minute(0));
  }

  @Test
  void open_higherValue_movesPeak() {
    holds(0, 11);
    holds(3, 11);

    assertThat(holds(4, 20)).map(Episode::peak).contains(Decimal.of(20));
    assertThat(holds(5, 15)).isEmpty();
  }

  @Test
  void rests_forClearAfter_closesAtItsBeginning() {
    holds(0, 11);
    holds(3, 11);

    assertThat(rests(4)).isEmpty();
    assertThat(rests(6)).map(Episode::end).contains(minute(4));
    assertThat(tracker.open()).isEmpty();
  }

  @Test
  void rests_interrupted_staysOpen() {
    holds(0, 11);
    holds(3, 11);
    rests(4);
    holds(5, 11);

    assertThat(rests(6)).isEmpty();
    assertThat(unknown(20)).isEmpty();
    assertThat(tracker.open()).isPresent();
  }

  @Test
  void again_afterClose_isASeparateEpisode() {
    holds(0, 11);
    holds(3, 11);
    rests(4);
    rests(6);
    holds(7, 12);

    assertThat(holds(10, 12)).map(Episode::start).contains(minute(7));
  }

  @Test
  void resume_openEpisode_goesOnWithIt() {
    tracker.resume(new Episode(minute(0), null, Decimal.of(30), LIMIT));

    assertThat(holds(9, 20)).isEmpty();
    rests(10);
    assertThat(rests(12)).contains(new Episode(minute(0), minute(10), Decimal.of(30), LIMIT));
  }
}
