// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Optional;
import java.util.Set;
import org.greenheart.server.waiting.ScriptedPause;
import org.greenheart.storage.registry.Interval;
import org.greenheart.storage.registry.NoticeEvent;
import org.greenheart.storage.registry.NoticeKind;
import org.greenheart.storage.registry.Reach;
import org.greenheart.storage.registry.ReportSchedule;
import org.greenheart.storage.registry.ReportSchedule.Every;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReportClockTest {
  /** Monday, 2026-03-02, 07:30 in Beijing. */
  private static final Instant DUE = Instant.parse("2026-03-01T23:30:00Z");

  @TempDir private Path folder;
  private ReportRig rig;
  private ReportClock reports;

  @BeforeEach
  void open() {
    rig = new ReportRig(folder);
    reports =
        new ReportClock(
            rig.registry,
            rig.maker,
            folder.resolve("reports"),
            account -> Optional.empty(),
            new ScriptedPause(rig.clock, 0),
            rig.clock);
    long kiln = rig.point("88888880000001", "Kiln 1");
    rig.hour(rig.stream(kiln, "a21026", "SO2", "mg/m3", Interval.HOUR), 5, "12.50", "N");
    rig.clock.set(DUE);
  }

  @AfterEach
  void close() {
    rig.close();
  }

  private ReportSchedule schedule(String request, Every every) {
    return rig.registry
        .reportSchedules()
        .put(
            new ReportSchedule(
                0,
                "Hours",
                request,
                "csv",
                every,
                LocalTime.of(7, 30),
                "en",
                Set.of("duty", "leader"),
                "operator",
                0,
                Reach.all(),
                DUE,
                null));
  }

  @Test
  void due_makesTheFileOfTheDayBefore_andTellsOnce() throws Exception {
    ReportSchedule schedule = schedule("{\"kind\":\"data\"}", Every.DAY);
    reports.step();
    reports.step();

    assertThat(rig.registry.notices().unspread(10))
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.kind()).isEqualTo(NoticeKind.REPORT);
              assertThat(event.title()).isEqualTo("Hours 2026-03-01 – 2026-03-01");
              assertThat(event.addressees()).isEqualTo("duty leader");
            });
    NoticeEvent event = rig.registry.notices().unspread(1).getFirst();
    assertThat(Files.readString(folder.resolve("reports").resolve(event.text())))
        .contains("2026-03-01 05:00:00,Kiln 1");
    assertThat(rig.registry.reportSchedules().find(schedule.id()).orElseThrow().next())
        .isEqualTo(DUE.plus(Duration.ofDays(1)));
  }

  @Test
  void broken_saysWhy_andIsTriedAgain() {
    ReportSchedule schedule = schedule("{\"kind\":\"data\",\"template\":\"gone\"}", Every.DAY);
    reports.step();

    ReportSchedule after = rig.registry.reportSchedules().find(schedule.id()).orElseThrow();
    assertThat(after.error()).contains("gone");
    assertThat(after.next()).isEqualTo(DUE.plus(Duration.ofMinutes(10)));
    assertThat(rig.registry.notices().unspread(10)).isEmpty();
  }

  @Test
  void next_isTheNextDayMondayOrFirst() {
    LocalTime at = LocalTime.of(7, 30);
    assertThat(ReportClock.next(Every.DAY, at, DUE.minusSeconds(1))).isEqualTo(DUE);
    assertThat(ReportClock.next(Every.WEEK, at, DUE.minusSeconds(1))).isEqualTo(DUE);
    assertThat(ReportClock.next(Every.WEEK, at, DUE)).isEqualTo(DUE.plus(Duration.ofDays(7)));
    assertThat(ReportClock.next(Every.MONTH, at, DUE))
        .isEqualTo(Instant.parse("2026-03-31T23:30:00Z"));
  }
}
