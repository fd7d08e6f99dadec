// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.watch;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.greenheart.storage.Decimal;
import org.jspecify.annotations.Nullable;

/**
 * A level or an amount of rain that reaches one of the station's warning marks (water.md section 5:
 * for levels warning, guarantee, highest on record; for rain the sums of the 2007 signals). The
 * limit of the alarm is the highest mark reached, which names the colour.
 *
 * @param marks from the lowest to the highest; each in the unit of the signal
 * @param sumOver null to hold the newest value against the marks
 * @param margin hysteresis, in the unit of the signal
 */
record ColourLevels(Signal signal, List<Mark> marks, @Nullable Duration sumOver, Decimal margin)
    implements Condition {
  /** A mark and its colour: blue, yellow, orange or red. */
  record Mark(String colour, Decimal from) {}

  ColourLevels {
    requireNonNull(signal, "signal is null");
    requireNonNull(margin, "margin is null");
    marks = List.copyOf(marks);
    if (marks.isEmpty()) {
      throw new IllegalArgumentException("marks must name at least one colour");
    }
  }

  @Override
  public Set<Signal> signals() {
    return Set.of(signal);
  }

  @Override
  public Signal lead() {
    return signal;
  }

  @Override
  public Duration lookback() {
    return sumOver == null ? Duration.ZERO : sumOver;
  }

  @Override
  public Judgement judge(LatestSamples samples) {
    Decimal value = samples.fresh(signal, Duration.ZERO).map(Sample::value).orElse(null);
    if (sumOver != null && value != null) {
      value =
          Decimal.of(
                  samples.window(signal, sumOver).stream()
                      .filter(Sample::countable)
                      .map(Sample::value)
                      .filter(amount -> amount != null)
                      .map(Decimal::toBigDecimal)
                      .reduce(BigDecimal.ZERO, BigDecimal::add))
              .orElse(null);
    }
    if (value == null) {
      return Judgement.UNKNOWN;
    }
    Decimal reached = null;
    for (Mark mark : marks) {
      reached = value.compareTo(mark.from) >= 0 ? mark.from : reached;
    }
    Decimal lowest = marks.getFirst().from;
    if (reached != null) {
      return Judgement.of(true, value, reached);
    }
    BigDecimal over = lowest.toBigDecimal().subtract(margin.toBigDecimal());
    return value.toBigDecimal().compareTo(over) > 0
        ? Judgement.between(value, lowest)
        : Judgement.of(false, value, lowest);
  }
}
