// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** For how long one value of a Datastream stands. */
public enum Interval {
  REALTIME,
  MINUTE,
  HOUR,
  DAY;

  /** The word in the database and in SensorThings: {@code realtime}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Interval ofText(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }

  /** One hour, one day; none for realtime; for minutes it is a setting of the point. */
  public Optional<Duration> fixedPeriod() {
    return switch (this) {
      case REALTIME, MINUTE -> Optional.empty();
      case HOUR -> Optional.of(Duration.ofHours(1));
      case DAY -> Optional.of(Duration.ofDays(1));
    };
  }
}
