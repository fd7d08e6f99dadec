// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.simulator;

import static java.util.Objects.requireNonNull;

/**
 * A sewage lifting station, as a row of stations.csv describes it. Levels in m above the forebay's
 * floor, from low to high: stop, start, second start, high alarm, overflow (weir crest).
 *
 * @param deviceId the MN of its logger
 * @param area of the forebay, m2
 * @param stop both pumps stop
 * @param start the first pump starts
 * @param secondStart the second pump starts
 * @param high the high-level alarm
 * @param overflow the weir's crest
 * @param pumpFlow of one pump, L/s
 * @param dryInflow mean of dry weather, L/s
 * @param runoff what 1 mm/h of rain brings, L/s
 * @param current of one running pump, A
 */
record StationPlan(
    String deviceId,
    double area,
    double stop,
    double start,
    double secondStart,
    double high,
    double overflow,
    double pumpFlow,
    double dryInflow,
    double runoff,
    double current) {

  StationPlan {
    requireNonNull(deviceId, "deviceId is null");
    if (!(0 < stop
        && stop < start
        && start < secondStart
        && secondStart < high
        && high < overflow)) {
      throw new IllegalArgumentException(
          "levels of %s must rise from stop to overflow: %s %s %s %s %s"
              .formatted(deviceId, stop, start, secondStart, high, overflow));
    }
  }
}
