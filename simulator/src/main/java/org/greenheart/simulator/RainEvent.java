// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.simulator;

/**
 * One rain: it comes up over a tenth of its duration, stays heavy, and after the first half falls
 * to a drizzle of an eighth of its peak. The drizzle matters: the storm water is still arriving
 * while the rain gauge says little.
 *
 * @param start epoch second
 * @param seconds duration
 * @param peak mm/h
 */
record RainEvent(long start, long seconds, double peak) {
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
    if (part < 0.1) {
      return peak * Math.max(0.05, part * 10);
    }
    if (part < 0.5) {
      return peak;
    }
    double fall = Math.min(1, (part - 0.5) * 5);
    return peak * (1 - fall * 0.875);
  }
}
