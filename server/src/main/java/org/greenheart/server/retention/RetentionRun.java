// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.retention;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What one run has done.
 *
 * @param at when it began
 * @param millis how long it took, in real time
 * @param upTo the arrival that no reader of the feed had done with yet, less one: later ones stayed
 * @param framesBefore frames received before this time went; null when they are kept for ever
 * @param frames how many went
 * @param framesHeld how many had to stay, by reason
 * @param rows by interval, those that are kept for ever left out
 */
record RetentionRun(
    Instant at,
    long millis,
    long upTo,
    @Nullable Instant framesBefore,
    long frames,
    Map<String, Long> framesHeld,
    List<Rows> rows) {
  RetentionRun {
    framesHeld = Map.copyOf(framesHeld);
    rows = List.copyOf(rows);
  }

  /**
   * @param before rows that begin before this time went
   * @param deleted how many went
   * @param held how many older ones stayed: behind an alarm, a case or a correction, or changed by
   *     hand
   */
  record Rows(String interval, Instant before, long deleted, long held) {}

  /** In one line, for the log. */
  String line() {
    String ofRows =
        rows.stream()
            .map(
                one ->
                    "%d %s rows before %s (%d held)"
                        .formatted(one.deleted(), one.interval(), one.before(), one.held()))
            .collect(Collectors.joining(", "));
    return "Retention deleted %s%s in %d ms; frames held: %s"
        .formatted(
            framesBefore == null ? "no frames" : frames + " frames before " + framesBefore,
            ofRows.isEmpty() ? "" : ", " + ofRows,
            millis,
            framesHeld.isEmpty() ? "none" : framesHeld);
  }
}
