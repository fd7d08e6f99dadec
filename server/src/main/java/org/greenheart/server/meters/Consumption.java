// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.meters;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.greenheart.storage.registry.CounterStep;
import org.jspecify.annotations.Nullable;

/**
 * What a counter says was used from one time to another.
 *
 * <p>A counter shows at any time what its last sound reading at or before it showed. So what was
 * used in adjoining stretches adds up exactly to what was used in all of them, and what was used
 * while nothing was read belongs to the stretch in which reading began again.
 *
 * @param amount exact, in the unit of the Datastream, never negative; what waits for a decision is
 *     left out
 * @param first time of the reading that stands for the beginning: at or before {@code from} where
 *     there is one, else the first after it; null when there is none
 * @param last time of the reading that stands for the end; null when there is none
 * @param gaps parts of the stretch without readings
 * @param steps readings within it that did not follow from those before
 */
public record Consumption(
    long datastream,
    Instant from,
    Instant to,
    BigDecimal amount,
    @Nullable Instant first,
    @Nullable Instant last,
    List<Gap> gaps,
    List<CounterStep> steps) {
  public Consumption {
    requireNonNull(from, "from is null");
    requireNonNull(to, "to is null");
    if (amount.signum() < 0) {
      throw new IllegalArgumentException("amount (%s) must not be negative".formatted(amount));
    }
    gaps = List.copyOf(gaps);
    steps = List.copyOf(steps);
  }

  /** No readings from one time to another, both within the stretch. */
  public record Gap(Instant from, Instant to) {
    public Gap {
      requireNonNull(from, "from is null");
      requireNonNull(to, "to is null");
    }
  }

  /** Whether no step waits for a person's decision: else the amount may be too small. */
  public boolean isCertain() {
    return steps.stream().noneMatch(CounterStep::isOpen);
  }

  /** Whether it is certain and nothing is missing. */
  public boolean isWhole() {
    return isCertain() && gaps.isEmpty() && first != null;
  }
}
