// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.watch;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.greenheart.storage.Decimal;
import org.jspecify.annotations.Nullable;

/**
 * One stretch of the data's time in which a rule's condition held.
 *
 * @param start when the condition began to hold, not when it had held long enough
 * @param end when it ceased to hold; null while it holds
 * @param peak the worst value judged: the highest, or the lowest where little is bad
 * @param limit what the peak was held against
 */
record Episode(
    Instant start, @Nullable Instant end, @Nullable Decimal peak, @Nullable Decimal limit) {
  Episode {
    requireNonNull(start, "start is null");
  }

  boolean isOpen() {
    return end == null;
  }

  Episode withPeak(Decimal value, @Nullable Decimal against) {
    return new Episode(start, end, value, against);
  }

  Episode endingAt(Instant moment) {
    return new Episode(start, moment, peak, limit);
  }

  /** Whether the two have a moment in common. */
  boolean touches(Episode other) {
    return (end == null || !end.isBefore(other.start))
        && (other.end == null || !other.end.isBefore(start));
  }
}
