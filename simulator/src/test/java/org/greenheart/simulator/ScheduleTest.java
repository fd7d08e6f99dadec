// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ScheduleTest {
  private static final Schedule SCHEDULE =
      new Schedule(
          Duration.ofSeconds(30),
          Duration.ofMinutes(10),
          Duration.ofSeconds(12),
          Duration.ofSeconds(3));

  @Test
  void next_isRealtimeAtItsPhase() {
    List<Schedule.Due> due = SCHEDULE.next(Instant.parse("2026-11-02T02:00:12Z"));
    assertThat(due)
        .containsExactly(
            new Schedule.Due(
                Instant.parse("2026-11-02T02:00:42Z"),
                Schedule.Kind.REALTIME,
                Instant.parse("2026-11-02T02:00:42Z"),
                Duration.ZERO));
  }

  @Test
  void nextPeriods_startWhereTheLastOnesEnded() {
    List<Schedule.Due> due = SCHEDULE.nextPeriods(Instant.parse("2026-11-02T02:00:03Z"));
    assertThat(due).extracting(Schedule.Due::kind).containsExactly(Schedule.Kind.MINUTE);
    assertThat(due.getFirst().start()).isEqualTo("2026-11-02T02:00:00Z");
    assertThat(due.getFirst().at()).isEqualTo("2026-11-02T02:10:03Z");
  }

  @Test
  void nextPeriods_atBeijingMidnight_areMinuteHourAndDay() {
    List<Schedule.Due> due = SCHEDULE.nextPeriods(Instant.parse("2026-11-02T15:55:00Z"));
    assertThat(due)
        .extracting(Schedule.Due::kind)
        .containsExactly(Schedule.Kind.MINUTE, Schedule.Kind.HOUR, Schedule.Kind.DAY);
    assertThat(due)
        .extracting(Schedule.Due::start)
        .containsExactly(
            Instant.parse("2026-11-02T15:50:00Z"),
            Instant.parse("2026-11-02T15:00:00Z"),
            Instant.parse("2026-11-01T16:00:00Z"));
  }
}
