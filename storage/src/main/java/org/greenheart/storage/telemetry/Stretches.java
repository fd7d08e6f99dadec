// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.telemetry;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Time cut into stretches of equal width. */
record Stretches(long widthMicros, long originMicros) {
  Stretches(Duration width, long originMicros) {
    if (width.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException("width (%s) must be at least PT1S".formatted(width));
    }
    this(TimeUnit.MICROSECONDS.convert(width), originMicros);
  }

  /** Start of the stretch in which a time lies. */
  long startOf(long micros) {
    return micros - Math.floorMod(micros - originMicros, widthMicros);
  }
}
