// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.greenheart.storage.registry.Acceptance;
import org.greenheart.storage.registry.Device;
import org.jspecify.annotations.Nullable;

/**
 * The intake's side of the devices: what it has seen of them lately, and how a person's decision on
 * one takes effect. Thread-safe.
 */
public interface DeviceDesk {
  /** Empty when nothing was heard of the device since the start. */
  Optional<Sighting> sighting(Device device);

  /**
   * Accepts a device; the frames kept of it become rows.
   *
   * @throws org.greenheart.storage.registry.RegistryException {@code NOT_FOUND}
   */
  Device accept(long number, Acceptance acceptance);

  /**
   * Rejects a device.
   *
   * @throws org.greenheart.storage.registry.RegistryException {@code NOT_FOUND}
   */
  Device reject(long number);

  /**
   * @param connected whether a connection leads to it now
   * @param heard when its last frame came
   * @param address from where
   * @param keptFrames frames kept until it is accepted; null when it is not pending
   * @param refused its frames that were refused since the start, by why; the last one first
   * @param deviations its frames that were odd since the start, by how; the last one first
   */
  record Sighting(
      boolean connected,
      @Nullable Instant heard,
      @Nullable String address,
      @Nullable Long keptFrames,
      List<FrameTally> refused,
      List<FrameTally> deviations) {
    public Sighting {
      refused = List.copyOf(refused);
      deviations = List.copyOf(deviations);
    }
  }
}
