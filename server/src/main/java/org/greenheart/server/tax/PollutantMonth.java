// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.tax;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.greenheart.regulation.rules.Step;
import org.greenheart.regulation.tax.Compliance;
import org.jspecify.annotations.Nullable;

/**
 * What the hours, or the samples, of one quantity at an outlet come to in a month. Immutable.
 *
 * @param code of the quantity, {@code a21002}
 * @param kg of the valid hours, and of what stands in for missing ones
 * @param substitutedKg of the latter alone
 * @param reports of laboratories that exceed its limit in the month
 * @param laboratory null: by the monitor
 * @param compliance how it kept to its limit; null: no mean or no limit is known
 */
public record PollutantMonth(
    String code,
    String name,
    Hours hours,
    BigDecimal kg,
    BigDecimal substitutedKg,
    @Nullable Compliance compliance,
    List<Long> reports,
    @Nullable Laboratory laboratory,
    List<Step> steps) {
  /**
   * Hours that are over, from the first row of the quantity on.
   *
   * @param due in the month
   * @param stopped marked as stopped: nothing is due of them
   * @param substituted missing, and filled by the rule
   * @param missing neither: not in the amount
   * @param before the first row: nothing is known of them
   */
  public record Hours(
      int due, int counted, int stopped, int substituted, int missing, int before) {}

  /**
   * What laboratories' samples the amount comes from, where no monitor tells it.
   *
   * @param reports their numbers
   * @param sampled in which month; another one than that of the tax where a sample is carried over
   */
  public record Laboratory(List<Long> reports, YearMonth sampled) {
    public Laboratory {
      reports = List.copyOf(reports);
      requireNonNull(sampled, "sampled is null");
    }
  }

  public PollutantMonth {
    requireNonNull(code, "code is null");
    requireNonNull(name, "name is null");
    requireNonNull(hours, "hours is null");
    requireNonNull(kg, "kg is null");
    requireNonNull(substitutedKg, "substitutedKg is null");
    reports = List.copyOf(reports);
    steps = List.copyOf(steps);
  }

  /** Whether a monitor stands at the outlet and told nothing of the month, though it was to run. */
  boolean isSilent() {
    return laboratory == null
        && hours.counted() + hours.substituted() == 0
        && hours.stopped() < hours.due();
  }

  /** The same when laboratories found more than the limit. */
  PollutantMonth exceededIn(List<Long> found) {
    if (found.isEmpty()) {
      return this;
    }
    List<Step> told = new ArrayList<>(steps);
    told.add(
        new Step(
            "手工监测结果超过限值：当月不减征（条例第十、十一条）",
            "a laboratory's result exceeds the limit: no reduction in the month (Regulation Art. 10, 11)",
            found.stream().map(report -> "#" + report).collect(Collectors.joining(", ")),
            "1"));
    return new PollutantMonth(
        code,
        name,
        hours,
        kg,
        substitutedKg,
        compliance == null
            ? null
            : new Compliance(
                compliance.mean(), compliance.limit(), compliance.exceedances() + found.size()),
        found,
        laboratory,
        told);
  }
}
