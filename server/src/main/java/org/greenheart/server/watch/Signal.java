// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.watch;

import static java.util.Objects.requireNonNull;

import org.greenheart.storage.registry.Interval;

/** A quantity at one interval, as a rule names it: the level of the forebay, by the minute. */
record Signal(String code, Interval interval) {
  Signal {
    requireNonNull(code, "code is null");
    requireNonNull(interval, "interval is null");
  }
}
