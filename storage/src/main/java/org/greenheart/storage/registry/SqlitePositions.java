// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.util.LinkedHashMap;
import java.util.Map;
import org.greenheart.storage.Micros;

final class SqlitePositions implements Positions {
  private final Access access;

  SqlitePositions(Access access) {
    this.access = access;
  }

  @Override
  public long position(String reader) {
    return access.read(
        handle ->
            handle
                .createQuery("SELECT arrival FROM position WHERE reader = :reader")
                .bind("reader", reader)
                .mapTo(Long.class)
                .findOne()
                .orElse(0L));
  }

  @Override
  public void moveTo(String reader, long arrival) {
    if (arrival < 0) {
      throw new RuleException("arrival", "must not be negative", arrival, "position-negative");
    }
    access.write(
        handle ->
            handle
                .createUpdate(
                    """
                    INSERT INTO position (reader, arrival, moved) VALUES (:reader, :arrival, :now)
                    ON CONFLICT (reader) DO UPDATE SET arrival = :arrival, moved = :now""")
                .bind("reader", reader)
                .bind("arrival", arrival)
                .bind("now", Micros.of(access.clock().instant()))
                .execute());
  }

  @Override
  public Map<String, Long> all() {
    return access.read(
        handle -> {
          Map<String, Long> positions = new LinkedHashMap<>();
          handle
              .createQuery("SELECT reader, arrival FROM position ORDER BY reader")
              .map((row, context) -> Map.entry(row.getString("reader"), row.getLong("arrival")))
              .forEach(entry -> positions.put(entry.getKey(), entry.getValue()));
          return positions;
        });
  }

  @Override
  public void forget(String reader) {
    access.write(handle -> handle.execute("DELETE FROM position WHERE reader = ?", reader));
  }
}
