// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.greenheart.storage.Micros;
import org.jdbi.v3.core.Handle;

/** Rows of the files that belong to manual reports. */
final class ManualFileRows {
  private ManualFileRows() {}

  static ManualFile add(Handle handle, ManualFile file, Instant now) {
    long id =
        handle
            .createUpdate(
                """
                  INSERT INTO manual_file (report, name, media, bytes, sha256, added, added_by)
                  VALUES (:report, :name, :media, :bytes, :sha256, :added, :by)""")
            .bind("report", file.report())
            .bind("name", file.name())
            .bind("media", file.media())
            .bind("bytes", file.bytes())
            .bind("sha256", file.sha256())
            .bind("added", Micros.of(now))
            .bind("by", file.addedBy())
            .executeAndReturnGeneratedKeys("id")
            .mapTo(Long.class)
            .one();
    return existing(handle, id);
  }

  private static ManualFile existing(Handle handle, long id) {
    return handle
        .createQuery("SELECT * FROM manual_file WHERE id = :id")
        .bind("id", id)
        .map((row, context) -> file(row))
        .findOne()
        .orElseThrow(() -> RegistryException.notFound("file", id));
  }

  /** By id, the struck ones too. */
  static List<ManualFile> of(Handle handle, long report) {
    return handle
        .createQuery("SELECT * FROM manual_file WHERE report = :report ORDER BY id")
        .bind("report", report)
        .map((row, context) -> file(row))
        .list();
  }

  /** Strikes it once: who struck it first, and why, stays. */
  static ManualFile strike(Handle handle, long id, Instant now, String by, String why) {
    existing(handle, id);
    handle.execute(
        """
        UPDATE manual_file SET struck = ?, struck_by = ?, struck_why = ?
        WHERE id = ? AND struck IS NULL""",
        Micros.of(now),
        by,
        why,
        id);
    return existing(handle, id);
  }

  private static ManualFile file(ResultSet row) throws SQLException {
    return new ManualFile(
        row.getLong("id"),
        row.getLong("report"),
        row.getString("name"),
        row.getString("media"),
        row.getLong("bytes"),
        row.getString("sha256"),
        Columns.instant(row, "added"),
        row.getString("added_by"),
        Columns.instantOrNull(row, "struck"),
        Columns.text(row, "struck_by"),
        Columns.text(row, "struck_why"));
  }
}
