// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DatabaseTest {
  @TempDir Path folder;
  private Database database;

  @BeforeEach
  void open() {
    database =
        new Database(
            folder.resolve("registry.db"),
            InstantSource.fixed(Instant.parse("2026-03-01T00:00:00Z")));
  }

  @AfterEach
  void close() {
    database.close();
  }

  private String pragma(String name) {
    return database.write(handle -> handle.createQuery("PRAGMA " + name).mapTo(String.class).one());
  }

  private static int fill(Handle handle, int rows) {
    for (int i = 0; i < rows; i++) {
      handle.execute(
          "INSERT INTO position (reader, arrival, moved) VALUES (?, 1, 1)", i + "x".repeat(900));
    }
    return rows;
  }

  private long positions() {
    return database.read(
        handle -> handle.createQuery("SELECT COUNT(*) FROM position").mapTo(Long.class).one());
  }

  @Test
  void open_isDurableAndKeepsReferences() {
    assertThat(pragma("journal_mode")).isEqualTo("wal");
    assertThat(pragma("synchronous")).isEqualTo("2");
    assertThat(pragma("foreign_keys")).isEqualTo("1");
  }

  @Test
  void write_diskFull_keepsNothing_andGoesOnWhenThereIsRoomAgain() {
    String pages = pragma("page_count");
    pragma("max_page_count = " + pages);

    assertThatThrownBy(() -> database.write(handle -> fill(handle, 100)))
        .isInstanceOfSatisfying(
            RegistryException.class,
            e -> assertThat(e.code()).isEqualTo(RegistryException.Code.STORAGE));
    assertThat(positions()).isZero();
    assertThatThrownBy(
            () -> database.inTransaction(open -> open.write(handle -> fill(handle, 100))))
        .isInstanceOf(RegistryException.class);
    assertThat(positions()).isZero();

    pragma("max_page_count = 1000000");
    database.write(handle -> fill(handle, 100));
    assertThat(positions()).isEqualTo(100);
  }

  @Test
  void read_writing_isRefusedByTheConnection() {
    assertThatThrownBy(() -> database.read(handle -> fill(handle, 1)))
        .isInstanceOf(RegistryException.class);
    assertThat(positions()).isZero();
  }

  @Test
  void filtersOfSensorThings_useIndexes() {
    assertSearches("SELECT id FROM thing_entity WHERE device_id = 'a'", "thing_device");
    assertSearches("SELECT id FROM thing_entity WHERE status = 'pending'", "device_status");
    assertSearches(
        "SELECT id FROM datastream WHERE device_id = 'a' AND code = 'b'", "datastream_device");
    assertSearches("SELECT id FROM datastream WHERE thing = 1 ORDER BY id", "datastream_thing");
    assertSearches(
        "SELECT id FROM datastream WHERE code = 'b' AND interval = 'hour'", "datastream_code");
    assertSearches("SELECT id FROM observed_property WHERE code = 'b'", "observed_property_code");
  }

  private void assertSearches(String sql, String index) {
    List<String> plan =
        database.read(
            handle ->
                handle
                    .createQuery("EXPLAIN QUERY PLAN " + sql)
                    .map((row, context) -> row.getString("detail"))
                    .list());

    assertThat(plan).as(sql).anyMatch(step -> step.contains(index));
  }
}
