// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.intake;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds out from the starts of minute rows how long they stand, for devices that were never asked:
 * HJ 212 frames carry only the start.
 *
 * <p>It looks at the last {@value #ROWS} different starts. The smallest step between neighbours is
 * the period, if it is one of the legal steps. Gaps only make steps longer, so a smaller step is
 * believed at once, from where it shows; a longer one than the period in force only when all steps
 * agree on it.
 *
 * <p>Not thread-safe.
 */
final class MinutePeriodLearner {
  static final int ROWS = 12;
  private static final int[] LEGAL_MINUTES = {1, 2, 3, 4, 5, 6, 10, 12, 15, 20, 30};
  private static final long MICROS_PER_MINUTE = 60_000_000L;

  private final long[] starts = new long[ROWS];
  private int seen;

  /** A period seen, and the start of the oldest row that it is believed of. */
  record Seen(Duration period, long fromMicros) {}

  /** Whether HJ 212 knows this as a minute period. */
  static boolean isLegal(BigDecimal minutes) {
    for (int legal : LEGAL_MINUTES) {
      if (minutes.compareTo(BigDecimal.valueOf(legal)) == 0) {
        return true;
      }
    }
    return false;
  }

  /**
   * Takes the start of a minute row.
   *
   * @param known the period in force; null when none has been set
   * @return the period to set, when it differs from the known one
   */
  Optional<Seen> see(long startMicros, @Nullable Duration known) {
    int filled = Math.min(seen, ROWS);
    for (int i = 0; i < filled; i++) {
      if (starts[i] == startMicros) {
        return Optional.empty();
      }
    }
    starts[seen % ROWS] = startMicros;
    // Stays between ROWS and 2 * ROWS: counts on without end, and without running over.
    seen = seen + 1 == 2 * ROWS ? ROWS : seen + 1;
    return seen < ROWS ? Optional.empty() : judge(known);
  }

  private Optional<Seen> judge(@Nullable Duration known) {
    long[] sorted = starts.clone();
    Arrays.sort(sorted);
    long smallest = Long.MAX_VALUE;
    long largest = 0;
    long seenFrom = sorted[0];
    for (int i = 1; i < ROWS; i++) {
      long step = sorted[i] - sorted[i - 1];
      if (step < smallest) {
        smallest = step;
        seenFrom = sorted[i - 1];
      }
      largest = Math.max(largest, step);
    }
    if (smallest % MICROS_PER_MINUTE != 0
        || Arrays.binarySearch(LEGAL_MINUTES, (int) Math.min(60, smallest / MICROS_PER_MINUTE))
            < 0) {
      return Optional.empty();
    }
    Duration period = Duration.ofMinutes(smallest / MICROS_PER_MINUTE);
    if (known == null) {
      return Optional.of(new Seen(period, sorted[0]));
    }
    boolean believed =
        period.compareTo(known) < 0 || (period.compareTo(known) > 0 && smallest == largest);
    return believed ? Optional.of(new Seen(period, seenFrom)) : Optional.empty();
  }
}
