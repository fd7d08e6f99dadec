// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class PaceTest {
  private static final int NEAR = 4_000;
  private static final long MOMENT = Duration.ofMillis(1).toNanos();

  /** A reader that does so many arrivals in each pause of a millisecond. */
  private static final class Reading implements Pace.Pauses {
    private final long each;
    private long position;
    private long millis;

    Reading(long position, long each) {
      this.position = position;
      this.each = each;
    }

    @Override
    public long nanos() {
      return millis * MOMENT;
    }

    @Override
    public void pause() {
      millis++;
      position += each;
    }
  }

  private static Pace pace(Reading reading) {
    Pace pace = new Pace(reading);
    pace.keepWith(() -> reading.position);
    return pace;
  }

  @Test
  void afterGroup_nobodyIsNamed_doesNotWait() {
    Reading reading = new Reading(0, 1);

    new Pace(reading).afterGroup(1_000, 1_000_000, NEAR);

    assertThat(reading.millis).isZero();
  }

  @Test
  void afterGroup_readerIsNear_doesNotWait() {
    Reading reading = new Reading(0, 1);

    pace(reading).afterGroup(1_000, NEAR, NEAR);

    assertThat(reading.millis).isZero();
  }

  @Test
  void afterGroup_readerIsFar_waitsUntilItHasDoneTwiceWhatCame() {
    Reading reading = new Reading(0, 100);
    Pace pace = pace(reading);

    pace.afterGroup(1_000, 50_000, NEAR);

    assertThat(reading.position).isEqualTo(2_000);
    reading.position += 500; // while the next group was written
    pace.afterGroup(1_000, 51_000, NEAR);
    assertThat(reading.position).isEqualTo(4_000);
    assertThat(pace.held()).isEqualTo(Duration.ofMillis(reading.millis));
  }

  @Test
  void afterGroup_readerComesNear_waitsNoLonger() {
    Reading reading = new Reading(5_900, 10);

    pace(reading).afterGroup(8_000, 10_000, NEAR);

    assertThat(reading.position).isEqualTo(6_000);
  }

  @Test
  void afterGroup_readerIsSlow_waitsNoLongerThanTheLongest() {
    Reading reading = new Reading(0, 1);

    pace(reading).afterGroup(1_000, 50_000, NEAR);

    assertThat(reading.millis).isEqualTo(Pace.LONGEST_MILLIS);
  }

  @Test
  void afterGroup_readerStandsStill_waitsForItAgainOnceItMoves() {
    Reading reading = new Reading(0, 0);
    Pace pace = pace(reading);
    for (int i = 0; i < 100; i++) {
      pace.afterGroup(1_000, 50_000, NEAR);
    }
    assertThat(reading.millis).isEqualTo(Pace.STILL_MILLIS);

    reading.position++;
    pace.afterGroup(1_000, 50_000, NEAR);

    assertThat(reading.millis).isEqualTo(Pace.STILL_MILLIS + Pace.LONGEST_MILLIS);
  }

  @Test
  void afterGroup_readerStartsOverFromBefore_waitsNoLongerThanTheLongest() {
    Reading reading = new Reading(40_000, 1);
    Pace pace = pace(reading);
    pace.afterGroup(10, 41_000, NEAR);

    reading.position = 0;
    pace.afterGroup(10, 41_010, NEAR);

    assertThat(reading.millis).isEqualTo(Pace.LONGEST_MILLIS);
  }
}
