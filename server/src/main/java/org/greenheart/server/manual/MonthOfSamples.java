// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.manual;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Optional;
import org.greenheart.storage.registry.Medium;

/**
 * The samples of one quantity at an outlet in a month, and their mean: of air the mean of the
 * results, of water that weighted by the flow (Cai Shui 2018 No. 23, 1).
 *
 * @param samples the oldest first
 */
public record MonthOfSamples(Medium medium, List<ManualMonths.Sampled> samples) {
  private static final BigDecimal TWO = BigDecimal.valueOf(2);

  public MonthOfSamples {
    requireNonNull(medium, "medium is null");
    samples = List.copyOf(samples);
  }

  /**
   * What stands for a result in which nothing was detected. There is no usual one: the rules differ
   * by what is computed, and were read in secondary sources only.
   */
  public enum NotDetected {
    /** In amounts: it takes no part (HJ/T 92-2002; SL 219-2013, 12.2.5). */
    ZERO,
    /** In means: half of the detection limit (SL 219-2013, 12.2.5). */
    HALF
  }

  /** Whether any sample exceeds its limit. */
  public boolean isAnyExceeded() {
    return samples.stream().anyMatch(ManualMonths.Sampled::exceeded);
  }

  /** Whether in any sample nothing was detected. */
  public boolean isAnyBelowDetection() {
    return samples.stream().anyMatch(sample -> sample.concentration() == null);
  }

  /** The mean of the flows, m3/h; empty without samples, and when that of one is not known. */
  public Optional<BigDecimal> meanFlow() {
    BigDecimal sum = BigDecimal.ZERO;
    for (ManualMonths.Sampled sample : samples) {
      BigDecimal flow = sample.flow();
      if (flow == null) {
        return Optional.empty();
      }
      sum = sum.add(flow);
    }
    return samples.isEmpty()
        ? Optional.empty()
        : Optional.of(sum.divide(BigDecimal.valueOf(samples.size()), MathContext.DECIMAL64));
  }

  /**
   * The mean concentration, mg/m3 or mg/L; empty without samples, and for water when the flow of
   * one of several is not known.
   */
  public Optional<BigDecimal> mean(NotDetected treatment) {
    BigDecimal sum = BigDecimal.ZERO;
    BigDecimal weights = BigDecimal.ZERO;
    for (ManualMonths.Sampled sample : samples) {
      BigDecimal weight =
          medium == Medium.AIR || samples.size() == 1 ? BigDecimal.ONE : sample.flow();
      if (weight == null) {
        return Optional.empty();
      }
      sum = sum.add(number(sample, treatment).multiply(weight));
      weights = weights.add(weight);
    }
    return weights.signum() == 0
        ? Optional.empty()
        : Optional.of(sum.divide(weights, MathContext.DECIMAL64));
  }

  private static BigDecimal number(ManualMonths.Sampled sample, NotDetected treatment) {
    BigDecimal found = sample.concentration();
    BigDecimal limit = sample.detectionLimit();
    if (found != null) {
      return found;
    }
    return switch (treatment) {
      case ZERO -> BigDecimal.ZERO;
      case HALF -> limit == null ? BigDecimal.ZERO : limit.divide(TWO);
    };
  }
}
