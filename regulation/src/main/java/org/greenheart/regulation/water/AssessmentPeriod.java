// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.water;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.greenheart.regulation.rules.Basis;
import org.greenheart.regulation.rules.Confidence;
import org.greenheart.regulation.rules.Exact;

/** A period of assessment, and how many rounds of monitoring its mean needs. */
public enum AssessmentPeriod {
  WEEK(1),
  TEN_DAYS(1),
  MONTH(1),
  SEASON(2),
  YEAR(6);

  public static final Basis BASIS =
      new Basis("地表水环境质量评价办法（试行）, announcement 2011 No. 22", "", Confidence.LOW, "memory");

  private final int leastRounds;

  AssessmentPeriod(int leastRounds) {
    this.leastRounds = leastRounds;
  }

  public int leastRounds() {
    return leastRounds;
  }

  /** The arithmetic mean of the rounds; nothing when they are too few. */
  public Optional<BigDecimal> mean(List<BigDecimal> rounds) {
    return rounds.size() < leastRounds
        ? Optional.empty()
        : Optional.of(
            Exact.divide(
                rounds.stream().reduce(BigDecimal.ZERO, BigDecimal::add),
                BigDecimal.valueOf(rounds.size())));
  }
}
