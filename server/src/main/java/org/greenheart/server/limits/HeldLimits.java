// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.limits;

import java.time.Instant;
import java.util.Optional;
import org.greenheart.storage.Decimal;

/**
 * The limits of one Datastream over time, as they were known when it was made. Which one holds is
 * worked out once for each stretch of days on which the same limits are in force. Thread-safe.
 */
public interface HeldLimits {
  /** Nothing limits it. */
  HeldLimits NONE = moment -> Optional.empty();

  /** The highest value allowed at a moment, in the Datastream's unit; empty when nothing is. */
  Optional<Decimal> at(Instant moment);

  /** Which limit that is, and why: worked out anew, not for every value. */
  default Optional<HeldLimit> held(Instant moment) {
    return Optional.empty();
  }

  /** Whether some limit holds at or after a moment. */
  default boolean anyFrom(Instant moment) {
    return at(moment).isPresent();
  }
}
