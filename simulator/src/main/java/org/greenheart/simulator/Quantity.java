// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.simulator;

import static java.util.Objects.requireNonNull;

/**
 * One quantity of a kind of point, as a row of profiles.csv describes it.
 *
 * @param code factor code as sent
 * @param base the usual value
 * @param rhythm its day and week
 * @param swing how much of the base the rhythm moves, 0 to 1
 * @param peakHour the hour of the day when it is highest
 * @param noise how much of the base the noise moves, 0 to 1
 * @param min never lower
 * @param max never higher
 * @param decimals fraction digits sent
 * @param rain what full wetness adds, as a share of the base; below 0 the rain washes it out
 * @param total what its sum over a period means
 * @param referenceOxygen percent; 0 when nothing is converted
 * @param shape the field names it is sent with
 * @param levelled whether the point's own level moves it: pollutants, not temperature or pH
 */
record Quantity(
    String code,
    double base,
    Rhythm rhythm,
    double swing,
    double peakHour,
    double noise,
    double min,
    double max,
    int decimals,
    double rain,
    Total total,
    double referenceOxygen,
    Shape shape,
    boolean levelled) {

  Quantity {
    requireNonNull(code, "code is null");
    requireNonNull(rhythm, "rhythm is null");
    requireNonNull(total, "total is null");
    requireNonNull(shape, "shape is null");
    if (min > max) {
      throw new IllegalArgumentException(
          "min (%s) of %s must not be above max (%s)".formatted(min, code, max));
    }
    if (decimals < 0 || decimals > 4) {
      throw new IllegalArgumentException(
          "decimals (%d) of %s must be from 0 to 4".formatted(decimals, code));
    }
  }

  /** The field names that carry the values. */
  enum Shape {
    /** Rtd in realtime data; Min, Avg, Max (and Cou) in the others. */
    USUAL,
    /** Rtd in realtime data only. */
    REALTIME_ONLY,
    /** Periods only: the daily and hourly analysers. */
    PERIOD_ONLY,
    /** Noise levels: Data in the period uploads (HJ 212-2017, ST=23). */
    NOISE
  }

  /** What Cou is, if it is sent. */
  enum Total {
    NONE,
    /** The quantity is L/s: m3. */
    LITRES_PER_SECOND,
    /** The quantity is per second. */
    PER_SECOND,
    /** The quantity is per hour: kW to kWh, mm/h to mm. */
    PER_HOUR,
    /** mg/L in the point's own water flow: kg. */
    WATER_LOAD,
    /** mg/m3 in the point's own gas flow: kg. */
    GAS_LOAD
  }
}
