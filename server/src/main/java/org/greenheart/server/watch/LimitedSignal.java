// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.watch;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.greenheart.server.limits.HeldLimits;
import org.greenheart.server.limits.StandingLimit;
import org.greenheart.storage.Decimal;
import org.jspecify.annotations.Nullable;

/**
 * A signal that is held against limits, and what brings its values to what they judge. A limit at a
 * reference oxygen judges the converted value that was sent; where none was, the measured one
 * converted by the oxygen of the same time (HJ 75-2017: the hour's means); else nothing.
 *
 * @param oxygen measured beside it; null where no limit stands at a reference oxygen
 */
record LimitedSignal(Signal signal, @Nullable Signal oxygen, HeldLimits limits) {
  /** The code of oxygen in the gas, HJ 212. */
  static final String OXYGEN = "a19001";

  LimitedSignal {
    requireNonNull(signal, "signal is null");
    requireNonNull(limits, "limits is null");
  }

  LimitedSignal(Signal signal, HeldLimits limits) {
    this(signal, null, limits);
  }

  /** What it listens to. */
  Set<Signal> signals() {
    return oxygen == null ? Set.of(signal) : Set.of(signal, oxygen);
  }

  /** The limit of a moment. */
  @Nullable StandingLimit limit(Instant at) {
    return limits.at(at).orElse(null);
  }

  /** The newest countable sample, unless something newer than it has come. */
  @Nullable Sample fresh(LatestSamples samples) {
    return samples.fresh(signal, Duration.ZERO).orElse(null);
  }

  /**
   * A value as its limit judges it.
   *
   * @param value null when it is not to be had
   * @param unjudged why it is not; null when it is, or when nothing was sent
   */
  record Value(@Nullable Decimal value, @Nullable Unjudged unjudged) {
    private static final Value NONE = new Value(null, null);
    private static final Value NO_OXYGEN = new Value(null, Unjudged.OXYGEN_MISSING);
    private static final Value AIR = new Value(null, Unjudged.OXYGEN_OF_AIR);

    private static Value of(@Nullable Decimal value) {
      return value == null ? NONE : new Value(value, null);
    }
  }

  /** A sample's value as a limit judges it. */
  Value value(Sample sample, StandingLimit limit, LatestSamples samples) {
    return switch (limit.judges()) {
      case MEASURED -> Value.of(sample.measured());
      case AS_THE_RULE_SAYS -> Value.of(sample.value());
      case CONVERTED -> converted(sample, limit, samples);
    };
  }

  /** What a sample's mean before correction would be to a limit; null when it is not to be had. */
  @Nullable Decimal hidden(Sample sample, StandingLimit limit, LatestSamples samples) {
    Decimal raw = sample.raw();
    if (raw == null) {
      return value(sample, limit, samples).value();
    }
    return limit.judges() == StandingLimit.Judges.CONVERTED
        ? byOxygen(raw, sample.at(), limit, samples).value()
        : raw;
  }

  private Value converted(Sample sample, StandingLimit limit, LatestSamples samples) {
    Decimal measured = sample.measured();
    return sample.corrected() != null || measured == null
        ? Value.of(sample.corrected())
        : byOxygen(measured, sample.at(), limit, samples);
  }

  private Value byOxygen(Decimal measured, Instant at, StandingLimit limit, LatestSamples samples) {
    Decimal percent = percent(at, samples);
    if (percent == null) {
      return Value.NO_OXYGEN;
    }
    Optional<Decimal> converted = limit.converted(measured, percent);
    return converted.isEmpty() ? Value.AIR : Value.of(converted.get());
  }

  private @Nullable Decimal percent(Instant at, LatestSamples samples) {
    return oxygen == null
        ? null
        : samples.at(oxygen, at).filter(Sample::countable).map(Sample::measured).orElse(null);
  }
}
