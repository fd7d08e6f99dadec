// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What the books of works have in common. */
final class Books {
  private Books() {}

  /**
   * What hangs together belongs to one enterprise.
   *
   * @throws RegistryException {@code NOT_FOUND}
   * @throws RuleException {@code entry-owner}
   */
  static void requireOwner(Handle handle, String table, String field, long id, long enterprise) {
    Optional<Long> owner =
        handle
            .createQuery("SELECT enterprise FROM " + table + " WHERE id = :id")
            .bind("id", id)
            .mapTo(Long.class)
            .findOne();
    if (owner.isEmpty()) {
      throw RegistryException.notFound(field, id);
    }
    if (owner.get() != enterprise) {
      throw new RuleException(field, "must be of the same enterprise", id, "entry-owner");
    }
  }

  /**
   * @throws RuleException {@code correction-why}
   */
  static void requireReason(boolean correction, @Nullable String why) {
    if (correction && why == null) {
      throw new RuleException(
          "why", "must say why it differs from what was recorded before", "", "correction-why");
    }
  }
}
