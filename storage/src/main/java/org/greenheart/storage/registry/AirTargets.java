// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.util.List;

/** What the air of areas is to reach. Append only; thread-safe. */
public interface AirTargets {
  /**
   * Records a target; the same again changes nothing.
   *
   * @throws RegistryException {@code NOT_FOUND} when there is no such area
   */
  AirTarget record(AirTarget target);

  /** Those that hold for an area in a year, by item. */
  List<AirTarget> of(long area, int year);
}
