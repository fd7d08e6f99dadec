// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.upkeep;

import java.time.LocalDate;
import java.util.Locale;

/**
 * What a day brought at a point. Counts are hours of its Datastreams: three Datastreams are
 * expected to bring 72 hours a day.
 *
 * @param day by Beijing time
 * @param expected hours that should be there by now; 0 before the first row
 * @param received hours that are there
 * @param valid hours that are there with a plain number
 * @param marked hours that a data mark sets aside
 * @param stopped hours of these at which the source stood still (HJ 212-2017 table 8, mark F)
 * @param alarms alarms that lasted on this day, withdrawn ones not counted
 * @param exceeded how many of them are about a value beyond a limit, see {@link
 *     org.greenheart.server.api.ExceedingKinds}
 */
record PointDay(
    LocalDate day,
    int expected,
    int received,
    int valid,
    int marked,
    int stopped,
    int alarms,
    int exceeded) {
  /** The share that makes a day whole in the calendar. It judges nothing: no clause rests on it. */
  private static final int ENOUGH_PERCENT = 75;

  /** What to say of the day in one word, the most important first. */
  enum State {
    /** Nothing was expected yet. */
    NONE,
    EXCEEDED,
    MISSING,
    MARKED,
    VALID;

    String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  State state() {
    if (exceeded > 0) {
      return State.EXCEEDED;
    }
    if (expected == 0) {
      return State.NONE;
    }
    if (!enough(received, expected)) {
      return State.MISSING;
    }
    int running = expected - stopped;
    return running > 0 && enough(valid, running) ? State.VALID : State.MARKED;
  }

  private static boolean enough(int part, int whole) {
    return part * 100L >= (long) whole * ENOUGH_PERCENT;
  }
}
