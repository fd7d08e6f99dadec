// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.intake;

import java.time.Duration;
import org.greenheart.storage.registry.Interval;
import org.jspecify.annotations.Nullable;

/** A kind of Datastreams that one command fills. */
enum Series {
  REALTIME(Interval.REALTIME, null),
  MINUTE(Interval.MINUTE, null),
  /** 2111, the furnace temperature of HJ 212-2025: five minutes whatever the point's setting is. */
  FIVE_MINUTES(Interval.MINUTE, Duration.ofMinutes(5)),
  HOUR(Interval.HOUR, null),
  DAY(Interval.DAY, null);

  private final Interval interval;
  private final @Nullable Duration ownPeriod;

  Series(Interval interval, @Nullable Duration ownPeriod) {
    this.interval = interval;
    this.ownPeriod = ownPeriod;
  }

  Interval interval() {
    return interval;
  }

  /** Set where the values do not follow the point's minute period. */
  @Nullable Duration ownPeriod() {
    return ownPeriod;
  }
}
