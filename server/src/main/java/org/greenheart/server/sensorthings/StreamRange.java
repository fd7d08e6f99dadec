// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.sensorthings;

import java.util.List;
import org.greenheart.storage.TimeRange;
import org.greenheart.storage.registry.StreamRow;

/**
 * The rows of a Datastream that can be wanted.
 *
 * @param parts disjoint ranges of starts, in their order, at least one
 */
record StreamRange(StreamRow stream, List<TimeRange> parts) {
  StreamRange {
    parts = List.copyOf(parts);
  }

  /** From the first start to the last. */
  TimeRange hull() {
    return new TimeRange(parts.getFirst().fromMicros(), parts.getLast().toMicros());
  }

  boolean contains(long startMicros) {
    return parts.size() == 1 || parts.stream().anyMatch(part -> part.contains(startMicros));
  }
}
