// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.util.concurrent.atomic.AtomicLong;

/** The table classes over one way of access. */
final class SqliteTables implements Tables {
  private final Devices devices;
  private final Catalogue catalogue;
  private final Positions positions;

  SqliteTables(Access access, AtomicLong deviceVersion) {
    devices = new SqliteDevices(access, deviceVersion);
    catalogue = new SqliteCatalogue(access);
    positions = new SqlitePositions(access);
  }

  @Override
  public Devices devices() {
    return devices;
  }

  @Override
  public Catalogue catalogue() {
    return catalogue;
  }

  @Override
  public Positions positions() {
    return positions;
  }
}
