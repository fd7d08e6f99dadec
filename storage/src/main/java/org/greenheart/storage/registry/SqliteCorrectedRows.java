// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.util.Collection;
import java.util.List;
import org.greenheart.storage.RowKey;
import org.jdbi.v3.core.statement.PreparedBatch;

final class SqliteCorrectedRows implements CorrectedRows {
  private final Access access;

  SqliteCorrectedRows(Access access) {
    this.access = access;
  }

  @Override
  public void record(Collection<RowKey> rows) {
    if (rows.isEmpty()) {
      return;
    }
    access.write(
        handle -> {
          PreparedBatch batch =
              handle.prepareBatch(
                  """
                  INSERT INTO corrected_row (datastream, start_time, n) VALUES (?, ?, ?)
                  ON CONFLICT DO NOTHING""");
          for (RowKey row : rows) {
            batch.add(row.datastream(), row.startMicros(), row.n());
          }
          return batch.execute();
        });
  }

  @Override
  public List<RowKey> all() {
    return access.read(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT datastream, start_time, n FROM corrected_row
                    ORDER BY datastream, start_time, n""")
                .map(
                    (row, context) ->
                        new RowKey(
                            row.getLong("datastream"), row.getLong("start_time"), row.getLong("n")))
                .list());
  }
}
