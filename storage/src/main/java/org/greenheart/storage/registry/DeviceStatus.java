// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.util.Locale;

/** Whether a device's data counts. */
public enum DeviceStatus {
  /** Has knocked; nobody has decided yet. */
  PENDING,
  ACCEPTED,
  REJECTED;

  /** The word in the database and in SensorThings: {@code pending}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static DeviceStatus ofText(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }
}
