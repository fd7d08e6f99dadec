// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** Lists of what has a state and belongs to a thing, read page by page, newest first. */
final class Pages {
  private Pages() {}

  /**
   * @param table one of ours that has columns id, state and thing
   * @param state null for all
   * @param thing null for all
   * @param before only rows with a smaller id
   */
  static Query newestFirst(
      Handle handle,
      String table,
      @Nullable String state,
      @Nullable Long thing,
      long before,
      int limit) {
    return handle
        .createQuery(
            """
            SELECT * FROM %s WHERE id < :before
              AND (:state IS NULL OR state = :state)
              AND (:thing IS NULL OR thing = :thing)
            ORDER BY id DESC LIMIT :limit"""
                .formatted(table))
        .bind("before", before)
        .bind("state", state)
        .bind("thing", thing)
        .bind("limit", limit);
  }
}
