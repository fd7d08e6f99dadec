// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.simulator;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * When a logger has something to send: realtime data at its interval, the data of a period shortly
 * after its end.
 *
 * @param realtime interval
 * @param minute period of the minute data
 * @param phase how far the realtime data stand from the full interval
 * @param lag how long after its end the data of a period leave
 */
record Schedule(Duration realtime, Duration minute, Duration phase, Duration lag) {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);

  Schedule {
    requireNonNull(realtime, "realtime is null");
    requireNonNull(minute, "minute is null");
    requireNonNull(phase, "phase is null");
    requireNonNull(lag, "lag is null");
  }

  /** What is sent. */
  enum Kind {
    REALTIME("2011"),
    MINUTE("2051"),
    HOUR("2061"),
    DAY("2031");

    private final String command;

    Kind(String command) {
      this.command = command;
    }

    String command() {
      return command;
    }
  }

  /**
   * Something to send.
   *
   * @param at when it leaves
   * @param start the moment of realtime data, the start of a period
   * @param length of the period; zero for realtime data
   */
  record Due(Instant at, Kind kind, Instant start, Duration length) {}

  /** All that is due at the first time after an instant, the shorter periods first. */
  List<Due> next(Instant after) {
    List<Due> candidates = new ArrayList<>(4);
    candidates.add(nextRealtime(after));
    candidates.add(nextPeriod(Kind.MINUTE, minute, after));
    candidates.add(nextPeriod(Kind.HOUR, HOUR, after));
    candidates.add(nextPeriod(Kind.DAY, DAY, after));
    Instant first = candidates.stream().map(Due::at).min(Comparator.naturalOrder()).orElseThrow();
    return candidates.stream().filter(due -> due.at().equals(first)).toList();
  }

  /** The next period data after an instant, as {@link #next} without the realtime data. */
  List<Due> nextPeriods(Instant after) {
    Due minutes = nextPeriod(Kind.MINUTE, minute, after);
    List<Due> due = new ArrayList<>(3);
    due.add(minutes);
    for (Due longer :
        List.of(nextPeriod(Kind.HOUR, HOUR, after), nextPeriod(Kind.DAY, DAY, after))) {
      if (longer.at().equals(minutes.at())) {
        due.add(longer);
      }
    }
    return due;
  }

  private Due nextRealtime(Instant after) {
    long interval = realtime.toSeconds();
    long offset = phase.toSeconds();
    long at = (Math.floorDiv(after.getEpochSecond() - offset, interval) + 1) * interval + offset;
    Instant moment = Instant.ofEpochSecond(at);
    return new Due(moment, Kind.REALTIME, moment, Duration.ZERO);
  }

  private Due nextPeriod(Kind kind, Duration length, Instant after) {
    long local = BeijingTime.OFFSET.getTotalSeconds();
    long seconds = length.toSeconds();
    long behind = after.getEpochSecond() + local - lag.toSeconds();
    long end = (Math.floorDiv(behind, seconds) + 1) * seconds - local;
    return new Due(
        Instant.ofEpochSecond(end).plus(lag), kind, Instant.ofEpochSecond(end - seconds), length);
  }
}
