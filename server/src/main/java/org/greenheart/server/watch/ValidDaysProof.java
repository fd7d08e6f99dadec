// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.watch;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * So many valid days for which the rule's condition never held, such as days whose hours all keep
 * the limit. A day in which it held begins the count anew; one with too few valid values says
 * nothing. A day of Beijing is over when the first value after it comes.
 */
final class ValidDaysProof implements Proof {
  private static final ZoneId BEIJING = ZoneId.of("Asia/Shanghai");

  private final Condition condition;
  private final int needed;
  private final int valuesPerDay;
  private final List<Progress.Step> steps = new ArrayList<>();
  private int done;
  private @Nullable Day day;
  private @Nullable Instant fulfilledAt;

  /**
   * @param valuesPerDay how many values make a day valid
   */
  ValidDaysProof(Condition condition, int needed, int valuesPerDay) {
    this.condition = requireNonNull(condition, "condition is null");
    if (needed < 1 || valuesPerDay < 1) {
      throw new IllegalArgumentException(
          "needed (%s) and valuesPerDay (%s) must be positive".formatted(needed, valuesPerDay));
    }
    this.needed = needed;
    this.valuesPerDay = valuesPerDay;
  }

  @Override
  public Set<Signal> signals() {
    return condition.signals();
  }

  @Override
  public void step(LatestSamples samples) {
    Instant now = samples.now();
    if (fulfilledAt != null) {
      return;
    }
    LocalDate date = now.atZone(BEIJING).toLocalDate();
    if (day != null && !day.date.equals(date)) {
      finish(day, now);
      day = null;
    }
    if (day == null) {
      day = new Day(date, now);
    } else if (now.equals(day.counted)) {
      return; // a later part of the same row
    }
    day.last = now;
    switch (condition.judge(samples).verdict()) {
      case HOLDS -> {
        day.failed = true;
        day.counted = now;
      }
      case DOES_NOT_HOLD -> {
        day.valid++;
        day.counted = now;
      }
      case BETWEEN, UNKNOWN -> {}
    }
  }

  private void finish(Day over, Instant now) {
    Progress.Outcome outcome = Progress.Outcome.NEUTRAL;
    if (over.failed) {
      outcome = Progress.Outcome.FAILED;
      done = 0;
    } else if (over.valid >= valuesPerDay) {
      outcome = Progress.Outcome.PASSED;
      done++;
    }
    steps.add(new Progress.Step(over.first, over.last, outcome));
    if (done >= needed) {
      fulfilledAt = now;
    }
  }

  @Override
  public Progress progress() {
    return new Progress(done, needed, fulfilledAt, steps);
  }

  /** A day that is not over. */
  private static final class Day {
    private final LocalDate date;
    private final Instant first;
    private Instant last;
    private @Nullable Instant counted;
    private int valid;
    private boolean failed;

    private Day(LocalDate date, Instant first) {
      this.date = date;
      this.first = first;
      this.last = first;
    }
  }
}
