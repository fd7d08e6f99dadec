// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MigrationsTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-03-01T00:00:00Z"));
  private static final Migration FIRST = Migration.ofResource("001-catalogue");

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("registry.db");
  }

  private Handle raw() {
    return Jdbi.create("jdbc:sqlite:" + file).open();
  }

  private void migrate(Migration... steps) {
    try (Handle handle = raw()) {
      new Migrations(handle, file, List.of(steps)).run(0);
    }
  }

  private List<String> tables() {
    try (Handle handle = raw()) {
      return handle
          .createQuery("SELECT name FROM sqlite_master WHERE type = 'table'")
          .mapTo(String.class)
          .list();
    }
  }

  private void assertRefused(RegistryException.Code code) {
    assertThatThrownBy(() -> SqliteRegistry.open(folder, CLOCK))
        .isInstanceOfSatisfying(RegistryException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  @Test
  void open_new_hasEveryStepAndNoCopy() throws Exception {
    SqliteRegistry.open(folder, CLOCK).close();

    assertThat(tables()).contains("thing", "enterprise", "outbox", "schema_migration");
    try (var files = Files.list(folder)) {
      assertThat(files).noneMatch(path -> path.toString().contains(".before-"));
    }
  }

  @Test
  void open_older_isCopiedThenBroughtUpToDate() {
    migrate(FIRST);
    try (Handle handle = raw()) {
      handle.execute("INSERT INTO position (reader, arrival, moved) VALUES ('watch', 7, 0)");
    }

    try (Registry registry = SqliteRegistry.open(folder, CLOCK)) {
      assertThat(registry.positions().position("watch")).isEqualTo(7);
      assertThat(registry.places().areas().list()).isEmpty();
    }

    file = folder.resolve("registry.db.before-002");
    assertThat(tables()).contains("position").doesNotContain("enterprise");
  }

  @Test
  void open_again_runsNothing() {
    SqliteRegistry.open(folder, CLOCK).close();
    SqliteRegistry.open(folder, CLOCK).close();

    assertThat(folder.resolve("registry.db.before-002")).doesNotExist();
  }

  @Test
  void open_newerThanProgram_isRefused() {
    SqliteRegistry.open(folder, CLOCK).close();
    try (Handle handle = raw()) {
      handle.execute(
          "INSERT INTO schema_migration (number, name, applied) VALUES (999, 'later', 0)");
    }

    assertRefused(RegistryException.Code.NEWER_DATABASE);
    assertThatThrownBy(() -> SqliteRegistry.open(folder, CLOCK))
        .hasMessageContaining("has schema 999")
        .hasMessageContaining("newer version");
  }

  @Test
  void open_stepOfOtherName_isRefused() {
    SqliteRegistry.open(folder, CLOCK).close();
    try (Handle handle = raw()) {
      handle.execute("UPDATE schema_migration SET name = 'other' WHERE number = 2");
    }

    assertRefused(RegistryException.Code.FOREIGN_DATABASE);
  }

  @Test
  void open_noDatabase_isRefusedAndUnlocked() throws Exception {
    Files.writeString(file, "no database, but long enough to be looked at".repeat(50));

    assertRefused(RegistryException.Code.STORAGE);

    Files.delete(file);
    SqliteRegistry.open(folder, CLOCK).close();
  }

  @Test
  void run_stepFails_leavesAllAsItWas() {
    migrate(FIRST);

    assertThatThrownBy(() -> migrate(FIRST, Migration.ofResource("002-broken")))
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining("it is unchanged");

    assertThat(tables()).doesNotContain("half_way");
    assertThat(folder.resolve("registry.db.before-002")).exists();
    SqliteRegistry.open(folder, CLOCK).close();
  }

  @Test
  void resource_missing_isNamed() {
    assertThatThrownBy(() -> Migration.ofResource("007-nothing").sql())
        .hasMessage("migration (007-nothing.sql) is missing");
  }
}
