// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.greenheart.storage.registry.CalendarDay;
import org.junit.jupiter.api.Test;

final class WorkingDaysTest {
  private final WorkingDays days = new WorkingDays(List.of());

  private static LocalDate day(String text) {
    return LocalDate.parse(text);
  }

  @Test
  void springFestival2026_isOffAndItsSaturdaysAreWorked() {
    assertThat(days.works(day("2026-02-14"))).isTrue();
    assertThat(days.works(day("2026-02-16"))).isFalse();
    assertThat(days.works(day("2026-02-28"))).isTrue();
    assertThat(days.works(day("2026-03-07"))).isFalse();
  }

  @Test
  void fiveWorkingDays_leapOverTheHoliday() {
    // 13 Friday, 14 worked Saturday, 15 to 23 off, 24 to 27, 28 worked Saturday.
    assertThat(days.plus(day("2026-02-13"), 5, TimeLimit.Unit.WORKING))
        .isEqualTo(day("2026-02-27"));
    assertThat(days.plus(day("2026-02-13"), 5, TimeLimit.Unit.CALENDAR))
        .isEqualTo(day("2026-02-18"));
    assertThat(days.between(day("2026-02-13"), day("2026-02-27"), TimeLimit.Unit.WORKING))
        .isEqualTo(5);
  }

  @Test
  void due_isTheEndOfTheDayInBeijing() {
    Instant evening = Instant.parse("2026-03-02T15:30:00Z"); // 23:30 there

    Instant due = days.due(evening, new TimeLimit(0, TimeLimit.Unit.CALENDAR, 0, 0, "leader"));

    assertThat(due).isEqualTo(Instant.parse("2026-03-02T16:00:00Z"));
  }

  @Test
  void operatorsDay_standsOverTheTable() {
    WorkingDays own =
        new WorkingDays(List.of(new CalendarDay(1, day("2026-03-03"), false, "local holiday")));

    assertThat(own.plus(day("2026-03-02"), 1, TimeLimit.Unit.WORKING)).isEqualTo(day("2026-03-04"));
  }
}
