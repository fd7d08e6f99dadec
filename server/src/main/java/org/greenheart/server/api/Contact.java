// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.api;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Whether a point's data comes as it should. */
enum Contact {
  FRESH,
  LATE,
  SILENT,
  PENDING;

  /** A device's clock and the network may take this long without anything being wrong. */
  private static final Duration GRACE = Duration.ofSeconds(30);

  private static final Duration SHORTEST_SILENCE = Duration.ofMinutes(5);

  /** What is expected of a point of which nothing is known yet. */
  private static final Duration USUAL = Duration.ofMinutes(10);

  /**
   * The contact of an accepted point. Late: one value was missed and a grace is over. Silent: three
   * were missed, and at least five minutes. Only time in which the listener was up counts: before
   * that nobody could have heard it.
   *
   * @param received when the newest data was received; null when there never was any
   * @param expected from one value to the next; null when not known
   * @param listeningSince when the listener came up
   */
  static Contact of(
      @Nullable Instant received,
      @Nullable Duration expected,
      Instant listeningSince,
      Instant now) {
    Duration step = expected == null ? USUAL : expected;
    Instant from =
        received == null || received.isBefore(listeningSince) ? listeningSince : received;
    Duration quiet = Duration.between(from, now);
    Duration silence = step.multipliedBy(3);
    if (quiet.compareTo(silence.compareTo(SHORTEST_SILENCE) > 0 ? silence : SHORTEST_SILENCE) > 0) {
      return SILENT;
    }
    return quiet.compareTo(step.multipliedBy(2).plus(GRACE)) > 0 ? LATE : FRESH;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
