// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.util.List;
import org.greenheart.storage.Micros;
import org.jdbi.v3.core.Handle;

final class SqliteOutbox implements Outbox {
  private final Access access;

  SqliteOutbox(Access access) {
    this.access = access;
  }

  @Override
  public long add(String kind, String payload) {
    return access.write(handle -> add(handle, kind, payload, Micros.of(access.clock().instant())));
  }

  /** For table classes that decide. */
  static long add(Handle handle, String kind, String payload, long nowMicros) {
    return handle
        .createQuery(
            """
            INSERT INTO outbox (kind, payload, decided) VALUES (:kind, :payload, :now)
            RETURNING id""")
        .bind("kind", kind)
        .bind("payload", payload)
        .bind("now", nowMicros)
        .mapTo(Long.class)
        .one();
  }

  @Override
  public List<OutboxEntry> entries() {
    return access.read(
        handle ->
            handle
                .createQuery("SELECT id, kind, payload, decided FROM outbox ORDER BY id")
                .map(
                    (row, context) ->
                        new OutboxEntry(
                            row.getLong("id"),
                            row.getString("kind"),
                            row.getString("payload"),
                            Columns.instant(row, "decided")))
                .list());
  }

  @Override
  public void clear(long id) {
    access.write(handle -> handle.execute("DELETE FROM outbox WHERE id = ?", id));
  }
}
