// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.util.List;
import java.util.Optional;

/** The connections to meters, with their maps. Thread-safe. */
public interface MeterSources {
  /** By code. */
  List<MeterSource> list();

  Optional<MeterSource> find(long id);

  /**
   * Adds one, or changes the one with its id: all of it with its map. The code stays.
   *
   * @throws RegistryException {@code NOT_FOUND}; {@code DUPLICATE} when the code is taken
   */
  MeterSource put(MeterSource source);

  /** False when there is none. What its meters have sent stays. */
  boolean remove(long id);
}
