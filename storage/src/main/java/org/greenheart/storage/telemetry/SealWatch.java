// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.telemetry;

import java.util.HashSet;
import java.util.Set;
import org.greenheart.storage.RowKey;

/**
 * Notes which datastreams change while they are being sealed from a snapshot: what was packed of
 * them is then out of date and must be dropped. Confined to the committer's thread.
 */
final class SealWatch {
  private final Set<Long> datastreams;
  private final long upToMicros;
  private final Set<Long> changed = new HashSet<>();

  /**
   * @param upToMicros rows that start at this time or later are not being sealed
   */
  SealWatch(Set<Long> datastreams, long upToMicros) {
    this.datastreams = Set.copyOf(datastreams);
    this.upToMicros = upToMicros;
  }

  void touched(RowKey key) {
    if (key.startMicros() < upToMicros) {
      touched(key.datastream());
    }
  }

  void touched(long datastream) {
    if (datastreams.contains(datastream)) {
      changed.add(datastream);
    }
  }

  boolean isChanged(long datastream) {
    return changed.contains(datastream);
  }
}
