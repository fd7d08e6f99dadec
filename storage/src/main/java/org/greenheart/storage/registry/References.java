// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import org.jdbi.v3.core.Handle;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Rows that point at rows. */
final class References {
  private References() {}

  /**
   * @param table one of ours that has a column id
   */
  static boolean exists(Handle handle, String table, long id) {
    return handle
        .createQuery("SELECT EXISTS (SELECT 1 FROM " + table + " WHERE id = :id)")
        .bind("id", id)
        .mapTo(Boolean.class)
        .one();
  }

  /**
   * @param what it is called in messages
   * @throws RegistryException {@code NOT_FOUND}
   */
  static void require(Handle handle, String table, String what, long id) {
    if (!exists(handle, table, id)) {
      throw RegistryException.notFound(what, id);
    }
  }

  /** Whether a statement failed because a row would point at nothing. */
  static boolean violated(RuntimeException failure) {
    return failure.getCause() instanceof SQLiteException cause
        && cause.getResultCode() == SQLiteErrorCode.SQLITE_CONSTRAINT_FOREIGNKEY;
  }
}
