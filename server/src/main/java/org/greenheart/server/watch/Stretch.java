// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.watch;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import org.greenheart.storage.registry.Alarm;
import org.greenheart.storage.registry.Alarms;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of a point's time, judged again from the rows.
 *
 * @param from what does not reach behind this is left as it is
 * @param to what begins after this is left as it is
 * @param liveFrom since when live data speak in it; null when none do
 * @param episodes all that were found, in order; the last may be open
 */
record Stretch(
    JudgedPoint point,
    Instant from,
    Instant to,
    @Nullable Instant liveFrom,
    List<Episode> episodes) {
  Stretch {
    requireNonNull(point, "point is null");
    requireNonNull(from, "from is null");
    requireNonNull(to, "to is null");
    episodes = List.copyOf(episodes);
  }

  boolean concerns(Episode episode) {
    return concerns(episode.start(), episode.end());
  }

  boolean concerns(Alarm alarm) {
    return concerns(alarm.start(), alarm.end());
  }

  private boolean concerns(Instant start, @Nullable Instant end) {
    return !start.isAfter(to) && (end == null || !end.isBefore(from));
  }

  /** The alarms known in it, and beside it where its episodes reach beyond. */
  List<Alarm> known(Alarms alarms) {
    Instant begin = from;
    Instant end = to;
    for (Episode episode : episodes) {
      begin = episode.start().isBefore(begin) ? episode.start() : begin;
      Instant over = episode.end();
      end = over != null && over.isAfter(end) ? over : end;
    }
    return alarms.within(point.rule().code(), point.thing(), point.signalCode(), begin, end);
  }

  /** Whether only late data have shown it. */
  boolean isLate(Episode episode) {
    return liveFrom == null || (episode.end() != null && !episode.end().isAfter(liveFrom));
  }
}
