// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.login;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How many refusals go into the audit: the first twenty of one kind from one address in a minute,
 * and the first five hundred of all. Who sends a million bad tokens must not fill the disk.
 * Thread-safe.
 */
final class RefusalLimit {
  private static final int A_MINUTE = 20;

  /** An attacker may have many addresses. */
  private static final int A_MINUTE_OF_ALL = 500;

  private static final int MOST = 1_000;
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final InstantSource clock;
  private final Map<String, Count> counts =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Count> eldest) {
          return size() > MOST;
        }
      };

  private record Count(Instant since, int n) {}

  RefusalLimit(InstantSource clock) {
    this.clock = requireNonNull(clock, "clock is null");
  }

  /** Whether one more may be written down. */
  synchronized boolean take(String address, String code) {
    return count(address + " " + code) <= A_MINUTE && count("") <= A_MINUTE_OF_ALL;
  }

  private int count(String key) {
    Instant now = clock.instant();
    Count known = counts.get(key);
    Count next =
        known == null || !now.isBefore(known.since.plus(MINUTE))
            ? new Count(now, 1)
            : new Count(known.since, known.n + 1);
    // At the end: what is counted still is forgotten last.
    counts.remove(key);
    counts.put(key, next);
    return next.n;
  }
}
