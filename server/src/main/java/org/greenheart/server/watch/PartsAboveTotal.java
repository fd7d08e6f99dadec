// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.watch;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.greenheart.storage.Decimal;

/**
 * The parts of a quantity sum up to more than its total, such as benzene, toluene and xylene to
 * more than all volatile organic compounds: the second of the four contradictions. All values are
 * of one time and in one unit.
 *
 * @param tolerance by which the sum may be above the total, a share of it: 0.05
 */
record PartsAboveTotal(List<Signal> parts, Signal total, Decimal tolerance) implements Condition {
  PartsAboveTotal {
    parts = List.copyOf(parts);
    requireNonNull(total, "total is null");
    requireNonNull(tolerance, "tolerance is null");
  }

  @Override
  public Set<Signal> signals() {
    return Stream.concat(Stream.of(total), parts.stream()).collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public Signal lead() {
    return total;
  }

  @Override
  public Judgement judge(LatestSamples samples) {
    Decimal whole = samples.fresh(total, Duration.ZERO).map(Sample::value).orElse(null);
    if (whole == null) {
      return Judgement.UNKNOWN;
    }
    BigDecimal sum = BigDecimal.ZERO;
    boolean all = true;
    for (Signal part : parts) {
      Decimal value = samples.fresh(part, Duration.ZERO).map(Sample::value).orElse(null);
      all &= value != null;
      sum = value == null ? sum : sum.add(value.toBigDecimal());
    }
    BigDecimal most = whole.toBigDecimal().multiply(BigDecimal.ONE.add(tolerance.toBigDecimal()));
    boolean above = sum.compareTo(most) > 0;
    // Where a part is missing the rest may be above already, but not shown to be within.
    return above || all
        ? Judgement.of(above, Decimal.of(sum).orElse(null), whole)
        : Judgement.UNKNOWN;
  }
}
