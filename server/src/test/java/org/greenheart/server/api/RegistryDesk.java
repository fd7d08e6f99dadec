// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.api;

import java.util.Optional;
import org.greenheart.storage.registry.Acceptance;
import org.greenheart.storage.registry.Device;
import org.greenheart.storage.registry.Devices;

/** A desk without an intake: decisions go to the registry alone. */
record RegistryDesk(Devices devices) implements DeviceDesk {
  @Override
  public Optional<Sighting> sighting(Device device) {
    return Optional.empty();
  }

  @Override
  public Device accept(long number, Acceptance acceptance) {
    return devices.accept(number, acceptance);
  }

  @Override
  public Device reject(long number) {
    return devices.reject(number);
  }
}
