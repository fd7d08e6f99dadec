// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.watch;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * One silence rule at one point or Datastream: when data were last heard and when the next were
 * due. Times of data that claim to come from the future count as those of their receipt. Not
 * thread-safe.
 */
final class QuietPoint {
  private final JudgedPoint point;
  private final Set<Long> datastreams;
  private final Duration period;
  private final Duration after;
  private Instant heard;

  /**
   * @param datastreams any of which breaks the silence
   * @param period of the fastest of them; zero when it has none
   * @param heard the time of the newest data
   */
  QuietPoint(
      JudgedPoint point, Set<Long> datastreams, Duration period, Duration after, Instant heard) {
    this.point = requireNonNull(point, "point is null");
    this.datastreams = Set.copyOf(datastreams);
    this.period = requireNonNull(period, "period is null");
    this.after = requireNonNull(after, "after is null");
    this.heard = requireNonNull(heard, "heard is null");
  }

  JudgedPoint point() {
    return point;
  }

  Set<Long> datastreams() {
    return datastreams;
  }

  /** The time of the newest data. */
  Instant heard() {
    return heard;
  }

  void hear(Instant at) {
    heard = at;
  }

  /** When the value after the newest was due: its time begins a period later and lasts one. */
  Instant due() {
    return dueAfter(heard);
  }

  Instant dueAfter(Instant at) {
    return at.plus(period).plus(period);
  }

  /** When silence is told: time in which nobody listened does not count. */
  Instant deadline(Instant listeningSince) {
    Instant due = due();
    return (due.isBefore(listeningSince) ? listeningSince : due).plus(after);
  }

  /** Whether data of two times are so far apart that the silence between them is told. */
  boolean apart(Instant earlier, Instant later) {
    return later.isAfter(dueAfter(earlier).plus(after).minus(period));
  }
}
