// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.watch;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.greenheart.storage.Decimal;
import org.jspecify.annotations.Nullable;

/**
 * A treatment facility removes too little. Efficiency in percent = (1 - out / in) x 100, by mass
 * (concentration x flow) when both flows are there, else by concentration alone. GB 37822-2019
 * 10.3.2: 80 % where the initial rate of NMHC is 3 kg/h or more (2 kg/h in key regions); below that
 * rate nothing is asked.
 *
 * @param inlet concentration at the other point, mg/m3
 * @param inletFlow at the other point, m3/h
 * @param least efficiency in percent
 * @param fromRate initial rate in kg/h from which on it is asked, only with flows; null for always
 * @param maxAge how old the other values may be and still be compared
 */
record RemovalLow(
    Signal inlet,
    Signal outlet,
    Signal inletFlow,
    Signal outletFlow,
    Decimal least,
    @Nullable Decimal fromRate,
    Duration maxAge)
    implements Condition {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
  private static final BigDecimal MILLIGRAMS_IN_KILOGRAM = BigDecimal.valueOf(1_000_000);

  RemovalLow {
    requireNonNull(inlet, "inlet is null");
    requireNonNull(outlet, "outlet is null");
    requireNonNull(inletFlow, "inletFlow is null");
    requireNonNull(outletFlow, "outletFlow is null");
    requireNonNull(least, "least is null");
    requireNonNull(maxAge, "maxAge is null");
  }

  @Override
  public Set<Signal> signals() {
    return Set.of(inlet, outlet, inletFlow, outletFlow);
  }

  @Override
  public Signal lead() {
    return outlet;
  }

  @Override
  public Duration memory() {
    return maxAge;
  }

  @Override
  public Optional<String> unit() {
    return Optional.of("%");
  }

  @Override
  public Worst worst() {
    return Worst.LOWEST;
  }

  @Override
  public Judgement judge(LatestSamples samples) {
    BigDecimal in = number(samples, inlet);
    BigDecimal out = number(samples, outlet);
    if (in == null || out == null) {
      return Judgement.UNKNOWN;
    }
    BigDecimal flowIn = number(samples, inletFlow);
    BigDecimal flowOut = number(samples, outletFlow);
    if (flowIn != null && flowOut != null) {
      in = in.multiply(flowIn);
      out = out.multiply(flowOut);
      if (fromRate != null
          && in.compareTo(fromRate.toBigDecimal().multiply(MILLIGRAMS_IN_KILOGRAM)) < 0) {
        return Judgement.of(false, null, least);
      }
    } else if (fromRate != null) {
      return Judgement.UNKNOWN;
    }
    if (in.signum() <= 0) {
      return Judgement.UNKNOWN;
    }
    BigDecimal percent = in.subtract(out).multiply(HUNDRED).divide(in, 2, RoundingMode.HALF_EVEN);
    Decimal efficiency = Decimal.of(percent).orElse(null);
    return efficiency == null
        ? Judgement.UNKNOWN
        : Judgement.of(efficiency.compareTo(least) < 0, efficiency, least);
  }

  private @Nullable BigDecimal number(LatestSamples samples, Signal signal) {
    return samples.fresh(signal, maxAge).map(Sample::value).map(Decimal::toBigDecimal).orElse(null);
  }
}
