// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.simulator;

import static java.util.Objects.requireNonNull;

/**
 * One thing that happens to a point by script, as a row of script.csv describes it.
 *
 * @param deviceId the MN it happens to
 * @param code the factor it moves; {@code *} for all of the point
 * @param kind what it does
 * @param from first epoch second
 * @param until first epoch second after it
 * @param every seconds between repeats, before and after; 0 for once
 * @param ramp seconds until it has its full strength
 * @param amount the factor, the addend or the value, as the kind says
 * @param flag data mark while it lasts
 */
record Effect(
    String deviceId,
    String code,
    Kind kind,
    long from,
    long until,
    long every,
    long ramp,
    double amount,
    char flag) {

  Effect {
    requireNonNull(deviceId, "deviceId is null");
    requireNonNull(code, "code is null");
    requireNonNull(kind, "kind is null");
    if (until <= from) {
      throw new IllegalArgumentException(
          "effect on %s must end (%d) after it begins (%d)".formatted(deviceId, until, from));
    }
    if (every != 0 && every < until - from) {
      throw new IllegalArgumentException(
          "effect on %s repeats after %d s, before it ends".formatted(deviceId, every));
    }
  }

  enum Kind {
    /** The value times the amount. */
    MULTIPLY,
    /** The value plus the amount. */
    ADD,
    /** The amount itself, whatever the value was: span gas, a stuck probe. */
    SET,
    /** Only the data mark. */
    MARK,
    /** The pumps of a station do not answer: power fault. */
    TRIP,
    /** The operator runs the pumps of a station down to the stop level. */
    DRAIN,
    /** The logger has no network: it keeps its data and sends them afterwards. */
    OFFLINE
  }

  boolean touches(String factor) {
    return code.equals("*") || code.equals(factor);
  }

  boolean active(long epochSecond) {
    return since(epochSecond) >= 0;
  }

  /** The value under this effect; the same when it is not active. */
  double apply(double value, long epochSecond) {
    long since = since(epochSecond);
    if (since < 0) {
      return value;
    }
    double strength = ramp == 0 ? 1 : Math.min(1, since / (double) ramp);
    return switch (kind) {
      case MULTIPLY -> value * (1 + (amount - 1) * strength);
      case ADD -> value + amount * strength;
      case SET -> value + (amount - value) * strength;
      case MARK, TRIP, DRAIN, OFFLINE -> value;
    };
  }

  /** Seconds since it began; -1 when it is not active. */
  private long since(long epochSecond) {
    long since = every == 0 ? epochSecond - from : Math.floorMod(epochSecond - from, every);
    return since >= 0 && since < until - from ? since : -1;
  }
}
