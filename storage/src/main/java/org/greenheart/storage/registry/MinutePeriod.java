// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** How long the minute values of a point stand, from a time on. */
public record MinutePeriod(long thing, Instant from, Duration period, Source source) {
  /** Holds where nothing is set: the ten minutes of HJ 212. */
  public static final Duration DEFAULT = Duration.ofMinutes(10);

  /** How it became known. */
  public enum Source {
    PERSON,
    /** Asked for or set by command 1063 or 1064. */
    COMMAND,
    /** Seen in the rows. */
    LEARNED;

    String text() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Source ofText(String text) {
      return valueOf(text.toUpperCase(Locale.ROOT));
    }
  }

  public MinutePeriod {
    requireNonNull(from, "from is null");
    requireNonNull(source, "source is null");
    if (period.compareTo(Duration.ofMinutes(1)) < 0 || period.compareTo(Duration.ofHours(1)) > 0) {
      throw new RuleException("period", "must be PT1M to PT1H", period, "minute-period-range");
    }
  }
}
