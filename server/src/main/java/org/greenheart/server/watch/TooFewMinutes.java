// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.watch;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.greenheart.storage.Decimal;

/**
 * An hour without enough valid minutes: its mean decides nothing. HJ 75-2017 and GB 3095 ask for 45
 * valid minutes of the clock hour. Judged of the last full hour, from its minute rows; the judged
 * value is the number of valid minutes.
 *
 * @param minutes the signal by the minute
 * @param period for how long one minute row stands
 * @param needed valid minutes, 1 to 60
 */
record TooFewMinutes(Signal minutes, Duration period, int needed) implements Condition {
  private static final Duration HOUR = Duration.ofHours(1);

  TooFewMinutes {
    requireNonNull(minutes, "minutes is null");
    requireNonNull(period, "period is null");
  }

  @Override
  public Set<Signal> signals() {
    return Set.of(minutes);
  }

  @Override
  public Signal lead() {
    return minutes;
  }

  @Override
  public Duration lookback() {
    return HOUR.multipliedBy(2);
  }

  @Override
  public Optional<String> unit() {
    return Optional.of("");
  }

  @Override
  public Worst worst() {
    return Worst.LOWEST;
  }

  @Override
  public Judgement judge(LatestSamples samples) {
    Instant end = samples.now().truncatedTo(ChronoUnit.HOURS);
    Instant begin = end.minus(HOUR);
    List<Sample> past = samples.window(minutes, lookback());
    // Before the first full hour nothing is known of what came before.
    if (past.isEmpty() || past.getFirst().at().isAfter(begin.plus(period))) {
      return Judgement.UNKNOWN;
    }
    long rows =
        past.stream()
            .filter(sample -> !sample.at().isBefore(begin) && sample.at().isBefore(end))
            .filter(sample -> sample.countable() && MarkUse.VALUE.counts(sample.flag()))
            .count();
    long valid = rows * period.toMinutes();
    return Judgement.of(valid < needed, Decimal.of(valid), Decimal.of(needed));
  }
}
