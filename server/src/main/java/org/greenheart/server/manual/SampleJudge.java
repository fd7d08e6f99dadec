// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.manual;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.greenheart.server.limits.HeldLimits;
import org.greenheart.server.limits.OperatingLimits;
import org.greenheart.server.limits.StandingLimit;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.registry.Interval;
import org.greenheart.storage.registry.ManualReport;
import org.greenheart.storage.registry.ManualResult;
import org.jspecify.annotations.Nullable;

/**
 * Holds results against the limits that were in force when the sample was taken, whichever way
 * these are known now.
 *
 * <p>The limit on the hour counts; where there is none, the one on the day, and the verdict says
 * that one sample was held against a daily mean: at an inspection a sample taken on the spot may
 * prove an exceedance (Measures for Administrative Penalties on the Environment, 2010, Art. 37, and
 * SEPA notice 2007 No. 16, as cited by the ministry's later replies), an enterprise's own single
 * sample alone does not break a daily mean.
 *
 * <p>What was not detected complies where the detection limit does; a method that cannot see the
 * limit proves nothing. No number is put in its place. Thread-safe.
 */
final class SampleJudge {
  private static final Duration DAY = Duration.ofDays(1);

  private final OperatingLimits limits;

  SampleJudge(OperatingLimits limits) {
    this.limits = requireNonNull(limits, "limits is null");
  }

  Judged judge(ManualReport report, ManualResult result) {
    if (report.withdrawn()) {
      return Judged.not("withdrawn");
    }
    if (result.method() == null) {
      return Judged.not("no-method");
    }
    Instant at = report.sample().from();
    boolean otherUnit = false;
    for (Interval interval : List.of(Interval.HOUR, Interval.DAY)) {
      HeldLimits held = limits.of(report.sample().thing(), result.code(), interval, result.unit());
      Optional<StandingLimit> limit = held.at(at);
      if (limit.isPresent()) {
        boolean longerMean =
            interval == Interval.DAY
                && Duration.between(at, report.sample().to()).compareTo(DAY) < 0;
        return new Compared(report, result, limit.get(), held, longerMean).judged();
      }
      otherUnit |= held.otherUnit(at).isPresent();
    }
    return Judged.not(otherUnit ? "unit" : "no-limit");
  }

  /** A result and its limit. */
  private record Compared(
      ManualReport report,
      ManualResult result,
      StandingLimit limit,
      HeldLimits held,
      boolean longerMean) {
    Judged judged() {
      Decimal found = result.value();
      Decimal number = found == null ? requireNonNull(result.detectionLimit()) : found;
      return switch (limit.judges()) {
        case MEASURED -> compare(number, false);
        case CONVERTED -> converted(number);
        case AS_THE_RULE_SAYS -> unsaid(number);
      };
    }

    private Judged converted(Decimal number) {
      Decimal said = result.converted();
      if (said != null) {
        return compare(said, true);
      }
      Optional<Decimal> oxygen =
          report.result(ManualCodes.OXYGEN).flatMap(o2 -> Optional.ofNullable(o2.value()));
      if (oxygen.isEmpty()) {
        return not("oxygen-missing", null);
      }
      return limit
          .converted(number, oxygen.get())
          .map(value -> compare(value, true))
          .orElseGet(() -> not("oxygen-of-air", null));
    }

    /** A permit that names no oxygen: judged where measured and converted say the same. */
    private Judged unsaid(Decimal number) {
      Judged measured = compare(number, false);
      Decimal said = result.converted();
      return said == null || compare(said, true).outcome() == measured.outcome()
          ? measured
          : not("oxygen-unsaid", number);
    }

    private Judged compare(Decimal value, boolean converted) {
      boolean broken = limit.brokenBy(value).isPresent();
      if (broken && result.isBelowDetection()) {
        return not("detection-limit", value);
      }
      return judged(broken ? Judged.Outcome.EXCEEDED : Judged.Outcome.MET, "", value, converted);
    }

    private Judged not(String reason, @Nullable Decimal value) {
      return judged(Judged.Outcome.NOT_JUDGED, reason, value, false);
    }

    private Judged judged(
        Judged.Outcome outcome, String reason, @Nullable Decimal value, boolean converted) {
      return new Judged(
          outcome,
          reason,
          value,
          converted,
          limit.lower().orElse(null),
          limit.upper().orElse(null),
          longerMean,
          held.held(report.sample().from()).orElse(null));
    }
  }
}
