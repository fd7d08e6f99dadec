// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.time.Instant;
import java.util.List;

/** What the disk held, hour by hour. Thread-safe. */
public interface DiskSamples {
  /**
   * Keeps a sample. Older ones go, and those later than it: the clock has been set back.
   *
   * @param oldest samples before this time go
   */
  void keep(DiskSample sample, Instant oldest);

  /** Oldest first. */
  List<DiskSample> all();
}
