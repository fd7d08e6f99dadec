// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cases of an older registry go on in the newer one. */
final class CasesMigrationTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-03-01T00:00:00Z"));
  private static final List<Migration> OLDER =
      Stream.of(
              "001-catalogue",
              "002-places",
              "003-outbox",
              "004-watch",
              "005-devices",
              "006-retention",
              "007-alarm-life",
              "008-rules",
              "009-rejudgements")
          .map(Migration::ofResource)
          .toList();

  @TempDir private Path folder;

  @Test
  void open_olderWithCases_keepsThemTheirAlarmsAndHistory() {
    Path file = folder.resolve("registry.db");
    try (Handle handle = Jdbi.create("jdbc:sqlite:" + file).open()) {
      new Migrations(handle, file, OLDER).run(0);
      handle.execute(
          "INSERT INTO thing (id, name, description, properties) VALUES (7, 'a', 'a', '{}')");
      handle.execute(
          """
          INSERT INTO rule (code, version, kind, name, name_en, severity, parameters, dwell_seconds,
            clear_seconds, opens_case, basis, enabled, author, recorded)
          VALUES ('so2', 1, 'above-limit', 'a', 'a', 'danger', '{}', 0, 0, 1, 'b', 1, 'c', 0)\
          """);
      for (int id = 1; id <= 2; id++) {
        handle.execute(
            """
            INSERT INTO case_file (id, number, kind, title, state, thing, rule, rule_version,
              signal_code, since, opened, closed)
            VALUES (?, ?, 'environment', 't', ?, 7, 'so2', 1, 'a21026', 5, 10, ?)\
            """,
            id,
            "2026-000" + id,
            id == 1 ? "open" : "closed",
            id == 1 ? null : 20);
      }
      handle.execute(
          "INSERT INTO case_event (case_file, at, who, what, text) VALUES (1, 10, 'w', 'opened',"
              + " 't')");
      handle.execute(
          """
          INSERT INTO alarm (rule, rule_version, thing, signal_code, state, severity, start_time,
            unit, basis, late, raised, changed, case_file)
          VALUES ('so2', 1, 7, 'a21026', 'open', 'danger', 5, 'mg/m3', 'b', 0, 6, 6, 1)\
          """);
    }

    try (Registry registry = SqliteRegistry.open(folder, CLOCK)) {
      CaseFile open = registry.cases().open("so2", 7, "a21026").orElseThrow();
      assertThat(open.stage()).isEqualTo(Stage.ACCEPTED);
      assertThat(registry.cases().find(2).orElseThrow().stage()).isEqualTo(Stage.CLOSED);
      assertThat(registry.alarms().ofCase(open.id())).hasSize(1);
      assertThat(registry.cases().timeline(open.id())).hasSize(1);
      CaseFile next =
          registry
              .cases()
              .create(
                  CaseFile.draft(
                      "petition",
                      "t",
                      Stage.RECEIVED,
                      CaseFacts.of("letter"),
                      CaseClock.begin(CLOCK.instant(), null, null)),
                  new CaseEvent(CLOCK.instant(), "w", "opened", "t"));
      assertThat(next.number()).isEqualTo("2026-0003");
    }
  }
}
