// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.greenheart.storage.Micros;
import org.jdbi.v3.core.statement.PreparedBatch;

final class SqliteDeviceEvents implements DeviceEvents {
  private final Access access;

  SqliteDeviceEvents(Access access) {
    this.access = access;
  }

  @Override
  public void record(List<DeviceEvent> events) {
    if (events.isEmpty()) {
      return;
    }
    access.write(
        handle -> {
          PreparedBatch batch =
              handle.prepareBatch(
                  """
                  INSERT INTO device_event (device, command, time, received, arrival, fields)
                  VALUES (:device, :command, :time, :received, :arrival, :fields)
                  ON CONFLICT (arrival) DO NOTHING""");
          for (DeviceEvent event : events) {
            batch
                .bind("device", event.device())
                .bind("command", event.command())
                .bind("time", Micros.of(event.time()))
                .bind("received", Micros.of(event.received()))
                .bind("arrival", event.arrival())
                .bind("fields", event.fields())
                .add();
          }
          return batch.execute();
        });
  }

  @Override
  public List<DeviceEvent> of(long device, long before, int limit) {
    return access.read(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT * FROM device_event WHERE device = :device AND number < :before
                    ORDER BY number DESC LIMIT :limit""")
                .bind("device", device)
                .bind("before", before)
                .bind("limit", limit)
                .map((row, context) -> event(row))
                .list());
  }

  @Override
  public List<DeviceEvent> newest(long before, int limit) {
    return access.read(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT * FROM device_event WHERE number < :before
                    ORDER BY number DESC LIMIT :limit""")
                .bind("before", before)
                .bind("limit", limit)
                .map((row, context) -> event(row))
                .list());
  }

  private static DeviceEvent event(ResultSet row) throws SQLException {
    return new DeviceEvent(
        row.getLong("number"),
        row.getLong("device"),
        row.getString("command"),
        Columns.instant(row, "time"),
        Columns.instant(row, "received"),
        row.getLong("arrival"),
        row.getString("fields"));
  }
}
