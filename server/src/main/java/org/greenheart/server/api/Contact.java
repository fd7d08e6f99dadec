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

  /** A point of which nobody knows how often it sends is late after so long. */
  private static final Duration UNTOLD_LATE = Duration.ofMinutes(10);

  /** Such a point is silent after so long. */
  private static final Duration UNTOLD_SILENT = Duration.ofHours(1);

  /**
   * The contact of an accepted point. Late: one value was missed and a grace is over. Silent: three
   * were missed, and at least five minutes; a point of which no data was ever received is silent at
   * once. Only time in which the listener was up counts: before that nobody could have heard it.
   *
   * @param received when the newest data was received; null when there never was any
   * @param expected from one value to the next; null when not known: then it is late after ten
   *     minutes and silent after an hour
   * @param listeningSince when the listener came up
   */
  static Contact of(
      @Nullable Instant received,
      @Nullable Duration expected,
      Instant listeningSince,
      Instant now) {
    if (received == null) {
      return SILENT;
    }
    Instant from = received.isBefore(listeningSince) ? listeningSince : received;
    Duration quiet = Duration.between(from, now);
    if (expected == null) {
      return after(quiet, UNTOLD_LATE, UNTOLD_SILENT);
    }
    Duration silence = expected.multipliedBy(3);
    return after(
        quiet,
        expected.multipliedBy(2).plus(GRACE),
        silence.compareTo(SHORTEST_SILENCE) > 0 ? silence : SHORTEST_SILENCE);
  }

  private static Contact after(Duration quiet, Duration late, Duration silent) {
    if (quiet.compareTo(silent) > 0) {
      return SILENT;
    }
    return quiet.compareTo(late) > 0 ? LATE : FRESH;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
