// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.simulator;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How a logger behaves on its line. The waits are real time, whatever the clock's speed: networks
 * do not run faster.
 *
 * @param overtime how long it waits for an answer
 * @param resends how often it sends again within one connection before it gives the connection up
 * @param shortestPause before the first reconnect; doubled each time
 * @param longestPause between reconnects
 * @param skew how far its own clock is ahead of the true time
 * @param capacity how many unanswered uploads it can keep
 * @param fault what is wrong with it
 */
public record LoggerOptions(
    Duration overtime,
    int resends,
    Duration shortestPause,
    Duration longestPause,
    Duration skew,
    int capacity,
    Fault fault) {

  /** HJ 212-2017 table 1: 10 s and 3 resends; nothing wrong. */
  public static final LoggerOptions USUAL =
      new LoggerOptions(
          Duration.ofSeconds(10),
          3,
          Duration.ofSeconds(1),
          Duration.ofSeconds(30),
          Duration.ZERO,
          20_000,
          Fault.NONE);

  public LoggerOptions {
    requireNonNull(skew, "skew is null");
    requireNonNull(fault, "fault is null");
    if (!overtime.isPositive()) {
      throw new IllegalArgumentException("overtime (%s) must be positive".formatted(overtime));
    }
    if (resends < 0) {
      throw new IllegalArgumentException("resends (%d) must not be negative".formatted(resends));
    }
    if (!shortestPause.isPositive() || longestPause.compareTo(shortestPause) < 0) {
      throw new IllegalArgumentException(
          "pauses (%s to %s) must be positive and in order".formatted(shortestPause, longestPause));
    }
    if (capacity < 1) {
      throw new IllegalArgumentException("capacity (%d) must be positive".formatted(capacity));
    }
  }

  public LoggerOptions withFault(Fault other) {
    return new LoggerOptions(overtime, resends, shortestPause, longestPause, skew, capacity, other);
  }

  public LoggerOptions withSkew(Duration other) {
    return new LoggerOptions(
        overtime, resends, shortestPause, longestPause, other, capacity, fault);
  }

  /** Other waits: tests are impatient. */
  public LoggerOptions withWaits(Duration answer, int sendAgain, Duration reconnect) {
    return new LoggerOptions(answer, sendAgain, reconnect, reconnect, skew, capacity, fault);
  }
}
