// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.cases;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * At most so many a time from each source. Remembers a bounded number of sources: of more the one
 * that was seen longest ago is forgotten. Thread-safe.
 */
final class RateLimit {
  private static final int SOURCES = 10_000;

  private final int most;
  private final Duration in;
  private final InstantSource clock;
  private final Map<String, Deque<Instant>> seen =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Deque<Instant>> eldest) {
          return size() > SOURCES;
        }
      };

  RateLimit(int most, Duration in, InstantSource clock) {
    this.most = most;
    this.in = requireNonNull(in, "in is null");
    this.clock = requireNonNull(clock, "clock is null");
  }

  /** Counts one; false when it is one too many. */
  synchronized boolean take(String source) {
    Deque<Instant> times = recent(source);
    if (times.size() >= most) {
      return false;
    }
    times.add(clock.instant());
    return true;
  }

  /** Whether there have been too many; counts nothing. */
  synchronized boolean isFull(String source) {
    return recent(source).size() >= most;
  }

  private Deque<Instant> recent(String source) {
    Deque<Instant> times = seen.computeIfAbsent(source, absent -> new ArrayDeque<>());
    Instant since = clock.instant().minus(in);
    while (!times.isEmpty() && !times.peek().isAfter(since)) {
      times.remove();
    }
    return times;
  }
}
