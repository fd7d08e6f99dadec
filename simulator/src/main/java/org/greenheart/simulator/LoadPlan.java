// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.simulator;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.LocalDateTime;

/**
 * A load for a server that accepts unknown devices.
 *
 * @param connections each of one device, 1 to 9,999
 * @param inFlight unanswered frames on each
 * @param warmup not measured
 * @param duration measured
 * @param firstMinute DataTime of each device's first frame; the minutes go on from there
 * @param series 0 to 255: loads of different series have different devices
 */
public record LoadPlan(
    int connections,
    int inFlight,
    Duration warmup,
    Duration duration,
    LocalDateTime firstMinute,
    int series) {

  public LoadPlan {
    requireNonNull(warmup, "warmup is null");
    requireNonNull(firstMinute, "firstMinute is null");
    if (connections < 1 || connections > 9_999) {
      throw new IllegalArgumentException(
          "connections (%d) must be from 1 to 9999".formatted(connections));
    }
    if (inFlight < 1 || inFlight > 1_024) {
      throw new IllegalArgumentException(
          "inFlight (%d) must be from 1 to 1024".formatted(inFlight));
    }
    if (!duration.isPositive()) {
      throw new IllegalArgumentException("duration (%s) must be positive".formatted(duration));
    }
    if (series < 0 || series > 255) {
      throw new IllegalArgumentException("series (%d) must be from 0 to 255".formatted(series));
    }
  }

  /** So many connections and frames in flight for so long, after 2 s of warming up. */
  public static LoadPlan of(int connections, int inFlight, Duration duration) {
    return new LoadPlan(
        connections,
        inFlight,
        Duration.ofSeconds(2),
        duration,
        LocalDateTime.of(2026, 1, 1, 0, 0),
        0);
  }

  /** MN of the device of a connection. */
  String deviceId(int connection) {
    return "10AD0000%02X0000000000%04d".formatted(series, connection);
  }
}
