// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.util.List;

/** The book of what happened to devices. Thread-safe. */
public interface DeviceEvents {
  /**
   * Writes events down together. One of an arrival that has its event already is passed over, so
   * the same may be told again.
   */
  void record(List<DeviceEvent> events);

  /**
   * Events of a device before a number, newest written first.
   *
   * @param before {@link Long#MAX_VALUE} to begin with
   */
  List<DeviceEvent> of(long device, long before, int limit);

  /** Events of all devices before a number, newest written first. */
  List<DeviceEvent> newest(long before, int limit);
}
