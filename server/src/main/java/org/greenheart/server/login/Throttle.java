// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.login;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.greenheart.server.api.ApiException;

/**
 * Makes those wait who fail again and again: after a few free tries 2 s, 4 s, 8 s ... up to five
 * minutes, for an account and for an address each. What it knows is bounded, and forgotten when the
 * server stops. Thread-safe.
 */
final class Throttle {
  private static final int MOST = 10_000;
  private static final int FREE = 3;

  /** Many people may stand behind one address. */
  private static final int FREE_OF_ADDRESS = 20;

  private static final Duration LONGEST = Duration.ofMinutes(5);
  private static final Duration FORGOTTEN = Duration.ofHours(1);

  private final InstantSource clock;
  private final Map<String, Failures> failures =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
          return size() > MOST;
        }
      };

  private record Failures(int count, Instant last) {}

  Throttle(InstantSource clock) {
    this.clock = requireNonNull(clock, "clock is null");
  }

  /**
   * @throws ApiException 429 {@code too-many-tries} while they have to wait
   */
  synchronized void check(String account, String address) {
    check("account " + account, FREE);
    check("address " + address, FREE_OF_ADDRESS);
  }

  private void check(String key, int free) {
    Failures known = failures.get(key);
    if (known == null || known.count < free) {
      return;
    }
    Instant until = known.last.plus(pause(known.count - free));
    Instant now = clock.instant();
    if (now.isBefore(until)) {
      throw new ApiException(
          429,
          "too-many-tries",
          "%s has failed %s times: the next try is taken in %s s"
              .formatted(key, known.count, Duration.between(now, until).toSeconds() + 1));
    }
  }

  private static Duration pause(int beyond) {
    Duration pause = Duration.ofSeconds(2L << Math.min(beyond, 10));
    return pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
  }

  synchronized void failed(String account, String address) {
    fail("account " + account);
    fail("address " + address);
  }

  private void fail(String key) {
    Instant now = clock.instant();
    Failures known = failures.get(key);
    int before = known == null || known.last.plus(FORGOTTEN).isBefore(now) ? 0 : known.count;
    failures.put(key, new Failures(before + 1, now));
  }

  /** The address keeps its count: it may have guessed one of many. */
  synchronized void succeeded(String account) {
    failures.remove("account " + account);
  }
}
