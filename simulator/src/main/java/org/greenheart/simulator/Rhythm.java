// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.simulator;

/** How a quantity goes through the day and the week, as a factor around 1. Beijing time. */
enum Rhythm {
  /** The same all day. */
  FLAT,
  /** One wave a day, highest at the peak hour. */
  DAY,
  /** Two waves a day: homes and traffic, morning and evening. */
  TWICE,
  /** A day shift from 8 to 18, six days a week; outside it the factor is 1 - swing. */
  SHIFT,
  /** Daylight: low by night, highest at the peak hour. */
  SUN,
  /** Not from here: a physical model or the weather gives the value. */
  DRIVEN;

  private static final int BEIJING_OFFSET = 8 * 3_600;
  private static final int DAY_SECONDS = 86_400;
  private static final double EDGE_HOURS = 0.5;

  /** The factor at a time, for a swing from 0 to 1. */
  double factor(long epochSecond, double swing, double peakHour) {
    long local = epochSecond + BEIJING_OFFSET;
    double hour = Math.floorMod(local, DAY_SECONDS) / 3_600.0;
    double phase = 2 * Math.PI * (hour - peakHour) / 24;
    return switch (this) {
      case FLAT, DRIVEN -> 1;
      case DAY -> 1 + swing * Math.cos(phase);
      case TWICE -> 1 + swing * (0.45 * Math.cos(phase) + 0.55 * Math.cos(2 * phase));
      case SUN -> 1 - swing + 2 * swing * Math.max(0, Math.cos(phase));
      case SHIFT -> 1 - swing * (1 - atWork(hour, Math.floorDiv(local, DAY_SECONDS)));
    };
  }

  private static double atWork(double hour, long day) {
    boolean sunday = Math.floorMod(day + 4, 7) == 0; // 1970-01-01 was a Thursday
    if (sunday) {
      return 0;
    }
    double in = (hour - 8) / EDGE_HOURS;
    double out = (18 - hour) / EDGE_HOURS;
    return Math.clamp(Math.min(in, out), 0, 1);
  }
}
