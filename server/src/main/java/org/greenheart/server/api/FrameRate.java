// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.api;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** How much a counter rose in the last minute. Thread-safe. */
final class FrameRate {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final Deque<Sample> samples = new ArrayDeque<>();

  private record Sample(Instant at, long count) {}

  /** Takes the counter's value at a time; call it every few seconds. */
  synchronized void sample(Instant at, long count) {
    samples.addLast(new Sample(at, count));
    while (samples.size() > 2 && secondOldest().at().isBefore(at.minus(MINUTE))) {
      samples.removeFirst();
    }
  }

  /** By the samples of the last minute; in the first minute, of what there is. */
  synchronized long perMinute() {
    if (samples.size() < 2) {
      return 0;
    }
    Sample from = samples.getFirst();
    Sample to = samples.getLast();
    double seconds = Duration.between(from.at(), to.at()).toMillis() / 1e3;
    if (seconds <= 0) {
      return 0;
    }
    // A server that has just started has not yet had a minute: it is not made up for.
    return Math.round((to.count() - from.count()) * 60 / Math.max(60, seconds));
  }

  private Sample secondOldest() {
    var oldest = samples.iterator();
    oldest.next();
    return oldest.next();
  }
}
