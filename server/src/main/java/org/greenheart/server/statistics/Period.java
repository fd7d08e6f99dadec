// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.statistics;

import org.greenheart.storage.registry.Interval;

/**
 * A period that is computed, and out of what. Hours and days are those of Beijing, which knows no
 * summer time; all times are microseconds since 1970-01-01Z.
 */
enum Period {
  HOUR(Interval.MINUTE, Interval.HOUR, 60),
  DAY(Interval.HOUR, Interval.DAY, 24 * 60);

  static final long MINUTE_MICROS = 60_000_000L;
  private static final long BEIJING = 8 * 60 * MINUTE_MICROS;

  private final Interval source;
  private final Interval target;
  private final int minutes;

  Period(Interval source, Interval target, int minutes) {
    this.source = source;
    this.target = target;
    this.minutes = minutes;
  }

  /** Of the values that it is computed from. */
  Interval source() {
    return source;
  }

  /** Of the values that come out. */
  Interval target() {
    return target;
  }

  int minutes() {
    return minutes;
  }

  long length() {
    return minutes * MINUTE_MICROS;
  }

  /** The start of the period that a moment lies in. */
  long floor(long micros) {
    return Math.floorDiv(micros + BEIJING, length()) * length() - BEIJING;
  }
}
