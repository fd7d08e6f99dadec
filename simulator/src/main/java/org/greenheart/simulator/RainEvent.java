// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.simulator;

/**
 * One rain: it comes up within a twelfth of its duration, is heavy for a third and a drizzle for
 * the second half. The drizzle matters: the storm water is still arriving while the rain gauge says
 * little.
 *
 * @param start epoch second
 * @param seconds duration
 * @param peak mm/h
 */
record RainEvent(long start, long seconds, double peak) {
  private static final double RISEN = 0.08;
  private static final double HEAVY = 0.35;
  private static final double DRIZZLE = 0.50;
  private static final double DRIZZLE_SHARE = 0.125;

  RainEvent {
    if (seconds <= 0 || peak <= 0) {
      throw new IllegalArgumentException(
          "duration (%d s) and peak (%s mm/h) of a rain must be positive".formatted(seconds, peak));
    }
  }

  long end() {
    return start + seconds;
  }

  /** mm/h; 0 outside the rain. */
  double intensity(long epochSecond) {
    if (epochSecond < start || epochSecond >= end()) {
      return 0;
    }
    double part = (epochSecond - start) / (double) seconds;
    if (part < RISEN) {
      return peak * Math.max(0.05, part / RISEN);
    }
    double fallen = (part - HEAVY) / (DRIZZLE - HEAVY);
    return peak * (1 - (1 - DRIZZLE_SHARE) * Math.clamp(fallen, 0, 1));
  }
}
