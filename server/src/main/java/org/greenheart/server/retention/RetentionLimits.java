// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.retention;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;
import org.greenheart.storage.registry.Interval;

/**
 * How long what is kept. Empty is for ever.
 *
 * @param frames since they were received
 * @param realtime rows, since they began; so for the others
 */
public record RetentionLimits(
    Optional<Duration> frames,
    Optional<Duration> realtime,
    Optional<Duration> minute,
    Optional<Duration> hour,
    Optional<Duration> day) {
  /** Nothing may be kept for less: what is not packed yet stays out of it. */
  public static final Duration LEAST = Duration.ofDays(1);

  public RetentionLimits {
    check("frames", frames);
    check("realtime", realtime);
    check("minute", minute);
    check("hour", hour);
    check("day", day);
  }

  private static void check(String name, Optional<Duration> limit) {
    requireNonNull(limit, name);
    if (limit.filter(duration -> duration.compareTo(LEAST) < 0).isPresent()) {
      throw new IllegalArgumentException("%s (%s) must be at least a day".formatted(name, limit));
    }
  }

  Optional<Duration> of(Interval interval) {
    return switch (interval) {
      case REALTIME -> realtime;
      case MINUTE -> minute;
      case HOUR -> hour;
      case DAY -> day;
    };
  }
}
