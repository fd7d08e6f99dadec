// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.util.LinkedHashMap;
import java.util.Map;

final class SqliteKeptFrames implements KeptFrames {
  private final Access access;

  SqliteKeptFrames(Access access) {
    this.access = access;
  }

  @Override
  public void expect(long device, long after) {
    access.write(
        handle ->
            handle.execute(
                "INSERT INTO kept_frames (device, after) VALUES (?, ?) ON CONFLICT DO NOTHING",
                device,
                after));
  }

  @Override
  public Map<Long, Long> all() {
    return access.read(
        handle -> {
          Map<Long, Long> devices = new LinkedHashMap<>();
          handle
              .createQuery("SELECT device, after FROM kept_frames ORDER BY device")
              .map((row, context) -> Map.entry(row.getLong("device"), row.getLong("after")))
              .forEach(entry -> devices.put(entry.getKey(), entry.getValue()));
          return devices;
        });
  }

  @Override
  public void giveUp(long device, long upTo) {
    access.write(
        handle ->
            handle.execute("UPDATE kept_frames SET after = ? WHERE device = ?", upTo, device));
  }

  @Override
  public void done(long device) {
    access.write(handle -> handle.execute("DELETE FROM kept_frames WHERE device = ?", device));
  }
}
