// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jdbi.v3.core.Handle;

final class SqliteKeptFrames implements KeptFrames {
  private final Access access;
  private final AtomicLong devices;

  /**
   * @param devices rises when a device has changed
   */
  SqliteKeptFrames(Access access, AtomicLong devices) {
    this.access = access;
    this.devices = devices;
  }

  @Override
  public void expect(long device, long after) {
    access.write(
        handle -> {
          if (giveThing(handle, device)) {
            access.afterCommit(devices::incrementAndGet);
          }
          return handle.execute(
              "INSERT INTO kept_frames (device, after) VALUES (?, ?) ON CONFLICT DO NOTHING",
              device,
              after);
        });
  }

  /** A stranger waits with a Thing; one whose Thing was removed has none. */
  private static boolean giveThing(Handle handle, long device) {
    Optional<Device> bare =
        SqliteDevices.byNumber(handle, device)
            .filter(found -> found.status() == DeviceStatus.PENDING && found.thing() == 0);
    bare.ifPresent(
        found -> {
          long thing =
              Births.thing(
                  handle,
                  found.protocol(),
                  found.deviceId(),
                  Optional.ofNullable(found.systemType()));
          handle.execute("UPDATE device SET thing = ? WHERE number = ?", thing, device);
        });
    return bare.isPresent();
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
