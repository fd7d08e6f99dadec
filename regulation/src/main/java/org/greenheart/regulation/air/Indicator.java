// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.air;

import static java.util.Objects.requireNonNull;

/** A pollutant and the time that its concentration is the mean of: O3 8h. Immutable. */
public record Indicator(Pollutant pollutant, Averaging averaging) {
  public Indicator {
    requireNonNull(pollutant, "pollutant is null");
    requireNonNull(averaging, "averaging is null");
  }

  @Override
  public String toString() {
    return pollutant + " " + averaging;
  }
}
