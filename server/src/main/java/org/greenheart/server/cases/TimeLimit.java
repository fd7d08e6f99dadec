// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.cases;

import static java.util.Objects.requireNonNull;

/**
 * How long something may take. The first day is the one after.
 *
 * @param days 0 means the same day
 * @param warnDays how many days before its end is warned; 0 for no warning
 * @param escalateDays how many days after its end it is told to {@code to}; 0 for never
 * @param to a role
 */
record TimeLimit(int days, Unit unit, int warnDays, int escalateDays, String to) {
  /** What counts. */
  enum Unit {
    CALENDAR,
    WORKING
  }

  TimeLimit {
    requireNonNull(unit, "unit is null");
    requireNonNull(to, "to is null");
  }
}
