// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.greenheart.server.intake.FrameText.MN;
import static org.greenheart.server.intake.FrameText.upload;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.greenheart.protocols.hj212.Hj212Time;
import org.greenheart.storage.registry.Acceptance;
import org.greenheart.storage.registry.MinutePeriod;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** For how long the minute values of a point stand. */
final class MinutePeriodTest {
  private static final Duration ONE = Duration.ofMinutes(1);
  private static final Duration FIVE = Duration.ofMinutes(5);
  private static final Duration TEN = Duration.ofMinutes(10);
  private static final LocalDateTime START = LocalDateTime.of(2026, 1, 1, 8, 0);

  @TempDir private Path folder;
  private IntakeRig rig;
  private DeviceSocket device;
  private long thing;

  @BeforeEach
  void start() {
    rig = IntakeRig.askingFirst(folder);
    thing = rig.register(MN, Acceptance.PLAIN).thing();
    device = rig.connect();
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  private void minuteRow(LocalDateTime time) {
    device
        .send(
            upload(
                MN,
                "20260101120000123",
                "31",
                "2051",
                "DataTime=" + Hj212Time.seconds(time) + ";a21026-Avg=1"))
        .read();
  }

  private void minuteRows(LocalDateTime from, Duration step, int count) {
    for (int i = 0; i < count; i++) {
      minuteRow(from.plus(step.multipliedBy(i)));
    }
  }

  private Duration periodAt(LocalDateTime beijing) {
    return rig.registry
        .catalogue()
        .minutePeriod(thing, beijing.minusHours(8).toInstant(ZoneOffset.UTC));
  }

  @Test
  void elevenRows_tenMinutesAreAssumed() {
    minuteRows(START, ONE, 11);

    assertThat(rig.registry.catalogue().minutePeriods(thing)).isEmpty();
    assertThat(periodAt(START)).isEqualTo(TEN);
  }

  @Test
  void twelveRows_theSmallestLegalStepIsLearnedFromTheFirstOn() {
    minuteRows(START, ONE, 12);

    assertThat(rig.registry.catalogue().minutePeriods(thing))
        .containsExactly(
            new MinutePeriod(
                thing, Instant.parse("2026-01-01T00:00:00Z"), ONE, MinutePeriod.Source.LEARNED));
    assertThat(periodAt(START)).isEqualTo(ONE);
  }

  @Test
  void gapsAndDisorderAndRepeats_doNotDisturbTheLearning() {
    minuteRow(START.plusMinutes(60));
    minuteRow(START.plusMinutes(60));
    for (int i : new int[] {0, 55, 5, 20, 15, 40, 35, 90, 120, 200, 300}) {
      minuteRow(START.plusMinutes(i));
    }

    assertThat(periodAt(START)).isEqualTo(FIVE);
  }

  @Test
  void illegalStep_isNotBelieved() {
    minuteRows(START, Duration.ofMinutes(7), 15);

    assertThat(rig.registry.catalogue().minutePeriods(thing)).isEmpty();
  }

  @Test
  void shorterThenLonger_bothAreDated() {
    minuteRows(START, TEN, 12);
    minuteRows(START.plusHours(10), FIVE, 12);
    minuteRows(START.plusHours(20), TEN, 12);

    assertThat(periodAt(START.plusHours(1))).isEqualTo(TEN);
    assertThat(periodAt(START.plusHours(10).plusMinutes(55))).isEqualTo(FIVE);
    assertThat(periodAt(START.plusHours(21).plusMinutes(50))).isEqualTo(TEN);
  }

  @Test
  void gapsInShortRows_doNotMakeThePeriodLonger() {
    minuteRows(START, ONE, 12);
    for (int i = 0; i < 14; i++) {
      minuteRow(START.plusHours(1).plusMinutes(i * 2L + (i > 7 ? 3 : 0)));
    }

    assertThat(rig.registry.catalogue().minutePeriods(thing)).hasSize(1);
  }

  @Test
  void toldByTheDevice_countsFromThenAndEndsTheLearning() {
    device.send(upload(MN, "20260101120000001", "31", "1063", "MinInterval=5")).read();
    minuteRows(START, ONE, 14);

    assertThat(rig.registry.catalogue().minutePeriods(thing))
        .containsExactly(new MinutePeriod(thing, IntakeRig.NOW, FIVE, MinutePeriod.Source.COMMAND));
  }

  @Test
  void setByAPersonMeanwhile_isNotOverruled() {
    minuteRows(START, ONE, 11);
    rig.registry
        .catalogue()
        .setMinutePeriod(
            new MinutePeriod(
                thing, Instant.parse("2025-01-01T00:00:00Z"), TEN, MinutePeriod.Source.PERSON));
    minuteRows(START.plusMinutes(11), ONE, 5);

    assertThat(rig.registry.catalogue().minutePeriods(thing)).hasSize(1);
  }

  @Test
  void learner_countsOnWithoutEnd() {
    MinutePeriodLearner learner = new MinutePeriodLearner();
    Optional<MinutePeriodLearner.Seen> last = Optional.empty();
    for (int i = 0; i < 10_000; i++) {
      Optional<MinutePeriodLearner.Seen> seen =
          learner.see(i * 600_000_000L, last.map(MinutePeriodLearner.Seen::period).orElse(null));
      last = seen.isPresent() ? seen : last;
    }

    assertThat(last).contains(new MinutePeriodLearner.Seen(TEN, 0));
  }
}
