// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.sqlite.SQLiteConfig;

/** The audit of a registry that a server may have open: read beside it, changed by nobody here. */
public final class AuditFile {
  private AuditFile() {}

  /**
   * Goes through the whole audit.
   *
   * @param folder of the registry
   * @throws RegistryException {@code NOT_FOUND} where there is no registry, {@code STORAGE} where
   *     it cannot be read or is older than the audit
   */
  public static AuditCheck check(Path folder) {
    return read(folder, SqliteAudit::check);
  }

  /**
   * Whether an entry has a hash.
   *
   * @throws RegistryException as {@link #check}
   */
  public static boolean has(Path folder, String hash) {
    return read(
        folder,
        handle ->
            handle
                    .select("SELECT COUNT(*) FROM audit WHERE hash = ?", hash)
                    .mapTo(Integer.class)
                    .one()
                > 0);
  }

  private static <T> T read(Path folder, Access.Work<T> work) {
    Path file = folder.resolve("registry.db");
    if (!Files.exists(file)) {
      throw RegistryException.notFound("registry", file);
    }
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    config.setBusyTimeout(10_000);
    try (Connection connection = config.createConnection("jdbc:sqlite:" + file);
        Handle handle = Jdbi.create(() -> connection).open()) {
      return handle.inTransaction(work::on);
    } catch (SQLException | JdbiException e) {
      throw new RegistryException(
          RegistryException.Code.STORAGE, "the audit in (%s) cannot be read".formatted(file), e);
    }
  }
}
