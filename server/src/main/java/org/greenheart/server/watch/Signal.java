// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.watch;

import static java.util.Objects.requireNonNull;

import org.greenheart.storage.registry.Interval;

/**
 * A quantity at one interval, as a rule names it: the level of the forebay, by the minute.
 *
 * @param thing 0 for the point that is judged; the number of another one that is looked at with it,
 *     such as the inlet of a facility
 */
record Signal(String code, Interval interval, long thing) {
  Signal {
    requireNonNull(code, "code is null");
    requireNonNull(interval, "interval is null");
  }

  /** Of the point that is judged. */
  Signal(String code, Interval interval) {
    this(code, interval, 0);
  }

  /** The same quantity at another point. */
  Signal at(long other) {
    return new Signal(code, interval, other);
  }
}
