// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.places;

import org.greenheart.storage.registry.Device;
import org.greenheart.storage.registry.Devices;
import org.greenheart.storage.registry.RuleException;

/** Points as files name them: by the id of their device. */
final class DevicePoints {
  static final String USUAL_PROTOCOL = "hj212";

  private final Devices devices;

  DevicePoints(Devices devices) {
    this.devices = devices;
  }

  static String protocol(RowValues row) {
    return row.optional("protocol").orElse(USUAL_PROTOCOL);
  }

  /**
   * @param field the column that names the device
   * @return the thing
   * @throws RuleException {@code unknown-device}
   */
  long thing(RowValues row, String field) {
    String deviceId = row.text(field);
    return devices
        .find(protocol(row), deviceId)
        .map(Device::thing)
        .filter(thing -> thing != 0)
        .orElseThrow(
            () ->
                new RuleException(
                    field, "must be the device of a known point", deviceId, "unknown-device"));
  }
}
