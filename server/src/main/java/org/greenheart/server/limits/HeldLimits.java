// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.limits;

import java.time.Instant;
import java.util.Optional;

/**
 * The limits of one Datastream over time, as they were known when it was made. Which one holds is
 * worked out once for each stretch of days on which the same limits are in force. Thread-safe.
 */
public interface HeldLimits {
  /** Nothing limits it. */
  HeldLimits NONE = moment -> Optional.empty();

  /** The limit that values of a moment are held against; empty when there is none. */
  Optional<StandingLimit> at(Instant moment);

  /** Which limit that is, and why: worked out anew, not for every value. */
  default Optional<HeldLimit> held(Instant moment) {
    return Optional.empty();
  }

  /**
   * The unit of a limit that counts at a moment and that no value in the Datastream's unit can be
   * held against; empty when there is none.
   */
  default Optional<String> otherUnit(Instant moment) {
    return Optional.empty();
  }

  /** Whether some limit that judges converted values holds at or after a moment. */
  default boolean anyConvertedFrom(Instant moment) {
    return at(moment).map(StandingLimit::isOfConverted).orElse(false);
  }

  /** Whether some limit holds at or after a moment. */
  default boolean anyFrom(Instant moment) {
    return at(moment).isPresent();
  }
}
